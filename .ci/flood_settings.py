"""The settings under which a site is flooded: those of the benchmark, and each page has a number
that tells whether it was made for whoever got it."""

from bench_settings import *  # noqa: F403
from bench_settings import MIDDLEWARE as OF_THE_SITE

MIDDLEWARE = [*OF_THE_SITE, "flood_numbers.numbered"]
