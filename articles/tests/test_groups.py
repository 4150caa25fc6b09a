"""The two groups: what a fresh database gives them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from geekfeed.tests.cast import picture
from images.models import Image


def may(group: str) -> set[str]:
    found = Group.objects.get(name=group).permissions.select_related("content_type")
    return {f"{p.content_type.app_label}.{p.codename}" for p in found}


@pytest.mark.django_db
def test_writers_draft_and_look():
    writers = may("Writers")
    assert {
        "articles.add_article",
        "articles.change_article",
        "articles.view_article",
        "articles.add_claim",
        "articles.delete_citation",
        "articles.add_via",
        "articles.add_topic",
        "images.add_image",
        "sources.add_source",
        "shows.view_show",
    } <= writers
    assert "articles.publish_article" not in writers
    assert "articles.delete_article" not in writers
    assert not {p for p in writers if p.startswith("authors.") and ".view_" not in p}
    assert not {p for p in writers if p.startswith("shows.") and ".view_" not in p}


@pytest.mark.django_db
def test_editors_do_everything_but_keep_accounts():
    editors = may("Editors")
    assert may("Writers") <= editors
    assert {
        "articles.publish_article",
        "articles.delete_article",
        "articles.change_frontpageslot",
        "articles.change_section",
        "articles.delete_topic",
        "shows.change_show",
        "sources.delete_source",
        "images.change_image",
        "authors.change_author",
    } <= editors
    assert not {p for p in editors if p.endswith("_user")}


def test_a_writer_mends_the_picture_they_brought_in_and_no_other(client, writer, other_writer):
    own, theirs = picture("Own"), picture("Theirs")
    Image.objects.filter(pk=own.pk).update(uploaded_by=writer)
    Image.objects.filter(pk=theirs.pk).update(uploaded_by=other_writer)
    client.force_login(writer)
    for image, alt in ((own, "A door"), (theirs, "Theirs, drawn")):
        client.post(
            reverse("admin:images_image_change", args=[image.pk]),
            {"title": "T", "alt": "A door", "credit": "Us", "focal_x": 50, "focal_y": 50},
        )
        image.refresh_from_db()
        assert image.alt == alt
