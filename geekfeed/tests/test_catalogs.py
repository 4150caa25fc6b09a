"""The translations in locale/: whole where that is promised, and fit to be shown."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

from geekfeed.lib.dates import PreciseDate
from geekfeed.tests.pseudo import bracketed
from geekfeed.tests.reading import read
from geekfeed.tests.test_leaks import newsroom  # noqa: F401
from geekfeed.tests.test_words import walk
from shows.models import Credit

ROOT = Path(settings.BASE_DIR)
CATALOGS = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
WHOLE = ["de"]  # languages that readers and newsrooms may be promised
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
TEXT = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# With a context, the message is the second one.
CALL = re.compile(rf"pgettext\(\s*{TEXT}\s*,\s*{TEXT}|(?<!p)gettext\(\s*{TEXT}|\b_\(\s*{TEXT}")


def catalog(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def said_by_templates() -> dict[str, str]:
    """The messages of pages and feeds, each with a template that says it."""
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for match in CALL.finditer(templatize(path.read_text())):
            found[ast.literal_eval(match[2] or match[3] or match[4])] = path.name
    return found


@pytest.mark.parametrize("language", WHOLE)
def test_every_message_is_translated(language):
    assert [entry.msgid for entry in catalog(language) if not entry.translated()] == []


@pytest.mark.parametrize("language", WHOLE)
def test_every_message_of_the_templates_is_in_the_catalog(language):
    translated = {entry.msgid for entry in catalog(language).translated_entries()}
    said = said_by_templates()
    assert len(said) > 1000
    assert {text: where for text, where in said.items() if text not in translated} == {}


@pytest.mark.parametrize("language", WHOLE)
def test_every_message_that_readers_pages_ask_for_is_translated(language, client, newsroom):  # noqa: F811
    with bracketed() as asked:
        walk(client, ["/", "/search/?q=story", "/search/?q=nothing"])
    # Others are Django's own, which it translates itself.
    waiting = {entry.msgid for entry in catalog(language) if not entry.translated()}
    assert sorted(asked.asked & waiting) == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_a_translation_fills_in_what_the_message_fills_in(path):
    unlike = {}
    for entry in polib.pofile(str(path)).translated_entries():
        forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
        # A form for one thing may leave the number out.
        allowed = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        for text in forms[-1:]:
            if sorted(PLACEHOLDER.findall(text)) != allowed:
                unlike[entry.msgid] = text
        for text in forms:
            if not set(PLACEHOLDER.findall(text)) <= set(allowed):
                unlike[entry.msgid] = text
    assert unlike == {}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_what_is_compiled_is_what_is_written(path):
    def told(entries):
        return {
            (entry.msgctxt, entry.msgid): entry.msgstr or list(entry.msgstr_plural.values())
            for entry in entries
        }

    written, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))
    assert told(compiled) == told(written.translated_entries()), "run: make messages"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_nothing_is_left_in_doubt(path):
    assert [entry.msgid for entry in polib.pofile(str(path)) if entry.fuzzy] == []


def test_a_german_site_speaks_german(client, newsroom, settings):  # noqa: F811
    settings.LANGUAGE_CODE = "de"
    with translation.override("de"):
        page = read(client.get(newsroom["live"].get_absolute_url()))
    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("de", "ltr")
    assert page.one("a.skip").text == "Zum Inhalt springen"
    when = page.all(".byline time")[0]
    assert (when.text, when["datetime"][:10]) == ("10. April 2017 14:06", "2017-04-10")


def test_german_nouns_keep_their_capital_within_a_line(client, catalog, settings):
    settings.LANGUAGE_CODE = "de"
    Credit.objects.update(season=catalog["season"])
    with translation.override("de"):
        page = read(client.get(catalog["show"].get_absolute_url()))
    assert page.texts(".cast li") == ["Krysten RitterJessica Jones, Staffel 2"]


def test_a_german_desk_speaks_german(client, newsroom, editor, settings):  # noqa: F811
    settings.LANGUAGE_CODE = "de"
    client.force_login(editor)
    with translation.override("de"):
        desk = read(client.get("/admin/"))
        shows = read(client.get("/shows/"))
    menu = [link.text for link in desk.all("#menu a")]
    assert menu[:4] == ["Redaktion", "Artikel", "Kalender", "Angaben"]
    # What is a name elsewhere, "Serie", is a button there.
    assert shows.texts(".filters__act button") == ["Zeigen"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["10 April 2017", "April 2017", "second quarter of 2017", "2017"]),
        ("de", ["10. April 2017", "April 2017", "zweites Quartal 2017", "2017"]),
        ("fr", ["10 avril 2017", "avril 2017", "second quarter of 2017", "2017"]),
        ("ja", ["2017年4月10日", "2017年4月", "second quarter of 2017", "2017"]),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language, said):
    dates = ["2017-04-10", "2017-04", "2017-Q2", "2017"]
    with translation.override(language):
        assert [str(PreciseDate.parse(date)) for date in dates] == said
        assert [PreciseDate.parse(date).written for date in dates] == dates


def test_what_machines_read_is_the_same_in_every_language(client, newsroom):  # noqa: F811
    """Times, numbers and addresses in feeds, structured data and the chart."""
    story = newsroom["live"].get_absolute_url()
    addresses = [story, "/production/?from=2017", "/feed/", "/sitemap.xml", "/calendar.ics"]
    machine = re.compile(
        r'(?:datetime|\bd|x1?|y1?|width|height|href)="[^"]*"|"date\w+": ?"[^"]*"'
        r"|<(?:pubDate|lastmod|updated)>[^<]*|^DT\w+[^\r\n]*",
        re.MULTILINE,
    )
    found = {}
    for language in ("en", "de", "ar"):
        with translation.override(language):
            answers = [client.get(address).content.decode() for address in addresses]
        found[language] = [machine.findall(answer) for answer in answers]
    assert all(found["en"])
    stamp = re.compile(r"DTSTAMP")
    assert [[x for x in part if not stamp.match(x)] for part in found["de"]] == [
        [x for x in part if not stamp.match(x)] for part in found["en"]
    ]
    assert found["ar"][0] == found["en"][0]
