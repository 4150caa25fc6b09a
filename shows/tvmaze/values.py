"""Single values of somebody else's JSON: each is what it should be, or nothing and a remark."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from geekfeed.lib.dates import in_our_times
from geekfeed.lib.html import clean, plain_text
from geekfeed.lib.vocabulary import TooMuch

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Control characters, and halves of pairs that are no characters: no database keeps them.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
MOST_DIGITS = 12
_is_web_address = URLValidator(schemes=["http", "https"])


class Values:
    """One object of the JSON. `called` is its name in remarks, which go to `remarks`."""

    def __init__(self, told: Any, called: str, remarks: list[str]) -> None:
        self.is_there = isinstance(told, dict)
        self.told: dict[str, Any] = told if self.is_there else {}
        self.called, self.remarks = called, remarks

    def remark(self, words: str) -> None:
        self.remarks.append(f"{self.called}: {words}")

    def part(self, name: str, called: str = "") -> "Values":
        """An object within this one; an empty one where there is none."""
        told = self.told.get(name)
        if told is not None and not isinstance(told, dict):
            self._odd(name)
        return Values(told, called or self.called, self.remarks)

    def parts(self, name: str, called: str) -> Iterator["Values"]:
        """The objects of a list within this one."""
        told = self.told.get(name)
        if told is not None and not isinstance(told, list):
            self._odd(name)
        for one in told if isinstance(told, list) else []:
            if isinstance(one, dict):
                yield Values(one, called, self.remarks)
            else:
                self.remark(_("something in the list of %(name)s is no record") % {"name": name})

    def key(self) -> str:
        number = self._whole(self.told.get("id"))
        return str(number) if number is not None and 0 < number < 10**MOST_DIGITS else ""

    def text(self, name: str, longest: int) -> str:
        """In one line, cut at a word."""
        told = self.told.get(name)
        if told is None:
            return ""
        if not isinstance(told, str):
            self._odd(name)
            return ""
        return self._cut(name, told, longest)

    def plain(self, name: str, longest: int) -> str:
        """The text of HTML."""
        told = self.told.get(name)
        if told is None:
            return ""
        if not isinstance(told, str):
            self._odd(name)
            return ""
        try:
            return self._cut(name, plain_text(clean(told)), longest)
        except TooMuch:
            self.remark(_("the %(name)s is too long and is left out") % {"name": name})
            return ""

    def number(self, name: str, highest: int, lowest: int = 1) -> int | None:
        told = self.told.get(name)
        if told is None or told == "":
            return None
        number = self._whole(told)
        if number is not None and lowest <= number <= highest:
            return number
        self.remark(
            _("%(name)s cannot be “%(told)s” and is left out") % {"name": name, "told": brief(told)}
        )
        return None

    def day(self, name: str) -> date | None:
        told = self.told.get(name)
        if told is None or told == "":
            return None
        try:
            if not isinstance(told, str) or not DAY.fullmatch(told):
                raise ValueError
            day = date.fromisoformat(told)
            in_our_times(day)
        except (ValueError, ValidationError):
            self.remark(
                _("%(name)s: “%(told)s” is no day and is left out")
                % {"name": name, "told": brief(told)}
            )
            return None
        return day

    def web_address(self, name: str, longest: int) -> str:
        told = self.told.get(name)
        if told is None or told == "":
            return ""
        try:
            if not isinstance(told, str) or len(told) > longest or UNPRINTABLE.search(told):
                raise ValidationError("")
            _is_web_address(told)
            if not told.startswith(("http://", "https://")):
                raise ValidationError("")
        except ValidationError:
            self.remark(
                _("%(name)s: “%(told)s” is no address of a page and is left out")
                % {"name": name, "told": brief(told)}
            )
            return ""
        return told

    def _odd(self, name: str) -> None:
        self.remark(_("%(name)s is not what it should be and is left out") % {"name": name})

    def _cut(self, name: str, text: str, longest: int) -> str:
        text = " ".join(UNPRINTABLE.sub(" ", text).split())
        if len(text) <= longest:
            return text
        self.remark(
            _("the %(name)s is longer than %(longest)d characters and was cut")
            % {"name": name, "longest": longest}
        )
        return cut(text, longest)

    @staticmethod
    def _whole(told: Any) -> int | None:
        """A whole number, also where it stands in quotation marks."""
        if isinstance(told, str) and told.isascii() and told.isdecimal():
            return int(told) if len(told) <= MOST_DIGITS else None
        if isinstance(told, float) and told.is_integer():
            return int(told)
        return told if isinstance(told, int) and not isinstance(told, bool) else None


def cut(text: str, longest: int) -> str:
    """At most so many characters, ending with a whole word where there is one, and with "…"."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    if not text[longest - 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return f"{kept.rstrip()}…"


def brief(told: Any) -> str:
    """Something odd, short enough to be shown."""
    try:
        words = told if isinstance(told, str) else repr(told)
    except ValueError:  # a number with more digits than Python writes
        words = "…"
    return cut(" ".join(UNPRINTABLE.sub(" ", words[:200]).split()), 40)
