from comments.models.act import Act
from comments.models.comment import Comment, Like
from comments.models.commenter import Commenter
from comments.models.conversation import Conversation
from comments.models.report import Report

__all__ = ["Act", "Comment", "Commenter", "Conversation", "Like", "Report"]
