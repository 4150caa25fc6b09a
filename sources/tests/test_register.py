"""Recording a source in passing."""

import pytest
from django.core.exceptions import ValidationError

from sources import register as module
from sources.models import Domain, Former, Source
from sources.register import register


def test_a_new_source_has_its_name_its_domain_and_its_homepage(db):
    source, is_new = register("  Screen  Crush ", "screencrush.com")
    assert is_new
    assert (source.name, source.homepage, source.kind, source.slug) == (
        "Screen Crush",
        "https://screencrush.com/",
        "publication",
        "screen-crush",
    )
    assert [domain.name for domain in source.domains.all()] == ["screencrush.com"]


def test_a_source_without_a_page_is_a_name(db):
    source, is_new = register("The Daily Planet")
    assert (is_new, source.homepage, source.domains.count()) == (True, "", 0)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("on location VACATIONS", ""),
        ("OLV", ""),
        ("Sets & Sights", ""),
        ("Whatever", "onlocationvacations.com"),
        ("On Location Vacations", "olv.example"),
    ],
)
def test_whoever_is_called_so_or_publishes_there_is_that_source(olv, name, domain):
    Source.objects.filter(pk=olv.pk).update(aliases="OLV\nThe Locations")
    Domain.objects.create(source=olv, name="onlocationvacations.com")
    Former.objects.create(source=olv, name="Sets & Sights", slug="sets-sights")
    assert register(name, domain) == (olv, False)
    assert (Source.objects.count(), Domain.objects.count()) == (1, 1)


def test_a_part_of_another_name_is_nobody_s_name(olv):
    Source.objects.filter(pk=olv.pk).update(aliases="OLV Daily")
    assert register("OLV")[1] is True


def test_somebody_who_was_a_moment_quicker_has_recorded_it(db, monkeypatch):
    quicker = Source.objects.create(name="ScreenCrush", slug="screencrush")
    answers = iter([None, quicker])
    monkeypatch.setattr(module, "known", lambda name, domain: next(answers))
    assert register("ScreenCrush", "screencrush.com") == (quicker, False)
    assert not Domain.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_what_is_no_name_is_refused(db, name):
    with pytest.raises(ValidationError):
        register(name)


@pytest.mark.parametrize("domain", ["x.com", "co.uk", "no domain", "a.b/../c", "https://a.com"])
def test_what_is_nobody_s_own_domain_is_refused(db, domain):
    with pytest.raises(ValidationError):
        register("Somebody", domain)
    assert not Source.objects.exists()


@pytest.mark.parametrize("name", ["!!!", "**", "\u202eecruoS", "A\x1bB", "a" * 101, "a" * 60_000])
def test_what_no_source_is_called_is_refused_in_words(db, name):
    with pytest.raises(ValidationError):
        register(name)
    assert not Source.objects.exists()


@pytest.mark.parametrize("name", ["Old Paper", "Old-Paper", "old paper"])
def test_a_former_address_is_nobody_else_s(db, name):
    paper = Source.objects.create(name="New Paper", slug="new-paper")
    Former.objects.create(source=paper, name="Old Paper", slug="old-paper")
    assert register(name) == (paper, False)


def test_names_without_letters_each_have_an_address(db):
    made = [Source.objects.create(name=name) for name in ("!!!", "**", "+", "?")]
    assert len({source.slug for source in made}) == 4
