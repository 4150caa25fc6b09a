"""What the authors' room announces."""

from django.dispatch import Signal

# An author's page has another address. Arguments: author, was (the author as it was). Sent inside
# the transaction.
author_moved = Signal()
