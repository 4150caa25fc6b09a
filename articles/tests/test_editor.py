"""The editor: it lets in what the cleaner keeps, and only its pages loosen the site's policy."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from articles import editor
from articles.models import Article
from articles.tests.desk import ADD, at_desk, opened, save
from geekfeed.lib.vocabulary import CLASSES, MOST_BLOCKS, VOCABULARY
from images.widgets import PictureChooser


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
    scripts = [Path(finders.find(name)).read_text() for name in editor.SCRIPTS]
    asked = set(re.findall(r"\b(?:words|desk)\.(\w+)", "".join(scripts[1:])))
    assert asked == set(config["desk"])
    buttons = {name for group in config["toolbar"] for name in group}
    assert {"Quotation", "Picture", "Embed"} <= buttons
    assert "desk" in config["extraPlugins"].split(",")


def test_several_editors_on_a_page_bring_their_scripts_once():
    media = editor.Editor().media + editor.Editor().media + PictureChooser().media
    scripts = [str(script) for script in media._js]
    assert len(scripts) == len(set(scripts))
    assert [name for name in scripts if name.startswith("js/desk-")] == editor.SCRIPTS


@pytest.mark.parametrize(
    ("address", "is_loose"),
    [(ADD, True), ("/admin/articles/article/", False), ("/admin/", False)],
)
def test_only_the_pages_with_an_editor_loosen_the_policy(writer, address, is_loose):
    policy = at_desk(writer).get(address)["Content-Security-Policy"]
    loosened = settings.EDITOR_CSP["script-src"][0]
    assert (loosened in policy) is is_loose


def test_too_much_is_said_and_the_words_are_given_back(writer, tv):
    client = at_desk(writer)
    body = "<h2>x</h2>" * (MOST_BLOCKS + 1)
    data = opened(client, ADD) | {"headline": ["Too much"], "section": [str(tv.pk)], "body": [body]}
    page = save(client, ADD, data)
    assert page.status_code == 409
    assert "more headings" in page.context["why"]
    assert body in dict(page.context["words"]).values()
    assert not Article.objects.exists()
