"""Records of composed questions are those that Django makes of the same rows."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Count

from articles.models import Article, Claim, Outcome
from authors.models import Author
from geekfeed.lib.composed import Composed
from geekfeed.lib.records import Reader
from geekfeed.tests.cast import picture
from shows.models import Season, Show
from sources.models import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalog(press, filming, olv, mcuexchange):
    """A story with sources, claims and a picture, one of them settled; one without anything."""
    rumour = press.live(claims=[filming(standing="rumoured")], sources=[[olv, mcuexchange]])
    claim = rumour.claims.get()
    answer = {"answers_id": claim.key, "answer": "confirms", "standing": "confirmed"}
    press.live(claims=[filming(**answer)], sources=[[olv]])
    press.live(lead_image=picture())
    Author.objects.update(portrait=picture("A portrait"))
    Group.objects.create(name="Readers")


def told(record: Any) -> Any:
    """All that was read of a record, and of those that came with it."""
    if not isinstance(record, models.Model):
        return record
    columns = {name: value for name, value in vars(record).items() if not name.startswith("_")}
    joined = record._state.fields_cache
    others = {name: told(other) for name, other in joined.items() if not _is_back(record, other)}
    return type(record), columns, record._state.db, record._state.adding, others


def _is_back(record: Any, other: Any) -> bool:
    return other is not None and any(one is record for one in other._state.fields_cache.values())


@pytest.mark.parametrize(
    "question",
    [
        lambda: Show.objects.all(),
        lambda: Season.objects.select_related("show").order_by("pk"),
        lambda: Article.objects.defer("body", "headline").order_by("pk"),
        lambda: Article.objects.live().for_cards().order_by("pk"),
        lambda: Claim.objects.with_records().select_related("citation__tag").order_by("pk"),
        lambda: Outcome.objects.live().with_settler().prefetch_related(None).order_by("pk"),
        lambda: Source.objects.select_related("track_record").order_by("pk"),  # led to, not leading
        lambda: Author.objects.select_related("user", "portrait").order_by("pk"),
        lambda: Show.objects.annotate(many=Count("seasons")).order_by("pk"),
        lambda: Group.objects.only("name"),
    ],
)
def test_they_are_as_django_makes_them(catalog, question):
    read = Composed(question)()
    assert list(map(told, read)) == list(map(told, question()))
    assert read


def test_a_record_that_another_one_leads_to_knows_it(catalog, django_assert_num_queries):
    sources = Composed(lambda: Source.objects.select_related("track_record").order_by("pk"))()
    with django_assert_num_queries(0):
        assert [source.track_record.source for source in sources[:1]] == sources[:1]


def test_what_was_left_out_is_read_when_it_is_wanted(catalog, django_assert_num_queries):
    story, *_ = Composed(lambda: Article.objects.only("slug").order_by("pk"))()
    with django_assert_num_queries(1):
        headline = story.headline
    assert headline == Article.objects.get(pk=story.pk).headline


def test_a_record_can_be_saved(catalog):
    shows = Show.objects.count()
    show, *_ = Composed(lambda: Show.objects.order_by("pk")[:1])()
    show.tagline = "Saved"
    show.save()
    assert (Show.objects.count(), Show.objects.get(pk=show.pk).tagline) == (shows, "Saved")


class OwnInit:
    def __init__(self, *fields: Any) -> None:
        self.is_made = True


class OwnFromDb:
    @classmethod
    def from_db(cls, *columns: Any) -> None:
        """Whatever it does, nobody else would."""


class Inheriting(OwnFromDb, models.Model):
    class Meta:
        abstract = True


@pytest.mark.parametrize("model", [OwnInit, Inheriting])
def test_a_model_that_does_more_when_it_is_made_is_refused(model):
    with pytest.raises(TypeError, match=f"{model.__name__} is made in a way of its own"):
        Reader({"model": model}, [])


def test_what_would_be_hidden_by_the_class_is_refused(catalog):
    """A season's premiere is made of two columns: nothing that is called so could be read."""
    with pytest.raises(TypeError, match="premiere is set in a way of its own"):
        Composed(lambda: Season.objects.annotate(premiere=Count("episodes")))()
