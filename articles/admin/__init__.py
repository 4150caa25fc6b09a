"""The stories' part of the desk."""

from articles.admin.article import ArticleAdmin
from articles.admin.claims import ClaimAdmin
from articles.admin.corrections import CorrectionAdmin
from articles.admin.front_page import FrontPageSlotAdmin
from articles.admin.others import SectionAdmin, TopicAdmin
from articles.admin.redirects import RedirectAdmin

__all__ = [
    "ArticleAdmin",
    "ClaimAdmin",
    "CorrectionAdmin",
    "FrontPageSlotAdmin",
    "RedirectAdmin",
    "SectionAdmin",
    "TopicAdmin",
]
