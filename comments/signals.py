"""What the comments room announces, after the commit."""

from django.dispatch import Signal

# A verb was carried out. Arguments: comment, verb (its name in posting.py or moderation.py), user
# (who moderated; None: the comment's own writer, or the site by itself), why.
comment_changed = Signal()
