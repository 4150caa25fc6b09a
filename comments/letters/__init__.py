"""Letters to whoever comments, and to editors about comments.

One file for each kind: confirming.py asks an address whether it is that of whoever gave it,
answering.py tells somebody that they were answered, deciding.py what a moderator did, digest.py
tells editors what waits. writing.py has what all of them share. None of them is sent within a
request where a worker runs: tasks.py calls `write`.
"""

from comments.letters import answering, confirming, deciding
from comments.letters.confirming import comment_of, greeted, token_of
from comments.models import Comment

__all__ = ["comment_of", "greeted", "is_due", "token_of", "write"]

# What is written after a verb of posting.py or moderation.py, in this order.
AFTER = {
    "post": (confirming.ask, answering.tell),
    "confirm": (answering.tell,),
    "approve": (deciding.tell_shown, answering.tell),
    "restore": (deciding.tell_shown, answering.tell),
    "remove": (deciding.tell_removed,),
}


def is_due(comment: Comment, verb: str) -> bool:
    """Whether there may be something to write, told without asking the database."""
    is_unconfirmed = comment.state == Comment.State.UNCONFIRMED
    if verb in ("post", "confirm"):
        return is_unconfirmed or (comment.is_shown and comment.thread_id is not None)
    return verb in AFTER


def write(number: int, verb: str) -> int:
    """Write all letters that are due after that verb, about the comment as it is by now. Returns
    how many there were."""
    found = Comment.objects.select_related("by__user", "story__section").defer("story__body")
    comment = found.filter(pk=number).first()
    if comment is None:
        return 0
    return sum(kind(comment, verb) for kind in AFTER.get(verb, ()))
