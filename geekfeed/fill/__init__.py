"""Believable stories in any number, for benchmarks and for trying the desk at its full size."""

from geekfeed.fill.load import SPAN_A_DAY, fill, real_stories

__all__ = ["SPAN_A_DAY", "fill", "real_stories"]
