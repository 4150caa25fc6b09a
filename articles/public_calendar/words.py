"""What happens on a date, in the few words that stand after the name of the season: "Jessica Jones,
season 1: all 13 episodes". No tense: the same words stand there before and after."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shows.ledger import Kind

STEPS = {
    Kind.ANNOUNCED: gettext_lazy("announced"),
    Kind.RENEWED: gettext_lazy("renewed"),
    Kind.CANCELLED: gettext_lazy("cancelled"),
    Kind.FILMING_BEGAN: gettext_lazy("filming begins"),
    Kind.FILMING_WRAPPED: gettext_lazy("filming wraps"),
    Kind.PREMIERE: gettext_lazy("premiere"),
}


@dataclass(frozen=True)
class Release:
    """Episodes of one season that come out on one day: how many, of how many in all, and the
    numbers of the first and the last. `title` is that of a single one. Specials have no number."""

    count: int
    in_all: int
    low: int | None
    high: int | None
    title: str = ""


def released(release: Release) -> str:
    if release.low is None or release.high is None:
        return _specials(release)
    if release.count == 1 and release.title:
        words = {"number": release.low, "title": release.title}
        return _("episode %(number)d, “%(title)s”") % words
    if release.count == 1:
        return _("episode %(number)d") % {"number": release.low}
    if release.count == release.in_all:
        return _("all %(count)d episodes") % {"count": release.count}
    if release.high - release.low + 1 == release.count:
        ends = {"first": release.low, "last": release.high}
        if release.count == 2:
            return _("episodes %(first)d and %(last)d") % ends
        return _("episodes %(first)d to %(last)d") % ends
    return ngettext("%(count)d episode", "%(count)d episodes", release.count) % {
        "count": release.count
    }


def _specials(release: Release) -> str:
    if release.count == 1:
        return (
            _("special, “%(title)s”") % {"title": release.title} if release.title else _("special")
        )
    return ngettext("%(count)d special", "%(count)d specials", release.count) % {
        "count": release.count
    }


def premiere_and(episodes: str) -> str:
    """A season starts, and these come out on its first day."""
    return _("premiere, %(episodes)s") % {"episodes": episodes}


def premiere_in(country: str) -> str:
    return _("premiere in %(country)s") % {"country": country}
