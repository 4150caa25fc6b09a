"""The shows, people, characters, locations and sources whose names a search begins to spell."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Concat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.search.letters import pattern
from articles.search.marks import Marker
from articles.search.query import Query
from shows.models import Character, Credit, Location, Person, Show
from sources.models import Source

SHOWN = 5
SHORTEST_PART = 3  # letters; fewer are looked for at the beginning of words only


class FoundName(NamedTuple):
    """`plain` is the name, and `name` the same with its marks."""

    plain: str
    name: SafeString
    url: str
    dek: SafeString
    show_slug: str


class NameList(NamedTuple):
    """Records of one kind. `key` is its name in code, `heading` the one for readers."""

    key: str
    heading: str
    rows: Sequence[FoundName]


def find_names(query: Query, most: int = SHOWN) -> list[NameList]:
    """At most so many of each kind; kinds of which there are none are left out. Five queries."""
    words = [word for term in query.terms for word in term.words]
    if not words:
        return []
    without = [word for term in query.without for word in term.words]
    marker = Marker(query.terms, beginnings=True)
    lists = [
        NameList(
            key,
            heading,
            [_found(row, marker, says) for row in _named(rows, words, without)[:most]],
        )
        for key, heading, rows, says in _kinds()
    ]
    return [names for names in lists if names.rows]


def _kinds() -> list[tuple[str, str, QuerySet, Callable[[Any], str]]]:
    characters = Character.objects.annotate(
        played_by=_first_credit("character", "person__name"), **_first_show("character")
    )
    people = Person.objects.annotate(
        plays=_first_credit("person", "character__name"),
        job=_first_credit("person", "job"),
        **_first_show("person"),
    )
    shows = Show.objects.annotate(show_slug=F("slug"), other_names=_lines("full_name", "aliases"))
    locations = Location.objects.annotate(show_slug=Value(""), other_names=F("aliases"))
    sources = Source.objects.cited().annotate(show_slug=Value(""), other_names=Value(""))
    return [
        ("characters", _("Characters"), characters, _about_character),
        ("people", _("People"), people, _about_person),
        ("shows", _("Shows"), shows, lambda show: show.tagline),
        ("locations", _("Locations"), locations, _about_location),
        ("sources", _("Sources"), sources, lambda source: source.description or source.host),
    ]


def _lines(one: str, other: str) -> Concat:
    return Concat(one, Value("\n"), other, output_field=TextField())


def _first_show(record: str) -> dict[str, Any]:
    return {
        "show_name": _first_credit(record, "show__name"),
        "show_slug": _first_credit(record, "show__slug"),
        "other_names": F("aliases"),
    }


def _first_credit(record: str, column: str) -> Subquery:
    """From the show in which the record is billed highest."""
    credits = Credit.objects.filter(**{record: OuterRef("pk")}).of_no_episode()
    return Subquery(credits.order_by("position", "pk").values(column)[:1])


def _named(rows: QuerySet, words: Sequence[str], without: Sequence[str]) -> QuerySet:
    """Those with every word in their names, however accented; whose name begins so come first."""
    rows = rows.annotate(all_names=_lines("name", "other_names"))
    for word in set(words):
        anywhere = "" if len(word) >= SHORTEST_PART else r"(^|\W)"
        rows = rows.filter(all_names__iregex=anywhere + pattern(word))
    for word in set(without):
        rows = rows.exclude(all_names__iregex=rf"(^|\W){pattern(word)}")
    begins = Q(name__iregex="^" + pattern(words[0]))
    return rows.annotate(later=Case(When(begins, then=Value(0)), default=Value(1))).order_by(
        "later", "name", "pk"
    )


def _found(row: Any, marker: Marker, says: Callable[[Any], str]) -> FoundName:
    name = marker.mark(row.name)
    dek = says(row) or ""
    if not name.has_marks:
        others = [other.strip() for other in row.other_names.splitlines()]
        meant = next((other for other in others if marker.mark(other).has_marks), "")
        if meant:
            dek = _("Also %(name)s. %(about)s") % {"name": meant, "about": dek}
    return FoundName(
        row.name,
        name.html,
        row.get_absolute_url(),
        marker.mark(dek.strip()).html,
        row.show_slug or "",
    )


def _about_character(character: Any) -> str:
    if not character.played_by:
        return character.description
    return _("Played by %(person)s. %(show)s.") % {
        "person": character.played_by,
        "show": character.show_name,
    }


def _about_location(location: Location) -> str:
    return ", ".join(filter(None, (location.address, location.district, location.city)))


def _about_person(person: Any) -> str:
    if person.plays:
        return _("%(character)s in %(show)s.") % {
            "character": person.plays,
            "show": person.show_name,
        }
    if person.job:
        return _("%(job)s, %(show)s.") % {"job": person.job, "show": person.show_name}
    return person.description
