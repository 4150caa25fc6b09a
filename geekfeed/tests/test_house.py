"""The house as docs/architecture.md draws it: its rooms, and imports that point down the ladder."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LADDER = [
    {"geekfeed"},
    {"comments"},
    {"articles"},
    {"shows", "authors", "sources"},
    {"images"},
    {"geekfeed.lib"},
]
ROOMS = {room for rung in LADDER for room in rung}
JUNK_DRAWERS = {"core", "common", "base", "utils", "helpers"}


def rung(room: str) -> int:
    return next(i for i, rooms in enumerate(LADDER) if room in rooms)


def room_of(module: str) -> str | None:
    if module == "geekfeed.lib" or module.startswith("geekfeed.lib."):
        return "geekfeed.lib"
    first = module.partition(".")[0]
    return first if first in ROOMS else None


def files() -> list[Path]:
    """The product's modules. Tests stand outside the house and may look into every room."""
    found = [p for room in ROOMS for p in (ROOT / room.replace(".", "/")).rglob("*.py")]
    return sorted({p for p in found if "tests" not in p.parts and "migrations" not in p.parts})


def imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 or "demo" in file.parts, f"{file}: relative import"
            names |= {node.module or "", *(f"{node.module}.{a.name}" for a in node.names)}
    return names


def broken(module: str, imported: set[str]) -> set[str]:
    """The imports that go up the ladder or across it."""
    room = room_of(module)
    wrong = set()
    for name in imported:
        other = room_of(name)
        if other is None or other == room:
            continue
        if rung(other) <= rung(room):
            wrong.add(name)
    return wrong


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_down_the_ladder(file):
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    assert broken(module, imports(file)) == set()


def test_the_ladder_test_sees_an_import_that_goes_up():
    assert broken("shows.views", {"articles.models"}) == {"articles.models"}
    assert broken("shows.views", {"sources.models"}) == {"sources.models"}
    assert broken("geekfeed.lib.html", {"geekfeed.settings"}) == {"geekfeed.settings"}
    assert broken("articles.views", {"shows.models", "geekfeed.lib.html", "django"}) == set()


def test_there_are_no_other_rooms():
    """A package that the ladder does not know would be looked at by no test here."""
    packages = {file.parent.name for file in ROOT.glob("[!.]*/*.py")}
    modules = {file.name for file in ROOT.glob("*.py")}
    assert packages == {room for room in ROOMS if "." not in room}
    assert modules == {"manage.py", "conftest.py"}


def test_no_room_is_a_junk_drawer():
    names = {
        p.stem if p.suffix == ".py" else p.name
        for room in ROOMS
        for p in (ROOT / room.replace(".", "/")).rglob("*")
    }
    assert names & JUNK_DRAWERS == set()


def test_only_one_module_knows_the_editor():
    knows = {str(f.relative_to(ROOT)) for f in files() if any("ckeditor" in n for n in imports(f))}
    assert knows == {"articles/editor.py"}


OUTWARD = ("aiohttp", "ftplib", "http.client", "httpcore", "httpx", "requests", "smtplib", "socket")
OUTWARD += ("ssl", "urllib.request", "urllib3")


def test_only_one_module_opens_connections():
    """Whoever wants something from another host asks geekfeed.lib.fetch for it. E-mail and the
    database have Django's own ways."""
    ways = {(*way.split("."),) for way in OUTWARD}
    opens = {
        str(file.relative_to(ROOT))
        for file in files()
        for name in imports(file)
        if any((*name.split("."),)[: len(way)] == way for way in ways)
    }
    assert opens == {"geekfeed/lib/fetch.py"}


def test_live_has_one_spelling():
    spelled = {
        str(file.relative_to(ROOT))
        for file in files()
        if "live_at__lte" in file.read_text(encoding="utf-8")
    }
    assert spelled == {"articles/querysets.py"}


def test_nothing_is_marked_safe_in_a_template_but_a_cleaned_body():
    marked = {
        (str(file.relative_to(ROOT)), line.strip())
        for file in (ROOT / "templates").rglob("*.html")
        for line in file.read_text(encoding="utf-8").splitlines()
        if "|safe" in line or "autoescape off" in line
    }
    assert marked == {("templates/articles/article.html", "{{ body|safe }}")}


def test_moments_are_written_as_html_has_them():
    finer = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "templates").rglob("*.html")
        if 'date:"c"' in file.read_text(encoding="utf-8")
    }
    assert finer == set()
