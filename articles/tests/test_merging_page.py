"""Merging sources at the desk: see first, then confirm."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import Citation, Mention
from articles.tests.desk import at_desk
from sources.models import Domain, Source


@pytest.fixture
def twin(db) -> Source:
    return Source.objects.create(name="OLV", slug="olv")


@pytest.fixture
def desk(editor):
    return at_desk(editor)


def page_of(source) -> str:
    return reverse("admin:articles_article_merge_source", args=[source.pk])


def text(page) -> str:
    return " ".join(strip_tags(page.content.decode().partition('id="moves"')[2]).split())


def test_what_moves_is_seen_first(desk, press, filming, twin, olv, mcuexchange):
    Domain.objects.create(source=twin, name="x.com/olv")
    both = press.live(sources=[[twin], [olv]], claims=[filming()])
    press.draft(sources=[[mcuexchange, twin]])
    Mention.objects.create(article=both, source=twin)
    page = desk.get(page_of(twin), {"into": olv.pk})
    assert (page.context["gone"], page.context["kept"]) == (twin, olv)
    said = text(page)
    for sentence in [
        "“OLV” goes into “On Location Vacations”",
        "2 stories name it, 1 of them live, 1 time as the one it came through",
        "1 claim rests on it. The track records are counted anew, as one.",
        "1 page is named for both in one story: the two become one, with what was said of each.",
        "1 link in a story leads to it.",
        "Domains: x.com/olv",
        "Other names from now on: OLV",
        "/sources/olv/ will lead to /sources/on-location-vacations/",
    ]:
        assert sentence in said
    assert Citation.objects.filter(tag=twin).count() == 1


@pytest.mark.parametrize(
    ("live", "drafts", "sentence"),
    [
        (1, 0, "1 story names it, and it is live"),
        (0, 1, "1 story names it, and it is not live"),
        (2, 0, "2 stories name it, all of them live"),
        (0, 2, "2 stories name it, none of them live"),
    ],
)
def test_how_many_stories_are_live_is_said_in_words(desk, press, twin, olv, live, drafts, sentence):
    for make in [press.live] * live + [press.draft] * drafts:
        make(sources=[[twin]])
    assert sentence in text(desk.get(page_of(twin), {"into": olv.pk}))


def test_a_source_that_nobody_names_moves_little(desk, twin, olv):
    said = text(desk.get(page_of(twin), {"into": olv.pk}))
    assert "No story names it." in said
    assert "claim" not in said


def test_confirmed_it_is_done(desk, press, twin, olv):
    story = press.live(sources=[[twin]])
    page = desk.post(page_of(twin), {"into": olv.pk}, follow=True)
    assert page.redirect_chain == [(reverse("admin:sources_source_change", args=[olv.pk]), 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "Merged. What named “OLV” names “On Location Vacations” now, and its address leads here."
    ]
    assert [source.name for source in story.sources.all()] == ["On Location Vacations"]


def test_what_is_merged_already_leads_to_where_it_went(desk, twin, olv):
    desk.post(page_of(twin), {"into": olv.pk})
    for method in (desk.get, desk.post):
        page = method(page_of(twin), {"into": olv.pk}, follow=True)
        assert page.redirect_chain[0][0] == reverse("admin:sources_source_change", args=[olv.pk])
        assert "It has been merged into “On Location Vacations”." in [
            str(message) for message in page.context["messages"]
        ]


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ("itself", "That is the same source. Choose the other one."),
        ("", "Choose the source that stays."),
        ("99999", "There is no such source any more. Choose another one."),
        ("abc", "There is no such source any more. Choose another one."),
        ("\x00", "Null characters are not allowed."),
        ("9" * 30, "There is no such source any more. Choose another one."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nonsense_is_refused_with_a_sentence(desk, twin, olv, method, into, said):
    page = getattr(desk, method)(page_of(twin), {"into": twin.pk if into == "itself" else into})
    assert page.status_code == 200
    assert page.context["form"].errors == {"into": [said]}
    assert Source.objects.count() == 2


def test_nothing_is_said_before_somebody_has_chosen(desk, twin):
    page = desk.get(page_of(twin))
    assert (page.context["form"].errors, page.context["moves"]) == ({}, None)


@pytest.mark.parametrize("number", ["99999", "9" * 30])
def test_a_source_that_never_was(desk, db, number):
    assert desk.get(f"/admin/articles/article/merge-source/{number}/").status_code == 404


def test_a_source_s_page_leads_there(desk, writer, twin):
    address = reverse("admin:sources_source_change", args=[twin.pk])
    assert page_of(twin) in desk.get(address).content.decode()
    assert page_of(twin) not in at_desk(writer).get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_story_and_for_three(
    desk, press, filming, twin, olv, mcuexchange, django_assert_num_queries, count
):
    for number in range(count):
        Domain.objects.create(source=twin, name=f"d{number}.example")
        press.live(sources=[[twin], [olv]], claims=[filming()])
        press.live(sources=[[mcuexchange, twin]])
    with django_assert_num_queries(15):
        desk.get(page_of(twin), {"into": olv.pk})
