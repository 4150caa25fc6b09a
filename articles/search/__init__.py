"""What readers may ask of the search: which stories, and which names, have these words."""

from articles.search.names import find_names
from articles.search.query import Query, parse
from articles.search.stories import find_stories

__all__ = ["Query", "find_names", "find_stories", "parse"]
