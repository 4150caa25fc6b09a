"""Files of the catalog for tests, and what the commands say of them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from shows.catalog_file.form import KINDS

Rows = list[dict[str, Any]]


def csv_file(folder: Path, *lines: str, name: str = "catalog.csv") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join([*lines, ""]).encode())
    return path


def json_file(folder: Path, rows: Rows, name: str = "catalog.json") -> Path:
    """One row on each line, the first on the second line."""
    path = folder / name
    path.write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")
    return path


def brought_in(path: Path, **options: Any) -> list[str]:
    """What the import says."""
    out = StringIO()
    call_command("import_catalog", str(path), stdout=out, **options)
    return out.getvalue().splitlines()


def refusal(path: Path) -> list[str]:
    """Why it was not let in."""
    with pytest.raises(CommandError) as error:
        brought_in(path)
    first, *reasons = str(error.value).splitlines()
    assert first == "Nothing was written."
    return reasons


def taken_out(path: Path, *shows: str) -> bytes:
    options = ["--show", *shows] if shows else []
    call_command("export_catalog", str(path), *options, stdout=StringIO())
    return path.read_bytes()


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the catalog."""
    return {kind.slug: list(kind.model.objects.order_by("pk").values()) for kind in KINDS.values()}


def empty() -> None:
    for kind in reversed(KINDS.values()):
        kind.model.objects.all().delete()
