from comments.models.act import Act
from comments.models.comment import Comment, Like
from comments.models.commenter import Commenter
from comments.models.conversation import Conversation

__all__ = ["Act", "Comment", "Commenter", "Conversation", "Like"]
