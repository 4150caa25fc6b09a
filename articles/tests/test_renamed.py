"""A source that is called otherwise."""

import pytest

from articles.models import Article, SearchEntry
from articles.search import index
from sources import renaming
from sources.models import Source

pytestmark = pytest.mark.django_db


def named(name: str) -> list[str]:
    """The stories that the search knows to be about that name."""
    entries = SearchEntry.objects.filter(about__contains=name).order_by("article_id")
    return list(entries.values_list("article__headline", flat=True))


def test_the_search_knows_its_stories_by_the_new_name(
    press, olv, mcuexchange, django_capture_on_commit_callbacks
):
    press.live("From Them", sources=[[olv]])
    press.live("Through Them", sources=[[mcuexchange, olv]])
    press.live("Of Others", sources=[[mcuexchange]])
    for story in Article.objects.all():
        index.refresh(story)
    was = Source.objects.get(pk=olv.pk)
    olv.name = "Zanzibar Gazette"
    olv.save()
    assert named("Zanzibar Gazette") == []
    with django_capture_on_commit_callbacks(execute=True):
        renaming.renamed(olv, was)
    assert named("Zanzibar Gazette") == ["From Them", "Through Them"]
