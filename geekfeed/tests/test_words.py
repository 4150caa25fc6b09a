"""Every word that readers, writers and editors see can be translated: the site is walked through in
a language in which every message stands between brackets, and what has none is found.
"""

import re
from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from articles.models import Article, Topic
from articles.tests.desk import at_desk, form_of
from geekfeed.tests.pseudo import bracketed, content_of_the_database, untranslatable
from geekfeed.tests.reading import parse
from geekfeed.tests.test_leaks import newsroom  # noqa: F401
from sources.models import Source

# The same in every language.
NAMES = ["GeekFeed", "RSS", "JSON Feed", "Atom", "TVmaze", "TMDB", "TheTVDB", "IMDb", "Wikidata"]
NAMES += ["onlocationvacations.com"]  # a source's domain, made from its homepage
# Not ours to mark: the alt texts of Django’s icons, a package’s name for itself, this host’s name.
OTHERS = ["True", "False", "Search", "Tasks Database Backend", "testserver"]
# Accounts and groups are edited on Django's own pages.
DJANGO_S = re.compile(r"/admin/(auth/|authors/user/\d)")
JS = Path(__file__).resolve().parents[2] / "static" / "js"


def walk(client: Client, begin: list[str]) -> dict[str, str]:
    """Every page that links lead to, one of each kind besides those to begin with: its HTML by its
    address."""
    pages: dict[str, str] = {}
    seen: set[str] = set()
    waiting = deque(begin)
    while waiting:
        address = waiting.popleft()
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        kind = match.view_name or match.route
        if address in pages or (kind in seen and address not in begin) or "logout" in kind:
            continue
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        seen.add(kind)
        pages[address] = answer.content.decode()
        for link in parse(pages[address]).all("a[href]"):
            to = urljoin(address, link["href"])
            if to.startswith("/"):
                waiting.append(to.partition("#")[0])
    return pages


def left(pages: dict[str, str], *others: str) -> dict[str, str]:
    """What cannot be translated, with the first address at which it stands."""
    known = (*NAMES, *others)
    content = content_of_the_database()
    found: dict[str, str] = {}
    for address, page in pages.items():
        for text in untranslatable(re.sub("</?mark>", "", page), content, known):
            found.setdefault(text, address)
    return found


def test_every_word_on_readers_pages_can_be_translated(client, newsroom):  # noqa: F811
    with bracketed():
        pages = walk(client, ["/", "/search/?q=story", "/search/?q=nothing+of+the+kind"])
        lost = {status: client.get(path) for status, path in ((404, "/x/"), (410, _gone()))}
    assert len(pages) >= 30
    assert {answer.status_code for answer in lost.values()} == {404, 410}
    pages |= {str(status): answer.content.decode() for status, answer in lost.items()}
    assert left(pages, "nothing of the kind") == {}


def _gone() -> str:
    return Article.objects.get(status="withdrawn").get_absolute_url()


@pytest.mark.long
def test_every_word_at_the_desk_can_be_translated(newsroom, editor):  # noqa: F811
    editor.is_superuser = True
    editor.first_name, editor.last_name = "Dee", "Okafor"
    editor.save()
    stories = list(Article.objects.order_by("pk"))
    begin = [
        reverse("admin:index"),
        *(form_of(story) for story in stories),
        *(f"/admin/articles/article/{story.pk}/review/" for story in stories),
        *(f"/admin/articles/article/{story.pk}/history/" for story in stories),
    ]
    with bracketed():
        pages = walk(at_desk(editor), begin)
        pages |= {"login": Client().get("/admin/login/").content.decode()}
        desk = {
            a: page
            for a, page in pages.items()
            if (a.startswith("/admin/") and not DJANGO_S.match(a)) or a == "login"
        }
    assert len(desk) >= 100
    # Slugs stand in some lists; "DO" are the editor's initials.
    slugs = ["marvel-netflix", "netflix", "tv"]
    for model in (Source, Topic):
        slugs += model.objects.values_list("slug", flat=True)
    assert left(desk, *OTHERS, *slugs, "DO") == {}


@pytest.mark.parametrize("script", sorted(JS.rglob("*.js")), ids=lambda path: path.name)
def test_scripts_have_their_words_from_the_page(script):
    source = re.sub(r"\$\{[^}]*\}", "", script.read_text())  # what is put in is not ours
    words = r"\s*[\"'`][^\"'`\n]*[A-Za-z]{3}"
    said = (
        rf"(?:textContent|innerText|\btitle|\blabel|placeholder|aria-label\"?)\s*[:=](?!=){words}",
        rf"(?:append|alert|confirm|prompt)\({words}",
        r"\?\?\s*[\"'`][A-Z][a-z]+ ",
    )
    assert [found for pattern in said for found in re.findall(pattern, source)] == []
