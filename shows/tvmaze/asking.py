"""Where the JSON comes from: TVmaze itself, or a file that somebody saved.

TVmaze lets everybody ask 20 times in 10 seconds; we ask once in a second.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from geekfeed.lib import fetch
from geekfeed.lib.pace import Patience
from shows.tvmaze.reading import NotAShow, parse
from shows.tvmaze.values import Values

API = "https://api.tvmaze.com"
PARTS = "embed[]=episodes&embed[]=cast&embed[]=crew&embed[]=seasons"
EVERY = 1.0  # seconds
LIMIT = 30_000_000  # bytes: some shows have ten thousand episodes
PATIENCE = Patience(attempts=4, first=2.0)
ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.|api\.)?tvmaze\.com/shows/(\d+)(?:[/?#].*)?", re.ASCII | re.IGNORECASE
)
NUMBER = re.compile(r"[1-9]\d{0,11}", re.ASCII)


class NotFound(Exception):
    """Its words are for a person."""


def numbers_and_files(argument: str) -> Iterator[str | Path]:
    """What one argument means: the number of a show, or files. Raises NotFound."""
    if address := ADDRESS.fullmatch(argument):
        yield address[1].lstrip("0") or "0"
        return
    if NUMBER.fullmatch(argument):
        yield argument
        return
    path = Path(argument)
    files: list[Path] = []
    try:
        if path.is_dir():
            files = sorted(path.glob("*.json"))
        elif path.is_file():
            files = [path]
    except (OSError, ValueError):  # a name that no file can have
        pass
    if not files and "tvmaze.com" in argument.lower():
        raise NotFound(
            _("“%(told)s” is no show's page: one is https://www.tvmaze.com/shows/1370.")
            % {"told": argument}
        )
    if not files:
        raise NotFound(
            _(
                "There is no file “%(told)s”, and no folder of that name with .json files in it. "
                "Give a show's number at TVmaze, the address of its page there, or a file."
            )
            % {"told": argument}
        )
    yield from files


def ask(number: str, *, api: str = "", allowed: Iterable[str] = ()) -> Any:
    """The JSON of a show, with its specials; of the one that TVmaze leads on to, if it does so.
    Tests name another host by `api` and `allowed`.

    Raises NotFound where TVmaze has none with that number, fetch.NotFetched where it cannot be
    asked, NotAShow where it answers something else.
    """
    api = api or API
    try:
        told = parse(_get(f"{api}/shows/{number}?{PARTS}", allowed))
        # Of two shows that TVmaze has made one, it leads on from the one to the other, and may
        # forget on the way what was asked for.
        now = Values(told, "", []).key()
        if now not in ("", number):
            number = now
            told = parse(_get(f"{api}/shows/{number}?{PARTS}", allowed))
        # Embedded episodes come without specials; only the list of its own has them.
        episodes = parse(_get(f"{api}/shows/{number}/episodes?specials=1", allowed))
    except fetch.Answered as error:
        if error.status == 404:
            raise NotFound(
                _("TVmaze has no show with the number %(number)s.") % {"number": number}
            ) from error
        raise
    embedded = told.get("_embedded") if isinstance(told, dict) else None
    if isinstance(embedded, dict) and isinstance(episodes, list):
        embedded["episodes"] = episodes
    return told


def load(path: Path) -> Any:
    """The JSON in a file. Raises NotFound, NotAShow."""
    try:
        if path.stat().st_size > LIMIT:
            raise NotAShow(_("This is larger than any show: it was not read."))
        return parse(path.read_bytes())
    except OSError as error:
        raise NotFound(
            _("The file cannot be read: %(why)s.") % {"why": error.strerror or error}
        ) from error


def _get(url: str, allowed: Iterable[str]) -> bytes:
    return fetch.get(
        url,
        accept="application/json",
        limit=LIMIT,
        timeout=60,
        every=EVERY,
        patience=PATIENCE,
        allowed=allowed,
    ).content
