"""Merging records of the catalog at the desk: see first, then confirm; and finding them."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Mention
from articles.tests.desk import at_desk, said
from shows import doubles
from shows.models import (
    Character,
    Credit,
    Distinct,
    ExternalId,
    Location,
    LocationUse,
    Network,
    Person,
    Show,
)

KINDS = {"person": Person, "character": Character, "location": Location, "network": Network}


@pytest.fixture
def desk(editor):
    return at_desk(editor)


@pytest.fixture
def ritter(db) -> Person:
    return Person.objects.create(name="Krysten Ritter", slug="krysten-ritter")


@pytest.fixture
def twin(db) -> Person:
    return Person.objects.create(name="Kristen Ritter", slug="kristen-ritter")


def page_of(record) -> str:
    kind = record._meta.model_name
    return reverse("admin:articles_article_merge_record", args=[kind, record.pk])


def form_of(record) -> str:
    return reverse(f"admin:shows_{record._meta.model_name}_change", args=[record.pk])


def text(page) -> str:
    return " ".join(strip_tags(page.content.decode().partition('id="moves"')[2]).split())


def test_what_moves_is_seen_first(desk, press, jessica_jones, twin, ritter):
    role = Character.objects.create(name="Jessica Jones", slug="jessica-jones")
    for person in (twin, ritter):
        Credit.objects.create(show=jessica_jones, person=person, character=role)
        ExternalId.objects.create(person=person, service="imdb", value=f"nm{person.pk}")
    claim = {"says": "x", "kind": "casting", "show": jessica_jones, "person": twin}
    story = press.live(claims=[claim])
    for place, person in enumerate([twin, ritter]):
        Mention.objects.create(article=story, person=person, position=place)
    page = desk.get(page_of(twin), {"into": ritter.pk})
    assert (page.context["gone"], page.context["kept"]) == (twin, ritter)
    told = text(page)
    for sentence in [
        "“Kristen Ritter” goes into “Krysten Ritter”",
        "1 story names it, 1 of them live",
        "1 claim is about it. What became of it is worked out anew.",
        "1 link in a story leads to it. 1 story links both: one link is left.",
        "1 credit, 1 of them recorded for both: it becomes one",
        f"These go, as the other one has its own there: IMDb nm{twin.pk}",
        "Other names from now on: Kristen Ritter",
        "The address kristen-ritter will lead to krysten-ritter",
    ]:
        assert sentence in told
    assert Person.objects.count() == 2


@pytest.mark.parametrize("kind", KINDS)
def test_confirmed_it_is_done(desk, jessica_jones, season_2, kind):
    gone = KINDS[kind].objects.create(name="One", slug="one")
    kept = KINDS[kind].objects.create(name="Other", slug="other")
    if kind == "location":
        LocationUse.objects.create(location=gone, season=season_2)
    if kind == "network":
        Show.objects.update(network=gone)
    page = desk.post(page_of(gone), {"into": kept.pk})
    assert (page.status_code, page.url) == (302, form_of(kept))
    assert list(KINDS[kind].objects.all()) == [kept]
    again = desk.get(page_of(gone) if gone.pk else page)
    assert again.status_code in (302, 404)


def test_what_is_merged_already_leads_to_where_it_went(desk, twin, ritter):
    address = page_of(twin)
    desk.post(address, {"into": ritter.pk})
    for method in (desk.get, desk.post):
        page = method(address, {"into": ritter.pk}, follow=True)
        assert page.redirect_chain[0][0] == form_of(ritter)
        assert "It has been merged into “Krysten Ritter”." in said(page)


@pytest.mark.parametrize(
    ("into", "complaint"),
    [
        ("itself", "That is the same record. Choose the other one."),
        ("", "Choose the one that stays."),
        ("99999", "It is not there any more. Choose another one."),
        ("abc", "It is not there any more. Choose another one."),
        ("\x00", "Null characters are not allowed."),
        ("9" * 30, "It is not there any more. Choose another one."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nonsense_is_refused_with_a_sentence(desk, twin, ritter, method, into, complaint):
    page = getattr(desk, method)(page_of(twin), {"into": twin.pk if into == "itself" else into})
    assert page.status_code == 200
    assert page.context["form"].errors == {"into": [complaint]}
    assert Person.objects.count() == 2


@pytest.mark.parametrize("address", ["person/99999", f"person/{'9' * 30}", "show/1", "article/1"])
def test_a_record_that_never_was(desk, db, address):
    assert desk.get(f"/admin/articles/article/merge/{address}/").status_code == 404


def test_a_record_s_page_leads_there(desk, writer, twin):
    assert page_of(twin) in desk.get(form_of(twin)).content.decode()
    assert page_of(twin) not in at_desk(writer).get(form_of(twin)).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_writers_merge_nothing(writer, kind):
    gone = KINDS[kind].objects.create(name="One", slug="one")
    kept = KINDS[kind].objects.create(name="Other", slug="other")
    desk = at_desk(writer)
    assert desk.get(page_of(gone)).status_code == 403
    assert desk.post(page_of(gone), {"into": kept.pk}).status_code == 403
    assert KINDS[kind].objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_story_and_for_three(
    desk, press, jessica_jones, twin, ritter, django_assert_num_queries, count
):
    for _number in range(count):
        claim = {"says": "x", "kind": "casting", "show": jessica_jones, "person": twin}
        Mention.objects.create(article=press.live(claims=[claim]), person=twin)
    with django_assert_num_queries(17):
        desk.get(page_of(twin), {"into": ritter.pk})


# -- May be the same ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Krysten Ritter", "krysten ritter"),
        ("Ana Ularu", "Ána Úlaru"),
        ("Vincent D’Onofrio", "Vincent D'Onofrio"),
        ("Jean-Luc", "Jean Luc"),
        ("J.R. Ramirez", "JR Ramirez"),
    ],
)
def test_names_that_differ_in_spelling_alone_are_the_same(one, other):
    assert doubles.plain(one) == doubles.plain(other)


def test_other_names_are_not_the_same():
    assert doubles.plain("Krysten Ritter") != doubles.plain("Kristen Ritter")
    assert doubles.plain("…") == ""


def test_another_name_that_is_the_other_s_own_is_found_and_a_shared_nickname_is_not(db):
    one = Person.objects.create(name="Michael Colter", slug="a", aliases="Mike Colter\nMC")
    other = Person.objects.create(name="Mike Colter", slug="b", aliases="MC")
    Person.objects.create(name="Somebody", slug="c", aliases="MC")
    assert doubles.found(Person) == [(one.pk, other.pk)]


def double_page(model=Person) -> str:
    return reverse(f"admin:shows_{model._meta.model_name}_doubles")


def test_the_page_leads_to_merging_into_the_one_with_more_credits(desk, jessica_jones, ritter):
    other = Person.objects.create(name="KRYSTEN RITTER", slug="kr")
    Credit.objects.create(show=jessica_jones, person=other, job="Director")
    page = desk.get(double_page()).content.decode()
    assert f"{page_of(ritter)}?into={other.pk}" in page


def test_a_network_goes_into_the_one_that_has_more_shows(desk, jessica_jones):
    one, other = (Network.objects.create(name="Netflix", slug=slug) for slug in ("nf", "netflix"))
    Show.objects.filter(pk=jessica_jones.pk).update(network=other)
    page = desk.get(double_page(Network)).content.decode()
    assert f"{page_of(one)}?into={other.pk}" in page
    assert "netflix · 1 show" in page


def test_that_they_are_two_is_remembered(desk, ritter, editor):
    other = Person.objects.create(name="KRYSTEN RITTER", slug="kr")
    page = desk.post(double_page(), {"record": [other.pk, ritter.pk]}, follow=True)
    assert said(page) == "Remembered: they only share a name."
    pair = Distinct.objects.get()
    assert (pair.one, pair.other, pair.by) == (ritter.pk, other.pk, editor)
    assert page.context["groups"] == []
    third = Person.objects.create(name="Krysten Ritter", slug="k3")
    assert doubles.found(Person) == [(other.pk, ritter.pk, third.pk)]


@pytest.mark.parametrize("sent", [[], ["abc"], ["9" * 30], ["99998", "99999"]])
def test_nonsense_is_no_decision(desk, db, sent):
    assert desk.post(double_page(), {"record": sent}).status_code == 302
    assert Distinct.objects.count() == 0


@pytest.mark.parametrize("model", [Person, Character, Location, Network])
def test_writers_decide_nothing(writer, model):
    people = [model.objects.create(name="One", slug=slug) for slug in "ab"]
    desk = at_desk(writer)
    assert desk.get(double_page(model)).status_code == 403
    assert desk.post(double_page(model), {"record": [p.pk for p in people]}).status_code == 403
    assert Distinct.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("model", "asked"), [(Person, 11), (Location, 10), (Network, 11)])
def test_the_page_of_doubles_costs_the_same_for_one_and_for_three(
    desk, django_assert_num_queries, model, asked, count
):
    desk.get(double_page(model))  # which kinds of records there are is asked once by every process
    for number in range(count):
        for slug in "ab":
            model.objects.create(name=f"Name {number}", slug=f"{slug}-{number}")
    with django_assert_num_queries(asked):
        page = desk.get(double_page(model))
    assert len(page.context["groups"]) == count
