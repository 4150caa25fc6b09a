"""What the catalog announces to the rooms above."""

from django.dispatch import Signal

# Many records at once were written without saving them one by one: what listens to `post_save` of
# the catalog's records has to listen to this as well. Sent inside the transaction.
catalog_loaded = Signal()
