"""What the sources announce to the rooms above."""

from django.dispatch import Signal

# A source is called otherwise: `source`, as it is now. Sent inside the transaction.
source_renamed = Signal()
