"""The site's settings as in production, with its static files where the benchmark keeps its own."""

from geekfeed.settings import *  # noqa: F403
from geekfeed.settings import VAR

STATIC_ROOT = VAR / "bench" / "static"
