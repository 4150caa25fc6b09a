"""The stories' part of the desk."""

from articles.admin.article import ArticleAdmin
from articles.admin.others import FrontPageSlotAdmin, SectionAdmin, TopicAdmin

__all__ = ["ArticleAdmin", "FrontPageSlotAdmin", "SectionAdmin", "TopicAdmin"]
