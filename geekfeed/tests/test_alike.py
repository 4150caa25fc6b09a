"""Pieces of pages that say the same are written once (geekfeed/lib/alike.py)."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from articles.models import Section
from comments.forms import BlankForm, CommentForm
from geekfeed.lib.alike import written
from geekfeed.templatetags.alike import named
from shows.ledger import Standing
from shows.models import Show

MESSAGE = "components/empty.html"


def said(message: object) -> str:
    return (
        written(MESSAGE, message=message).partition("loud")[2].partition(">")[2].partition("<")[0]
    )


def test_a_piece_is_written_once_for_the_same_values():
    assert written(MESSAGE, message="Once") is written(MESSAGE, message="Once")
    assert said("Once") == "Once"
    assert said("Twice") == "Twice"


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ((1, True), ("1", "True")),
        (("Luke & Claire", mark_safe("Luke &amp; Claire")), ("Luke &amp; Claire",) * 2),
        (("&", mark_safe("&")), ("&amp;", "&")),
    ],
)
def test_values_that_are_equal_and_printed_otherwise_are_not_taken_for_each_other(values, printed):
    assert tuple(map(said, values)) == printed
    assert tuple(map(said, reversed(values))) == printed[::-1]


def test_each_language_has_its_own():
    english = written("components/standing.html", standing=Standing.RUMOURED)
    with translation.override("de"):
        german = written("components/standing.html", standing=Standing.RUMOURED)
    assert ("Rumoured" in english, "Rumoured" in german) == (True, False)


def test_at_home_a_template_is_read_anew(settings):
    settings.DEBUG = True
    assert written(MESSAGE, message="Home") is not written(MESSAGE, message="Home")


@pytest.mark.parametrize("value", [Section(pk=1, name="TV"), (Section(pk=1, name="TV"),)])
def test_a_record_is_refused_as_it_equals_another_one_that_says_something_else(value):
    with pytest.raises(TypeError, match="as “message”, which is no value"):
        written(MESSAGE, message=value)


def test_records_that_are_named_are_values():
    [section] = named([Section(name="TV", slug="tv")])
    assert section == ("TV", "/tv/")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_stranger_s_form_says_what_the_form_itself_does(number, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)  # each says when it was made
    shows = [
        Show(pk=number, name=f"Show {number}", slug=f"show-{number}") for number in range(number)
    ]
    page = "comments/components/form.html"
    blank, whole = (
        _rendered(page, form)
        for form in (BlankForm.about(shows), CommentForm(person=None, shows=shows))
    )
    assert blank == whole
    assert blank.count("<option") == (number if number > 1 else 0)


def _rendered(template: str, form: object) -> str:
    return render_to_string(template, {"form": form, "action": "/comments/write/1/"})
