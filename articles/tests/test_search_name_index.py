"""What the search knows of the catalog's names follows whatever writes them."""

from copy import copy
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Model, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from articles import merging, one_record
from articles.models import SearchName
from articles.search import name_index, upgrade
from articles.search.name_index import MODELS, READ, Kind, texts
from geekfeed.fill import fill_catalog
from shows.models import Character, Location, Network, Person, Show
from shows.tests.catalog_files import brought_in, json_file
from shows.tests.telling import lantern, part
from shows.tvmaze.reading import read
from shows.tvmaze.writing import write
from sources import renaming

pytestmark = pytest.mark.django_db


def is_equal() -> bool:
    """Whether the rows say what the records are called now, and nothing else."""
    said = set(SearchName.objects.values_list("kind", "number", "text"))
    meant = {
        (kind, record.pk, text)
        for kind, model in MODELS.items()
        for record in model.objects.all()
        for text in texts(READ[kind](record))
    }
    return said == meant and name_index.is_whole()


def texts_of(model: type[Model]) -> list[str]:
    kind = name_index.KINDS[model]
    return list(
        SearchName.objects.filter(kind=kind).order_by("text").values_list("text", flat=True)
    )


def rows() -> list[str]:
    return list(SearchName.objects.order_by("text").values_list("text", flat=True))


def test_a_name_has_a_row_for_each_of_its_words():
    Person.objects.create(name="Krysten Alyce Ritter", slug="k", aliases="K. Ritterová\n\nKrysten")
    assert rows() == [
        "^krysten alyce ritter",
        "alyce ritter\nkrysten",
        "k ritterova",
        "krysten",
        "ritter\nkrysten alyce",
        "ritterova\nk",
    ]


def test_a_name_without_a_word_has_its_row_and_is_found_by_nothing():
    Person.objects.create(name="!!!", slug="k", aliases="…")
    assert rows() == ["^"]
    assert is_equal()


def test_a_name_of_any_length_is_taken_in():
    longest = "㍿" * 120
    show = Show.objects.create(name=longest, slug="x", full_name=f"{'ab ' * 53}", aliases="ﷺ" * 999)
    assert {len(text) for text in rows()} <= set(range(201))
    show.name = "Short"
    show.save()
    assert is_equal()


@pytest.mark.parametrize("model", MODELS.values())
def test_records_that_are_saved_renamed_and_deleted(model):
    one = model.objects.create(name="Jessica Jones", slug="one", aliases="JJ")
    model.objects.create(name="Luke Cage", slug="other")
    assert is_equal()
    one.name = "Trish Walker"
    one.save()
    assert is_equal()
    one.aliases = "Patsy"
    one.save(update_fields=["aliases"])
    assert is_equal()
    one.delete()
    assert is_equal()
    model.objects.all().delete()
    assert rows() == []


@pytest.mark.parametrize("model", MODELS.values())
def test_records_that_are_written_many_at_once(model):
    made = model.objects.bulk_create(model(name=f"Name {n}", slug=f"n{n}") for n in range(3))
    assert is_equal()
    for record in made:
        record.name += " Other"
    model.objects.bulk_update(made, ["name"])
    assert is_equal()
    model.objects.filter(name="Name 1 Other").update(name=Concat(F("name"), Value(" Third")))
    assert is_equal()
    assert SearchName.objects.filter(text="^name 1 other third").count() == 1


def test_other_changes_of_a_record_ask_for_nothing_more():
    show = Show.objects.create(name="Jessica Jones", slug="one")
    with CaptureQueriesContext(connection) as asked:
        show.save(update_fields=["tagline"])
        Show.objects.update(tagline="Hers")
    assert len(asked) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_many_records_are_taken_in_with_few_queries(count, django_assert_num_queries):
    numbers = [
        Person.objects.create(name=f"Krysten Ritter {n}", slug=f"p{n}", aliases="K\nR").pk
        for n in range(count)
    ]
    SearchName.objects.all().delete()
    with django_assert_num_queries(3):
        name_index.write(Kind.PERSON, numbers)
    with django_assert_num_queries(2):
        name_index.write(Kind.PERSON, numbers)
    assert is_equal()


def test_what_is_rolled_back_leaves_nothing():
    with transaction.atomic():
        Person.objects.create(name="Krysten Ritter", slug="k")
        transaction.set_rollback(True)
    assert rows() == []


def test_names_of_owners_are_no_business_of_the_search():
    Network.objects.bulk_create([Network(name="Netflix", slug="netflix")])
    Network.objects.update(name="Other")
    assert rows() == []


def test_a_catalog_file(tmp_path):
    for name in ("Krysten Ritter", "K. Ritter"):
        rows = [{"kind": kind, "slug": kind, "name": name} for kind in ("person", "show")]
        brought_in(json_file(tmp_path, rows))
        assert is_equal()
    assert texts_of(Show) == ["^k ritter", "ritter\nk"]


def test_what_tvmaze_tells():
    told = lantern()
    write(read(told))
    assert is_equal()
    told["name"] = "Another Street"
    part(told, "cast", 0)["person"]["name"] = "Somebody Else"
    write(read(told))
    assert is_equal()
    assert texts_of(Show)[0] == "^another street"


@pytest.mark.parametrize("model", [Person, Character, Location])
def test_records_that_are_merged(model, editor):
    kept, gone = (model.objects.create(name=f"Name {n}", slug=n) for n in "ab")
    one_record.merge(gone, kept, editor)
    assert is_equal()
    assert texts_of(model) == ["^name a", "a\nname", "b\nname", "name b"]


def test_sources_that_are_renamed_and_merged(editor, olv, mcuexchange):
    was = copy(olv)
    olv.name = "On Location"
    olv.save()
    renaming.renamed(olv, was)
    assert is_equal()
    merging.merge(olv, mcuexchange, editor)
    assert is_equal()


def test_what_fills_a_site():
    fill_catalog(2)
    assert is_equal()


def test_reindex_puts_right_what_is_wrong():
    one, other = (Person.objects.create(name=f"Name {n}", slug=f"n{n}") for n in "ab")
    SearchName.objects.filter(number=one.pk, text="^name a").update(text="wrong")
    SearchName.objects.create(kind=Kind.PERSON, number=2**40, text="^gone")
    SearchName.objects.filter(number=other.pk).delete()
    SearchName.objects.create(kind=Kind.SHOW, number=7, text="^nobody")
    call_command("reindex", stdout=StringIO())
    assert is_equal()


def test_reindex_goes_in_batches_and_touches_nothing_that_is_right(monkeypatch):
    monkeypatch.setattr(name_index, "BATCH", 2)
    for n in range(5):
        Person.objects.create(name=f"Name {n}", slug=f"n{n}")
    Show.objects.create(name="Show", slug="show")
    before = list(SearchName.objects.order_by("pk").values_list())
    said = []
    assert name_index.rebuild(lambda *progress: said.append(progress)) == 6
    assert said[:5] == [(1, 6), (1, 6), (3, 6), (5, 6), (6, 6)]
    assert list(SearchName.objects.order_by("pk").values_list()) == before


def test_migrate_writes_an_index_that_lacks_records(capsys):
    Person.objects.create(name="Krysten Ritter", slug="k")
    SearchName.objects.all().delete()
    upgrade.follow(None, using="default")
    assert is_equal()
    assert "names" in capsys.readouterr().out
    upgrade.follow(None, using="default")
    assert capsys.readouterr().out == ""
