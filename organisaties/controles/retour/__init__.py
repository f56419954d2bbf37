"""Returned mail: read from a Maildir that the mail server, fetchmail or getmail fills.

``bericht`` understands one returned message, ``postvak`` goes through the mailbox.
"""

from .postvak import GeenPostvak, Telling, lees_postvak

__all__ = ["GeenPostvak", "Telling", "lees_postvak"]
