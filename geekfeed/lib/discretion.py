"""Secrets that stand in addresses stay out of the log.

A preview link, a calendar's address and the links in letters let in whoever knows them. The log is
read by more people, and kept for longer, than any of them is meant for.
"""

import logging
import re

# The part that is secret follows one of these.
SECRET = re.compile(
    r"(/(?:preview|calendar/desk|comments/(?:confirm|hello|letters))/)[^/\s?,\"'<>]+"
)


def without_secrets(text: str) -> str:
    return SECRET.sub(r"\1…", text)


class Discreet(logging.Filter):
    """For the handlers of the log: what they write names no secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True
