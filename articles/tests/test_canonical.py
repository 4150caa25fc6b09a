"""A story that another site published first: said at the desk, and told to search engines."""

import pytest

from articles import state, workflow
from articles.compare import compare
from articles.models import Article
from articles.tests.desk import at_desk, form_of, opened, save
from geekfeed.tests.reading import read
from geekfeed.tests.refusals import refused

THERE = "https://elsewhere.example/story/?a=1"


def test_a_writer_says_where_it_was_first_published(client, press, writer, editor):
    story = press.draft(created_by=writer)
    desk = at_desk(writer)
    data = opened(desk, form_of(story))
    assert data["canonical_url"] == [""]
    save(desk, form_of(story), data | {"canonical_url": [THERE]})
    story = Article.objects.get()
    workflow.publish(story, editor)
    story = Article.objects.get()
    assert story.canonical_url == THERE
    page = read(client.get(story.get_absolute_url()))
    assert page.one("link[rel=canonical]")["href"] == THERE


@pytest.mark.parametrize("typed", ["ftp://x.example/a", "javascript:alert(1)", "no address", "//"])
def test_what_is_no_address_of_a_page_stops_it_from_going_out(press, writer, editor, typed):
    story = press.draft(created_by=writer)
    desk = at_desk(writer)
    data = opened(desk, form_of(story)) | {"canonical_url": [typed]}
    save(desk, form_of(story), data)
    with pytest.raises(workflow.Refused):
        workflow.publish(Article.objects.get(), editor)
    assert opened(desk, form_of(story))["canonical_url"] == [typed], "it is kept as it was typed"


def test_the_database_takes_web_addresses_only(press):
    story = press.draft()
    assert refused(lambda: Article.objects.filter(pk=story.pk).update(canonical_url="x"))


def test_versions_are_told_apart_by_it_and_older_ones_do_not_know_it(press):
    story = press.draft()
    old, new = state.read(story), state.read(story)
    new["fields"]["canonical_url"] = [THERE]
    (change,) = compare(old, new)
    assert (change.name, change.label) == ("canonical_url", "First published at")
    del old["fields"]["canonical_url"]
    assert compare(old, new) == []
    assert state.filled(old, story)["fields"]["canonical_url"] == [""]
