"""A line on a terminal that grows while something goes on."""

from typing import Any

WIDTH = 40  # characters


def show(stream: Any, done: int, total: int, what: str) -> None:
    """Draw it anew. The last time, it ends the line."""
    bar = "█" * (WIDTH * done // total)
    ending = "\n" if done == total else ""
    stream.write(f"\r{bar:·<{WIDTH}} {done:,} of {total:,} {what}", ending=ending)
    stream.flush()
