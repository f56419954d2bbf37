"""Take along: the answer to a question as a file, one small module a format.

``rijen`` reads, ``keuze`` says what a visitor wants of the file, ``kolommen`` what may stand in a
table, ``lijst`` makes the rows (``verschil``: only what changed), each format turns them into
bytes, and ``stroom`` tells the log how it ended. ``adresregel`` is a line to paste in a mail.
"""
