"""docs/catalog-file.md tells of every column, and its examples are files that come in."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from shows.catalog_file.cells import Choice
from shows.catalog_file.form import KINDS
from shows.tests.catalog_files import brought_in

PAGE = (Path(settings.BASE_DIR) / "docs" / "catalog-file.md").read_text(encoding="utf-8")
PARTS = {
    kind: part
    for heading, part in re.findall(r"^### (.+?)\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE)
    for kind in re.findall(r"`(\w+)`", heading)
}


def columns(kind):
    """Those that the kind's table has a row for."""
    found = []
    for row in re.findall(r"^\| (?!column|--)(.+)", PARTS[kind], re.MULTILINE):
        names, *rest = row.split(" | ")
        if len(rest) == 1 or rest[0] == "all" or kind in rest[0]:
            found += re.findall(r"`(\w+)`", names)
    return found


def test_there_is_a_table_for_each_kind():
    assert set(PARTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_every_column_of_its_kind_and_no_other(kind):
    assert sorted(columns(kind)) == sorted(KINDS[kind].columns)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_names_what_can_be_chosen(kind):
    for column in KINDS[kind].columns.values():
        if isinstance(column, Choice):
            assert [c for c in column.choices.values if f"`{c}`" not in PARTS[kind]] == []


@pytest.mark.parametrize(("suffix", "records"), [("csv", 7), ("json", 3)])
def test_an_example_comes_in(db, tmp_path, suffix, records):
    path = tmp_path / f"example.{suffix}"
    [example] = re.findall(rf"```{suffix}\n(.*?)```", PAGE, re.DOTALL)
    path.write_text(example, encoding="utf-8")
    said = brought_in(path)
    assert sum(int(re.search(r"(\d+) created", line)[1]) for line in said) == records
