"""Whatever is wrong with a file is told with its line, in a sentence that says what to do."""
# ruff: noqa: E501 - a row and what is said of it stand side by side

import pytest
from django.core.management import CommandError

from shows.models import Episode, ExternalId, FormerAddress, Person, Season, Show
from shows.tests.catalog_files import csv_file, everything, json_file, refusal, taken_out

AGAIN = "Save the file as UTF-8 and try again."


@pytest.fixture
def show(db):
    return Show.objects.create(name="Jessica Jones", slug="jj", shelf_position=1)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            {"kind": "showw", "slug": "x"},
            "“showw” is no kind of record. There are: franchise, network, person, character, "
            "location, show, season, premiere, episode, credit, filming, score, external_id, "
            "viewing.",
        ),
        (
            {"kind": "person", "slug": "x", "name": "X", "runtime": 5},
            "person: runtime: A row about a person has nothing in this column. It has: slug, name, "
            "aliases, description.",
        ),
        (
            {"kind": "person", "name": "X"},
            "person: slug: Fill this in: without it, nobody knows which record is meant.",
        ),
        ({"kind": "person", "slug": "x"}, "person: name: Fill this in: it cannot be empty."),
        (
            {"kind": "person", "slug": "x", "name": "  "},
            "person: name: Fill this in: it cannot be empty.",
        ),
        (
            {"kind": "person", "slug": "K. Ritter", "name": "X"},
            "person: slug: “K. Ritter” is no address: use up to 120 letters, digits and hyphens.",
        ),
        (
            {"kind": "person", "slug": "x", "name": "x" * 121},
            "person: name: Shorten this: it has 121 signs, and 120 are the most.",
        ),
        (
            {"kind": "person", "slug": "x", "name": "X", "description": "x" * 601},
            "person: description: Shorten this: it has 601 signs, and 600 are the most.",
        ),
        (
            {"kind": "person", "slug": "x", "name": "X", "aliases": "Y|Z"},
            'person: aliases: Give a list of names: ["Jess", "Jewel"].',
        ),
        (
            {"kind": "person", "slug": "x", "name": "X", "aliases": ["Y\nZ"]},
            "person: aliases: A name cannot go over several lines: make it one.",
        ),
        (
            {"kind": "show", "slug": "x", "name": "X", "status": "lost"},
            "show: status: “lost” is none of these: rumoured, announced, in_development, "
            "in_production, post_production, returning, on_hiatus, ended, cancelled.",
        ),
        (
            {"kind": "show", "slug": "jj", "status": ""},
            "show: status: Fill this in: it cannot be empty.",
        ),
        (
            {"kind": "show", "slug": "x", "name": "X", "network": "hbo"},
            "show: network: There is no network “hbo”. Give it a row, or correct the name.",
        ),
        (
            {"kind": "show", "slug": "x", "name": "X", "homepage": "ftp://x.example"},
            "show: homepage: “ftp://x.example” is no web address: begin with https://.",
        ),
        (
            {"kind": "show", "slug": "x", "name": "X", "accent": "purple"},
            "show: accent: Write the colour as # and six digits or letters a to f: #6a1b9a.",
        ),
        (
            {"kind": "show", "slug": "x", "name": "X", "shelf_position": 13},
            "show: shelf_position: “13” will not do: give a whole number from 1 to 12.",
        ),
        (
            {"kind": "show", "slug": "x", "name": "X", "shelf_position": 1},
            "show: shelf_position: “1” belongs to “Jessica Jones”, and only one record can have it.",
        ),
        (
            {"kind": "season", "show": "jj", "season": 0},
            "season: season: “0” will not do: give a whole number from 1 to 3000.",
        ),
        (
            {"kind": "season", "show": "jj", "season": 1.5},
            "season: season: “1.5” will not do: give a whole number from 1 to 3000.",
        ),
        (
            {"kind": "season", "show": "jj", "season": 1, "premiere": "2017-13"},
            "season: premiere: “2017-13” is no date: write 2017, 2017-Q4, 2017-03 or 2017-03-08.",
        ),
        (
            {"kind": "season", "show": "jj", "season": 1, "premiere": "0217"},
            "season: premiere: Look at the year again: it cannot be 217.",
        ),
        (
            {"kind": "season", "show": "aka", "season": 1},
            "season: show: There is no show “aka”. Give it a row, or correct the name.",
        ),
        (
            {"kind": "premiere", "show": "jj", "season": 2, "country": "UK", "premiere": "2017"},
            "premiere: season: There is no season “jj, 2”. Give it a row, or correct the name.",
        ),
        (
            {"kind": "premiere", "show": "jj", "season": 1, "country": "uk", "premiere": "2017"},
            "premiere: country: Two capital letters: US, GB.",
        ),
        (
            {"kind": "episode", "show": "jj", "season": 1, "runtime": 50},
            "episode: episode: Give the episode’s number or, for a special without one, its title.",
        ),
        (
            {"kind": "episode", "show": "jj", "season": 1, "episode": 1, "aired_on": "8.3.2017"},
            "episode: aired_on: “8.3.2017” is no day: write it as 2017-03-08.",
        ),
        (
            {"kind": "episode", "show": "jj", "season": 1, "episode": 1, "runtime": 40_000},
            "episode: runtime: “40000” will not do: give a whole number from 1 to 32767.",
        ),
        (
            {"kind": "credit", "show": "jj", "person": "kr"},
            "credit: character: Give a character (cast) or a job (crew), one of the two.",
        ),
        (
            {"kind": "credit", "show": "jj", "person": "kr", "episode": 1, "job": "Writer"},
            "credit: season: Give the season that the episode belongs to.",
        ),
        (
            {"kind": "credit", "show": "jj", "person": "kr", "season": 1, "title": "X", "job": "A"},
            "credit: episode: There is no episode “jj, 1, X”. Give it a row, or correct the name.",
        ),
        (
            {"kind": "location", "slug": "x", "name": "X", "latitude": 91, "longitude": 0},
            "location: latitude: “91” will not do: give degrees from -90 to 90, as 40.741895.",
        ),
        (
            {"kind": "location", "slug": "x", "name": "X", "latitude": 1},
            "location: Give both latitude and longitude, or neither.",
        ),
        (
            {"kind": "external_id", "service": "imdb", "value": "nm1"},
            "external_id: show: Name one record: a show, season, episode, person, character or "
            "network.",
        ),
        (
            {"kind": "external_id", "person": "kr", "service": "imdb", "value": "nm9"},
            "external_id: value: “nm9” belongs to “Rosario Dawson”, and only one record can have "
            "it.",
        ),
        (
            {"kind": "person", "slug": "ritter", "name": "Krysten Ritter"},
            "person: slug: “ritter” has moved to “kr”: write that.",
        ),
        (
            {"kind": "credit", "show": "jj", "person": "ritter", "job": "A"},
            "credit: person: “ritter” has moved to “kr”: write that.",
        ),
        ({"kind": "person", "slug": "x", "name": True}, "name: Give a text, a number or, for other names, a list of texts."),
        ({"kind": "person", "slug": "x", "name": "\0"}, "name: A character in here is none: look for \\u0000 or \\ud…."),
        ({"kind": "person", "slug": "x", "name": "\ud800"}, "name: A character in here is none: look for \\u0000 or \\ud…."),
        ({"slug": "x"}, "Say in “kind” what the row is about. There are: franchise, network, person, character, location, show, season, premiere, episode, credit, filming, score, external_id, viewing."),
        (["person"], 'Each part of the list is an object: {"kind": "show", …}.'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row(show, tmp_path, row, told):
    Season.objects.create(show=show, number=1)
    ritter = Person.objects.create(name="Krysten Ritter", slug="kr")
    FormerAddress.objects.create(person=ritter, slug="ritter")
    dawson = Person.objects.create(name="Rosario Dawson", slug="rd")
    ExternalId.objects.create(person=dawson, service="imdb", value="nm9")
    before = everything()
    good = {"kind": "person", "slug": "mc", "name": "Mike Colter"}
    assert refusal(json_file(tmp_path, [good, row])) == [f"line 3: {told}"]
    assert everything() == before


def test_a_record_stands_in_one_row(show, tmp_path):
    path = csv_file(
        tmp_path,
        "kind,slug,show,season,episode,name",
        'person,kr,,,,"Krysten\nRitter"',
        "person,kr,,,,K. Ritter",
        "season,,jj,1,,",
        "season,,jj,1,,",
    )
    assert refusal(path) == [
        "line 4: person: “kr” is in line 2 already: keep one of the two.",
        "line 6: season: “jj, 1” is in line 5 already: keep one of the two.",
    ]


def test_two_rows_cannot_take_one_place(show, tmp_path):
    rows = [
        {"kind": "show", "slug": "a", "name": "A", "shelf_position": 5},
        {"kind": "show", "slug": "b", "name": "B", "shelf_position": 5},
        {"kind": "external_id", "show": "a", "service": "imdb", "value": "tt1"},
        {"kind": "external_id", "show": "jj", "service": "imdb", "value": "tt1"},
    ]
    assert refusal(json_file(tmp_path, rows)) == [
        "line 3: show: shelf_position: “5” is in line 2 too, and only one record can have it.",
        "line 5: external_id: value: “tt1” is in line 4 too, and only one record can have it.",
    ]


def test_a_place_that_a_wrong_row_would_have_given_away_is_no_other_error(show, tmp_path):
    rows = [
        {"kind": "show", "slug": "jj", "name": "", "shelf_position": 2},
        {"kind": "show", "slug": "b", "name": "B", "shelf_position": 1},
    ]
    assert refusal(json_file(tmp_path, rows)) == [
        "line 2: show: name: Fill this in: it cannot be empty."
    ]


def test_what_refers_to_a_wrong_row_is_not_told_again(db, tmp_path):
    rows = [
        {"kind": "credit", "person": "kr", "show": "jj", "season": 1, "job": "Writer"},
        {"kind": "season", "show": "jj", "season": 1},
        {"kind": "show", "slug": "jj", "name": "Jessica Jones", "accent": "red"},
    ]
    assert refusal(json_file(tmp_path, rows)) == [
        "line 2: credit: person: There is no person “kr”. Give it a row, or correct the name.",
        "line 4: show: accent: Write the colour as # and six digits or letters a to f: #6a1b9a.",
    ]


def test_specials_that_cannot_be_told_apart_are_not_guessed_at(show, tmp_path):
    season = Season.objects.create(show=show, number=1)
    for _ in range(2):
        Episode.objects.create(season=season, title="Extra")
    rows = [{"kind": "episode", "show": "jj", "season": 1, "title": "Extra", "runtime": 5}]
    assert refusal(json_file(tmp_path, rows)) == [
        "line 2: episode: The catalog has “jj, 1, Extra” twice. Tell them apart at the desk first."
    ]
    with pytest.raises(CommandError) as error:
        taken_out(tmp_path / "x.csv")
    assert str(error.value) == (
        "jj, season 1, has a special “Extra” that cannot be told from others. Give each special a "
        "title and a day of its own at the desk."
    )
    assert not (tmp_path / "x.csv").exists()


def test_a_hundred_errors_are_told_one_by_one(db, tmp_path):
    rows = [{"kind": "person", "slug": f"p{n}"} for n in range(103)]
    told = refusal(json_file(tmp_path, rows))
    assert told[99:] == [
        "line 101: person: name: Fill this in: it cannot be empty.",
        "… and 3 more.",
    ]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"x", "“a.txt” ends in neither .csv nor .json. From a spreadsheet, save it as “CSV UTF-8”."),
        ("a.csv", b"PK\x03\x04\x14\0", "This is a spreadsheet’s own file: save it there as “CSV UTF-8”, and try again."),
        ("a.csv", b"kind\tslug\nperson\ta\tb", "line 2: This row has 3 cells, and there are 2 columns. Look for a tab too many or too few; where it belongs to a text, the text stands between quotation marks."),
        ("a.csv", b" \n", "The file is empty."),
        ("a.csv", b"kind,slug\n", "The file has no records: each one is a row below the names of the columns (CSV) or an object in a list (JSON)."),
        ("a.json", b"[]", "The file has no records: each one is a row below the names of the columns (CSV) or an object in a list (JSON)."),
        ("a.csv", "kind,slug".encode("utf-16"), f"The file is in UTF-16. {AGAIN}"),
        ("a.csv", b"kind,slug\nperson,\xe9", f"line 2: This is not UTF-8. {AGAIN}"),
        ("a.csv", b"kind,slug\nperson,\0", f"line 2: There is a NUL byte here, so this is no text. {AGAIN}"),
        ("a.csv", b"slug,name\na,b", "line 1: There is no column “kind”, which says what each row is about. The first row has the names of the columns."),
        ("a.csv", b"kind,slug,slug\na,b", "line 1: The column “slug” is there twice."),
        ("a.csv", b"kind,slug,\na,b", "line 1: A column has no name. Name it, or take it out."),
        ("a.csv", b"kind,slug\nperson,a,b", "line 2: This row has 3 cells, and there are 2 columns. Look for a “,” too many or too few; where it belongs to a text, the text stands between quotation marks."),
        ("a.csv", b'kind,slug,name\nperson,a,a\nperson,b,"b\n\n', "line 3: The row that begins here cannot be read (unexpected end of data). A quotation mark in a cell is written twice, and the cell stands between quotation marks."),
        ("a.json", b'{"kind": "person"}', "line 1: The file is one list of objects: it begins with [."),
        ("a.json", b'[\n{"kind": "person",\n}]', "line 3: This is no JSON from here on (Expecting property name enclosed in double quotes)."),
        ("a.json", b"[\n{} {}]", "line 2: A comma or the end of the list, ], is missing here."),
        ("a.json", b"[" * 100_000, "line 1: This is nested too deeply. A record is one flat object."),
        ("a.json", b'[\n{"kind": "a", "kind": "b"}]', "line 2: “kind” is there twice in one object."),
        ("a.json", b'[\n{"position": NaN}]', "line 2: NaN is no value."),
        ("a.json", b'[{"kind": "a"}]\nx', "line 2: The list has ended, and more follows."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file(db, tmp_path, name, data, told):
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path)[-1:] == [told]


def test_an_unknown_column_is_told_with_those_that_there_are(db, tmp_path):
    path = csv_file(tmp_path, "kind,slug,colour", "show,a,red")
    [told] = refusal(path)
    assert told.startswith("line 1: There is no column “colour”. There are: kind, slug, name, ")


def test_a_folder_and_a_file_that_is_not_there(db, tmp_path):
    folder = tmp_path / "a.csv"
    folder.mkdir()
    assert refusal(folder) == [f"“{folder}” is a folder. Name a file in it."]
    nowhere = tmp_path / "b.csv"
    assert refusal(nowhere) == [f"There is no file “{nowhere}”."]
