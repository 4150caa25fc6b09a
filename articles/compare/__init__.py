"""Versions of a story beside each other: what differs, in the form's order and words.

Nothing in a state is trusted. Texts are escaped word by word, bodies are cleaned before they are
read, and whatever was sent, comparing it takes a bounded time.
"""

from articles.compare.changes import Change
from articles.compare.names import Names
from articles.compare.noticed import Notice, noticed
from articles.compare.states import compare, label_of, whole

__all__ = ["Change", "Names", "Notice", "compare", "label_of", "noticed", "whole"]
