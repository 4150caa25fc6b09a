"""What must never be, the database itself refuses: for stories and their rows."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, RestrictedError

from articles.models import (
    Byline,
    Citation,
    Claim,
    Correction,
    Coverage,
    FrontPageSlot,
    Mention,
    RelatedStory,
    Revision,
    Section,
    TopicLink,
    Via,
)
from articles.models.article import Article
from geekfeed.tests.refusals import refused
from shows.models import Show


@pytest.fixture
def story(press, olv, filming):
    claim = filming()
    return press.draft(about=[claim["season"]], sources=[[olv]], claims=[claim], topics=["x"])


@pytest.mark.parametrize("facts", [{"headline": ""}, {"slug": None}, {"section": None}])
@pytest.mark.parametrize("state", ["scheduled", "live", "withdrawn"])
def test_what_goes_out_has_a_headline_an_address_and_a_section(press, state, facts):
    story = getattr(press, state)()
    assert refused(lambda: Article.objects.filter(pk=story.pk).update(**facts))


def test_a_draft_may_be_as_little_as_its_first_word(db):
    for _ in range(2):
        Article.objects.create(body="<p>It</p>")
    assert Article.objects.filter(headline="", slug=None, section=None).count() == 2
    assert refused(lambda: Article.objects.create(slug=""))


def test_two_stories_never_share_an_address(story, press):
    assert refused(lambda: press.draft(slug=story.slug))


def test_a_story_is_not_its_own_next_or_related(story):
    assert refused(lambda: Article.objects.filter(pk=story.pk).update(next_up=story.pk))
    assert refused(lambda: RelatedStory.objects.create(article=story, related=story))


def test_a_related_story_stands_once(story, press):
    other = press.draft()
    RelatedStory.objects.create(article=story, related=other)
    assert refused(lambda: RelatedStory.objects.create(article=story, related=other))


def test_an_author_is_named_once(story, lunn):
    assert refused(lambda: Byline.objects.create(article=story, author=lunn))


def test_a_show_and_a_topic_stand_once(story, jessica_jones):
    assert refused(lambda: Coverage.objects.create(article=story, show=jessica_jones))
    tag = story.topic_links.get().tag
    assert refused(lambda: TopicLink.objects.create(content_object=story, tag=tag))


def test_a_key_names_one_row_of_a_story(story, mcuexchange, jessica_jones, lunn):
    key = story.citations.get().key
    assert refused(lambda: Citation.objects.create(content_object=story, tag=mcuexchange, key=key))
    key = story.claims.get().key
    assert refused(
        lambda: Claim.objects.create(
            article=story, says="x", kind="other", show=jessica_jones, key=key
        )
    )
    assert isinstance(story.bylines.get().key, uuid.UUID)


def test_a_page_of_a_source_is_cited_once(story, olv):
    url = story.citations.get().url
    assert refused(lambda: Citation.objects.create(content_object=story, tag=olv, url=url))
    assert not refused(
        lambda: Citation.objects.create(content_object=story, tag=olv, url="https://x.example/2")
    )


def test_an_address_is_a_web_address(story, mcuexchange):
    assert refused(
        lambda: Citation.objects.create(
            content_object=story, tag=mcuexchange, url="javascript:alert(1)"
        )
    )


def test_a_chain_names_each_hop_once_and_in_order(story, mcuexchange, olv):
    citation = story.citations.get()
    Via.objects.create(citation=citation, source=mcuexchange, position=0)
    assert refused(lambda: Via.objects.create(citation=citation, source=mcuexchange, position=1))
    assert refused(lambda: Via.objects.create(citation=citation, source=olv, position=0))


@pytest.mark.parametrize(
    "facts",
    [
        {"says": ""},
        {"kind": "gossip"},
        {"standing": "certain"},
        {"date_on": date(2018, 1, 1), "date_precision": ""},
        {"date_on": None, "date_precision": "year"},
        {"date_on": date(2018, 1, 1), "date_precision": "decade"},
        {"show": None},
        {"show": None, "season": None, "person": None, "character": None, "location": None},
    ],
)
def test_a_claim_says_what_about_whom_how_surely_and_when(story, facts):
    assert refused(lambda: Claim.objects.filter(article=story).update(**facts))


def test_a_source_does_not_go_from_under_a_claim_and_make_it_our_own(story):
    with pytest.raises(RestrictedError):
        story.citations.all().delete()
    with pytest.raises(RestrictedError):
        story.sources.clear()
    assert story.claims.get().citation is not None


@pytest.mark.parametrize("year", [217, 1889, 2201])
def test_a_claim_is_dated_in_our_times(story, year):
    claim = Claim.objects.filter(article=story)
    assert refused(lambda: claim.update(date_on=date(year, 1, 1), date_precision="year"))
    assert not refused(lambda: claim.update(date_on=date(1890, 1, 1), date_precision="year"))


@pytest.mark.parametrize("model", [Byline, Citation, Coverage, Mention, RelatedStory])
def test_every_row_has_a_key_of_its_own_in_its_story(story, press, model):
    RelatedStory.objects.create(article=story, related=press.draft())
    Mention.objects.create(article=story, show=Show.objects.get())
    fields = {frozenset(c.fields) for c in model._meta.constraints if hasattr(c, "fields")}
    parent = "content_object" if model is Citation else "article"
    assert frozenset({parent, "key"}) in fields
    assert isinstance(model.objects.first().key, uuid.UUID)


def test_a_claim_s_key_is_its_own_on_the_whole_site(story, press, filming):
    key = story.claims.get().key
    assert refused(lambda: press.draft(claims=[filming(key=key)]))


def test_what_stories_name_cannot_be_deleted_under_them(story, olv, lunn, catalog):
    names = [olv, lunn, story.section, *catalog.values()]
    for record in names:
        with pytest.raises(ProtectedError):
            record.delete()


def test_a_deleted_story_takes_its_rows_along(story):
    story.delete()
    models = [Byline, Coverage, Citation, Claim, TopicLink]
    assert [model.objects.count() for model in models] == [0] * 5


def test_a_correction_says_something_of_a_known_kind(story):
    assert refused(lambda: Correction.objects.create(article=story, text=""))
    assert refused(lambda: Correction.objects.create(article=story, text="x", kind="whim"))


def test_a_version_has_one_revision_and_a_verb(story):
    Revision.objects.create(article=story, state={}, version=7, verb="edit")
    assert refused(lambda: Revision.objects.create(article=story, state={}, version=7, verb="edit"))
    assert refused(lambda: Revision.objects.create(article=story, state={}, version=8, verb=""))


def test_the_front_page_has_twelve_places_with_one_story_each(story, press):
    FrontPageSlot.objects.create(article=story, position=1)
    other = press.draft()
    assert refused(lambda: FrontPageSlot.objects.create(article=other, position=1))
    assert refused(lambda: FrontPageSlot.objects.create(article=story, position=2))
    assert refused(lambda: FrontPageSlot.objects.create(article=other, position=13))
    assert refused(lambda: FrontPageSlot.objects.create(article=other, position=0))


@pytest.mark.parametrize(
    "slug",
    ["shows", "admin", "search", "archive", "authors", "health", "feed", "production", "people"],
)
def test_a_section_may_not_hide_another_page(db, slug):
    with pytest.raises(ValidationError, match="address of another page"):
        Section(name="X", slug=slug).full_clean()
    Section(name="Film", slug="film").full_clean()
