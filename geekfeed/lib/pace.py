"""Not asking a host more often than it is polite to, and asking again when it was busy."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from threading import Lock

from django.utils import timezone

_next: dict[str, float] = {}
_lock = Lock()


def wait_for_turn(host: str, seconds: float) -> None:
    """Return when at least so many seconds lie between this call and the last one for the host, in
    this process. Threads that come at once wait in a line."""
    if not seconds:
        return
    with _lock:
        now = time.monotonic()
        turn = max(now, _next.get(host, now))
        _next[host] = turn + seconds
    time.sleep(turn - now)


@dataclass(frozen=True)
class Patience:
    """How often to ask, and for how long to wait in between: `first` seconds, then twice as long
    each time. A host that says how long has its way, up to `longest`."""

    attempts: int = 1
    first: float = 1.0
    longest: float = 60.0

    def waits(self) -> Iterator[float]:
        for number in range(self.attempts - 1):
            yield min(self.longest, self.first * 2**number)

    def wait(self, seconds: float, retry_after: str = "") -> None:
        asked = _seconds(retry_after)
        time.sleep(min(self.longest, seconds if asked is None else asked))


def _seconds(retry_after: str) -> float | None:
    """What the header asks for, in either of its forms (RFC 9110, 10.2.3)."""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        moment: datetime = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return None
    if timezone.is_naive(moment):
        return None
    return max(0.0, (moment - timezone.now()).total_seconds())
