"""Believable stories and shows in any number, for benchmarks and for trying the desk at its full
size."""

from geekfeed.fill.load import SPAN_A_DAY, fill, real_stories
from geekfeed.fill.productions import fill_catalog

__all__ = ["SPAN_A_DAY", "fill", "fill_catalog", "real_stories"]
