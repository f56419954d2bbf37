"""What other rooms may want to know: they listen, since areas do not know who stands on them."""

from django.dispatch import Signal

# Outlines or wijken were written, and the content version went up. Sent inside the transaction
# that wrote them: a listener that fails undoes the areas too.
gebieden_gewijzigd = Signal()
