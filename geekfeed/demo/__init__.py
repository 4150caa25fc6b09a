"""The demo newsroom: six shows, five authors, a month and a half of stories, frozen in the week of
10 April 2017. Data in TOML and HTML files beside this one; `load()` brings all of it in.
"""

from geekfeed.demo.load import is_here, load, stands_in_the_way

__all__ = ["is_here", "load", "stands_in_the_way"]
