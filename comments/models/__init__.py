from comments.models.act import Act
from comments.models.ban import Ban
from comments.models.comment import Comment, Like
from comments.models.commenter import Commenter
from comments.models.conversation import Conversation
from comments.models.listed import Listed
from comments.models.report import Report
from comments.models.tally import Tally

__all__ = [
    "Act",
    "Ban",
    "Comment",
    "Commenter",
    "Conversation",
    "Like",
    "Listed",
    "Report",
    "Tally",
]
