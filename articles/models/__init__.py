"""The stories, and everything that a story says about itself. One file per noun."""

from articles.models.adoption import Adoption
from articles.models.article import Article, RelatedStory
from articles.models.citation import Citation, Via
from articles.models.claim import Claim
from articles.models.correction import Correction
from articles.models.desk import Revision, SetAside, WorkingCopy
from articles.models.edition import Stamp
from articles.models.front import FrontPageSlot
from articles.models.keys import CalendarKey, PreviewLink
from articles.models.mention import Mention
from articles.models.milestone import Milestone
from articles.models.note import Note
from articles.models.outcome import Outcome, TrackRecord
from articles.models.parts import Byline, Coverage
from articles.models.presence import Presence
from articles.models.redirect import Redirect
from articles.models.search_entry import SearchEntry
from articles.models.search_name import SearchName
from articles.models.search_place import SearchPlace, SearchWord
from articles.models.section import Section
from articles.models.telling import Telling
from articles.models.topic import Topic, TopicLink

__all__ = [
    "Adoption",
    "Article",
    "Byline",
    "CalendarKey",
    "Citation",
    "Claim",
    "Correction",
    "Coverage",
    "FrontPageSlot",
    "Mention",
    "Milestone",
    "Note",
    "Outcome",
    "Presence",
    "PreviewLink",
    "Redirect",
    "RelatedStory",
    "Revision",
    "SearchEntry",
    "SearchName",
    "SearchPlace",
    "SearchWord",
    "Section",
    "SetAside",
    "Stamp",
    "Telling",
    "Topic",
    "TopicLink",
    "TrackRecord",
    "Via",
    "WorkingCopy",
]
