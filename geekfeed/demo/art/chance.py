"""Chance that can be repeated."""

import random


def dice(seed: int) -> random.Random:
    """Falls the same way every time: a picture must not differ from one machine to the next."""
    return random.Random(seed)  # noqa: S311
