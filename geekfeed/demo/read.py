"""Reads the demo's files."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FENCE = "+++\n"


def newsroom() -> dict[str, Any]:
    return tomllib.loads((HERE / "newsroom.toml").read_text(encoding="utf-8"))


def people() -> dict[str, Any]:
    return tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))


def comments() -> list[dict[str, Any]]:
    return tomllib.loads((HERE / "comments.toml").read_text(encoding="utf-8"))["comments"]


def shows() -> list[dict[str, Any]]:
    files = sorted((HERE / "catalog").glob("*.toml"))
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def stories() -> list[dict[str, Any]]:
    """Each story's front matter, with its slug and body."""
    return [_story(file) for file in sorted((HERE / "stories").glob("*.html"))]


def slugs() -> set[str]:
    return {file.stem for file in (HERE / "stories").glob("*.html")}


def _story(file: Path) -> dict[str, Any]:
    _before, front_matter, body = file.read_text(encoding="utf-8").split(FENCE, 2)
    return tomllib.loads(front_matter) | {"slug": file.stem, "body": body}
