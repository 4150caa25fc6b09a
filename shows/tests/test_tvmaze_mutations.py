"""Whatever TVmaze might send: a sentence or a catalog, and the second time nothing changes."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shows.models import Change, Character, Credit, Episode, Network, Person, Season, Show
from shows.tests.telling import lantern, tide
from shows.tvmaze.reading import NotAShow, parse, read
from shows.tvmaze.writing import write

SHOWS = (lantern(), tide())
DROPPED, TWICE = object(), object()
# Numbers and days that are there already, so that records change places and clash.
NEAR = [1, 2, 3, 4, "2", "2015-11-20", "2018-03-08", 91001, 92001, 92002, 93001, 94001, "Ada Quill"]
ODD = st.one_of(
    st.sampled_from([DROPPED, TWICE, None, "", [], {}, True, False, 0, -1, 10**30, 1e308, "\x00"]),
    st.sampled_from(NEAR),
    st.integers(),
    st.floats(),
    st.text(),
    st.text("<>&;#x0aé\u202e\U0001f600 ", min_size=1),
    st.lists(st.integers() | st.none() | st.text(), max_size=3),
    st.dictionaries(st.sampled_from(["id", "name", "code"]), st.integers() | st.text(), max_size=2),
)


def paths(told: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = told.items() if isinstance(told, dict) else enumerate(told)
    for key, value in inner:
        yield (*here, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*here, key))


PATHS = [list(paths(told)) for told in SHOWS]


def mutated(told: dict[str, Any], changes: list[tuple[tuple[Any, ...], Any]]) -> dict[str, Any]:
    """With other values in some places; places that an earlier change took away stay away."""
    told = copy.deepcopy(told)
    for path, value in changes:
        place: Any = told
        try:
            for key in path[:-1]:
                place = place[key]
            was = place[path[-1]]
            if value is DROPPED:
                del place[path[-1]]
            elif value is TWICE:
                if isinstance(place, list):
                    place.append(copy.deepcopy(was))
            else:
                place[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue
    return told


@st.composite
def tellings(draw: Any) -> tuple[int, dict[str, Any]]:
    which = draw(st.sampled_from([0, 0, 1]))
    changes = draw(st.lists(st.tuples(st.sampled_from(PATHS[which]), ODD), min_size=1, max_size=6))
    return which, mutated(SHOWS[which], changes)


def everything() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Show, Season, Episode, Network, Person, Character, Credit, Change)
    ]


def bring(told: Any) -> bool:
    """Whether that changed anything. It is told the same once more, which must change nothing.
    NotAShow is the only way out."""
    try:
        plain = read(parse(json.dumps(told)))
    except NotAShow:
        return False
    report = write(plain)[1]
    before = everything()
    again = write(plain)[1]
    assert everything() == before
    assert not again.has_changes
    return report.has_changes


def valid() -> None:
    for model in (Show, Season, Episode, Network, Person, Character, Credit):
        for record in model.objects.all():
            record.clean_fields()
            record.clean()


@pytest.mark.django_db
@pytest.mark.parametrize("is_known", [False, True])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(telling=tellings())
@example(telling=(0, None))
@example(telling=(0, []))
def test_odd_json_does_no_harm(is_known, telling):
    which, told = telling
    with transaction.atomic():
        if is_known:
            assert bring(SHOWS[which])
        bring(told)
        valid()
        transaction.set_rollback(True)


@given(told=st.recursive(ODD, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_is_a_show_or_is_said_to_be_none(told):
    try:
        read(told)
    except NotAShow:
        return
