"""Real content that misbehaves: the headline that runs on, the word that cannot be broken, twelve
authors, forty topics, a story of 6,000 words. `make shots`, `/styleguide/` and the tests of the
look stand on it; `manage.py demo --misbehaving` puts it beside the demo newsroom. All of it is
invented, and says so.
"""

from geekfeed.demo.misbehaving.load import is_here, load, stands_in_the_way

__all__ = ["is_here", "load", "stands_in_the_way"]
