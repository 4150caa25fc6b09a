"""The shows, people, characters, locations and sources whose names a search begins to spell."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import SearchName
from articles.search import name_walks
from articles.search.marks import Marker
from articles.search.query import Query
from shows.models import Character, Credit, Location, Person, Show
from sources.models import Source

SHOWN = 5
Kind = SearchName.Kind


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
    """At most so many of each kind; kinds of which there are none are left out. One query for one
    word and two for several, and one for each kind that is found."""
    numbers = name_walks.find(query, most)
    marker = Marker(query.terms, beginnings=True)
    lists = []
    for kind, (key, heading, records) in _kinds().items():
        if found := numbers.get(kind):
            rows, says = records()
            by_number = {row.pk: row for row in rows.filter(pk__in=found)}
            in_order = [by_number[number] for number in found if number in by_number]
            lists.append(NameList(key, heading, [_found(row, marker, says) for row in in_order]))
    return [names for names in lists if names.rows]


Records = tuple[QuerySet, Callable[[Any], str]]


def _kinds() -> dict[int, tuple[str, str, Callable[[], Records]]]:
    """In the order in which they are shown: name in code, heading, records with what they say."""
    return {
        Kind.CHARACTER: ("characters", _("Characters"), _characters),
        Kind.PERSON: ("people", _("People"), _people),
        Kind.SHOW: ("shows", _("Shows"), _shows),
        Kind.LOCATION: ("locations", _("Locations"), _locations),
        Kind.SOURCE: ("sources", _("Sources"), _sources),
    }


def _characters() -> Records:
    played_by = _first_credit("character", "person__name")
    rows = Character.objects.annotate(played_by=played_by, **_first_show("character"))
    return rows, _about_character


def _people() -> Records:
    rows = Person.objects.annotate(
        plays=_first_credit("person", "character__name"),
        job=_first_credit("person", "job"),
        **_first_show("person"),
    )
    return rows, _about_person


def _shows() -> Records:
    names = Concat("full_name", Value("\n"), "aliases", output_field=TextField())
    return Show.objects.annotate(show_slug=F("slug"), other_names=names), lambda show: show.tagline


def _locations() -> Records:
    rows = Location.objects.annotate(show_slug=Value(""), other_names=F("aliases"))
    return rows, _about_location


def _sources() -> Records:
    rows = Source.objects.cited().annotate(show_slug=Value(""), other_names=Value(""))
    return rows, lambda source: source.description or source.host


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
