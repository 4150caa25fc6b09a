"""A line on a terminal that grows while something goes on."""

from typing import Any

WIDTH = 40  # characters
LONGEST = 75  # characters, with the words behind it
PLAIN = str  # in no colour: what goes to `stderr` would be red


def show(stream: Any, done: int, total: int, what: str) -> None:
    """Draw it anew on a command's `stdout` or `stderr`. The last time, it ends the line."""
    bar = "█" * (WIDTH * done // total)
    ending = "\n" if done == total else ""
    stream.write(f"\r{bar:·<{WIDTH}} {done:,} of {total:,} {what}", PLAIN, ending)
    stream.flush()


def clear(stream: Any) -> None:
    """Take it away, so that something else can be said on the line."""
    stream.write(f"\r{' ' * LONGEST}\r", PLAIN, "")
    stream.flush()
