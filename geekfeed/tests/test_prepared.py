"""What PostgreSQL is asked again and again is planned once for each connection."""

import threading

import pytest
from django.db import NotSupportedError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from geekfeed.lib import prepared
from geekfeed.lib.composed import Composed
from shows.models import Show

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NAMED = Composed(lambda slug: Show.objects.filter(slug=slug))


@pytest.fixture
def ajax():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps its statements by itself.")
    connection.close()  # and with it whatever was prepared
    return Show.objects.create(name="Ajax", slug="ajax")


def statements() -> int:
    """How many this connection has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_a_question_is_prepared_once(ajax):
    rows = [NAMED(slug) for slug in ("ajax", "nobody", "' OR 1=1 --", "%s", "ajax")]
    assert (rows, statements()) == ([[ajax], [], [], [], [ajax]], 1)


def test_to_prepare_is_no_question(ajax):
    with CaptureQueriesContext(connection) as first:
        NAMED("ajax")
    with CaptureQueriesContext(connection) as again:
        NAMED("ajax")
    assert (len(first), len(again)) == (1, 1)


def test_values_of_every_kind_are_told_to_the_server(ajax):
    asked = Composed(
        lambda number, slug, moment, numbers: Show.objects.filter(
            pk=number, slug=slug, changed_at__gte=moment, pk__in=numbers, name__contains="a"
        )
    )
    assert asked(ajax.pk, "ajax", ajax.changed_at, [1, ajax.pk, 2**62]) == [ajax]
    assert statements() == 1


def test_each_connection_has_its_own(ajax):
    NAMED("ajax")
    found = []

    def ask():
        found.append((NAMED("ajax"), statements()))
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [([ajax], 1)]


def test_a_connection_that_was_lost_takes_them_with_it(ajax):
    NAMED("ajax")
    connection.close()
    assert (NAMED("ajax"), statements()) == ([ajax], 1)


def test_what_is_taken_back_does_not_take_them_back(ajax):
    with transaction.atomic():
        NAMED("ajax")
        transaction.set_rollback(True)
    with transaction.atomic():
        assert NAMED("ajax") == [ajax]
    assert statements() == 1


def test_what_the_server_has_forgotten_is_asked_all_the_same(ajax):
    NAMED("ajax")
    with connection.cursor() as cursor:
        cursor.execute("DISCARD ALL")
    assert [NAMED("ajax"), NAMED("ajax")] == [[ajax], [ajax]]
    assert statements() == 1


def seven():
    def ask(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql, [1])
            return cursor.fetchall()

    return prepared.asked("SELECT what FROM retyped WHERE what >= %s", [1], ask)


@pytest.fixture
def retyped(ajax):
    """What `seven` asks for was whole numbers until it was asked first."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE retyped AS SELECT 7 AS what")
        assert seven() == [(7,)]
        cursor.execute("ALTER TABLE retyped ALTER what TYPE numeric(9, 1)")
        yield
        cursor.execute("DROP TABLE retyped")


def test_a_column_may_get_another_type_meanwhile(retyped):
    assert [seven(), seven()] == [[(7,)], [(7,)]]
    assert statements() == 1


def test_only_one_transaction_fails_by_that(retyped):
    with pytest.raises(NotSupportedError), transaction.atomic():
        seven()
    with transaction.atomic():
        assert seven() == [(7,)]


def test_a_name_that_is_taken_is_no_hindrance(ajax):
    NAMED("ajax")
    # As if a pooler had lent the connection to another process before; others may be about.
    for known in prepared._prepared.values():
        known.clear()
    assert [NAMED("ajax"), NAMED("ajax")] == [[ajax], [ajax]]


def test_behind_a_pooler_nothing_is_prepared(ajax, settings):
    settings.PREPARED_STATEMENTS = False
    assert (NAMED("ajax"), statements()) == ([ajax], 0)
