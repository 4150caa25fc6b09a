"""The editor: it lets in what the cleaner keeps, and only its pages loosen the site's policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import NoReverseMatch

from articles import editor
from articles.models import Article
from articles.tests.desk import ADD, at_desk, opened, save, sent_by
from geekfeed.lib.vocabulary import CLASSES, MOST_BLOCKS, VOCABULARY


def test_what_can_be_typed_is_what_is_kept():
    rules = editor.allowed_content()
    assert {
        tag: set(rule["attributes"].split(",")) - {""}
        for tag, rule in rules.items()
        if "attributes" in rule
    } == VOCABULARY
    assert {
        tag: set(rule["classes"].split(",")) for tag, rule in rules.items() if "classes" in rule
    } == CLASSES


def test_the_editor_asks_no_other_host_and_shows_no_source():
    config = editor.config()
    assert config["versionCheck"] is False
    assert {"scayt", "wsc", "exportpdf", "elementspath", "sourcearea", "iframe"} <= set(
        config["removePlugins"].split(",")
    )


def test_every_button_is_there_and_its_dialogs_have_words():
    config = editor.config()
    script = finders.find("js/desk-editor.js")
    asked = set(re.findall(r"words\.(\w+)|desk\.(\w+)", Path(script).read_text()))
    assert {one or other for one, other in asked} <= set(config["desk"])
    assert {"Quotation", "Picture"} <= {name for group in config["toolbar"] for name in group}
    assert "desk" in config["extraPlugins"].split(",")


def test_pictures_go_where_the_site_takes_them_in(monkeypatch):
    monkeypatch.setattr(editor, "reverse", lambda name: f"/{name}/")
    assert editor.config()["imageUploadUrl"] == "/image-upload/"

    def nowhere(name):
        raise NoReverseMatch

    monkeypatch.setattr(editor, "reverse", nowhere)
    assert "imageUploadUrl" not in editor.config()


@pytest.mark.parametrize(
    ("address", "is_loose"),
    [(ADD, True), ("/admin/articles/article/", False), ("/admin/", False)],
)
def test_only_the_pages_with_an_editor_loosen_the_policy(writer, address, is_loose):
    policy = at_desk(writer).get(address)["Content-Security-Policy"]
    loosened = settings.EDITOR_CSP["script-src"][0]
    assert (loosened in policy) is is_loose


def test_too_much_is_said_at_the_field_and_stays_typed(writer, tv):
    client = at_desk(writer)
    body = "<h2>x</h2>" * (MOST_BLOCKS + 1)
    data = opened(client, ADD) | {"headline": ["Too much"], "section": [str(tv.pk)], "body": [body]}
    page = save(client, ADD, data)
    assert "more headings" in page.context["adminform"].form.errors["body"][0]
    assert sent_by(page)["body"] == [body]
    assert not Article.objects.exists()
