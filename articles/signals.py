"""What the stories room announces. Sent after the commit, so listeners see what readers see."""

from django.dispatch import Signal

# A verb was carried out. Arguments: article, verb (its name in workflow.py), user (or None: the
# site itself, on schedule), why, settled (numbers of the outcomes that came about by it).
story_changed = Signal()
