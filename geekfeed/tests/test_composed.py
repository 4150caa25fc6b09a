"""Questions that are composed once; the rows are those of the site's own models."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections
from django.db.models import Count, Prefetch
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from authors.models import User
from geekfeed.lib import composed
from geekfeed.lib.composed import Composed, NotComposable, Related
from shows.models import Season, Show

LONG_AGO = datetime(2017, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def shows():
    made = [Show.objects.create(name=name, slug=name.lower()) for name in ("Ajax", "Bello", "Cato")]
    for show in made[:2]:
        for number in (1, 2):
            Season.objects.create(show=show, number=number)
    return made


def test_it_is_asked_again_with_other_values(shows):
    named = Composed(lambda slug: Show.objects.filter(slug=slug))
    assert [named(show.slug) for show in shows] == [[show] for show in shows]


def test_it_is_composed_once(shows):
    made = []

    def ask(slug):
        made.append(slug)
        return Show.objects.filter(slug=slug)

    named = Composed(ask)
    for show in shows:
        named(show.slug)
    assert len(made) == 2  # with two sets of samples


def test_a_list_may_have_any_length(shows):
    among = Composed(lambda numbers: Show.objects.filter(pk__in=numbers).order_by("name"))
    pks = [show.pk for show in shows]
    assert [among(pks[:length]) for length in range(4)] == [shows[:length] for length in range(4)]


def test_first_is_a_row_or_none(shows):
    named = Composed(lambda slug: Show.objects.filter(slug=slug)[:1])
    assert (named.first("bello"), named.first("nobody")) == (shows[1], None)


def test_no_value_is_read_as_sql(shows):
    named = Composed(lambda slug: Show.objects.filter(slug=slug))
    assert named("' OR 1=1 --") == []
    assert named("%s %(x)s") == []


def test_what_it_always_says_may_have_any_signs(shows):
    odd = Show.objects.create(name="100% %s 'D\\'", slug="odd")
    named = Composed(lambda slug: Show.objects.filter(slug=slug, name="100% %s 'D\\'"))
    assert (named("odd"), named("ajax")) == ([odd], [])


def test_now_is_when_it_is_asked(press, monkeypatch):
    story = press.scheduled()
    live = Composed(lambda: Article.objects.live())
    assert live() == []
    later = story.live_at + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert live() == [story]


def test_moments_are_values(press):
    story = press.live()
    before = Composed(lambda moment: Article.objects.filter(live_at__lt=moment))
    assert before(story.live_at) == []
    assert before(story.live_at + timedelta(seconds=1)) == [story]


def test_rows_that_lead_to_it_come_with_it(shows):
    asked = Composed(
        lambda slugs: (
            Show.objects.filter(pk__in=slugs)
            .order_by("name")
            .prefetch_related(Prefetch("seasons", Season.objects.order_by("-number")))
        )
    )
    with CaptureQueriesContext(connection) as queries:
        rows = asked([show.pk for show in shows])
        seasons = [[season.number for season in show.seasons.all()] for show in rows]
        backs = [season.show is show for show in rows for season in show.seasons.all()]
    assert seasons == [[2, 1], [2, 1], []]
    assert backs == [True] * 4
    assert len(queries) == 2


def test_rows_that_lead_to_what_it_joins_come_with_it(shows):
    asked = Composed(
        lambda shows: (
            Season.objects.filter(show__in=shows, number=2)
            .select_related("show")
            .order_by("show__name")
            .prefetch_related(Prefetch("show__seasons", to_attr="all_seasons"))
        )
    )
    with CaptureQueriesContext(connection) as queries:
        rows = asked([show.pk for show in shows])
    assert [[season.number for season in row.show.all_seasons] for row in rows] == [[1, 2], [1, 2]]
    assert len(queries) == 2


def test_rows_that_lead_to_several_lists_are_read_at_once(shows):
    seasons = Related(Show, Prefetch("seasons", Season.objects.order_by("-number")))
    one, others = list(Show.objects.filter(slug="ajax")), list(Show.objects.exclude(slug="ajax"))
    with CaptureQueriesContext(connection) as queries:
        seasons.read([*one, *others])
    told = [[season.number for season in show.seasons.all()] for show in (*one, *others)]
    assert (told, len(queries)) == ([[2, 1], [2, 1], []], 1)


@pytest.mark.parametrize(
    "touch",
    [
        lambda rows: rows.filter(number=1),
        lambda rows: rows.all().order_by("number"),
        lambda rows: rows.update(number=7),
        lambda rows: rows.all().delete(),
        lambda rows: list(rows.iterator()),
        lambda rows: rows.aggregate(Count("pk")),
        lambda rows: list(Season.objects.filter(pk__in=rows.all())),
        lambda rows: rows.all() | Season.objects.none(),
    ],
)
def test_rows_in_hand_are_never_taken_for_all_rows(shows, touch):
    asked = Composed(lambda slug: Show.objects.filter(slug=slug).prefetch_related("seasons"))
    with pytest.raises(NotComposable, match="in hand"):
        touch(asked.first("ajax").seasons)
    assert [season.number for season in Season.objects.order_by("pk")] == [1, 2, 1, 2]


def test_rows_in_hand_are_counted_and_cut(shows):
    asked = Composed(lambda slug: Show.objects.filter(slug=slug).prefetch_related("seasons"))
    seasons = asked.first("ajax").seasons
    assert (seasons.count(), seasons.exists(), len(seasons.all()[:1])) == (2, True, 1)


def test_what_is_prefetched_does_not_take_its_own_numbers_for_those_of_the_question(shows):
    asked = Composed(
        lambda other: Show.objects.exclude(pk=other).prefetch_related(
            Prefetch("seasons", Season.objects.exclude(show=other))
        )
    )
    with pytest.raises(NotComposable):
        asked(1)


@pytest.mark.parametrize(
    "ask",
    [
        lambda number: Show.objects.filter(changed_at__lt=timezone.now(), pk=number),
        lambda number: Show.objects.filter(
            changed_at__lt=datetime(2017, 1, 1, tzinfo=UTC), pk=number
        ),
        lambda number: Show.objects.filter(
            changed_at__lt=composed.now() - timedelta(days=1), pk=number
        ),
        lambda number: Show.objects.filter(pk=number + 1),
        lambda number: Show.objects.all(),
        lambda number: Show.objects.filter(pk=number)[: number % 7 + 1],
        lambda number: Show.objects.filter(
            pk=number, pk__in=[show.pk for show in Show.objects.all()]
        ),
        lambda number: Show.objects.filter(pk=number).none(),
        lambda number: User.objects.filter(pk=number).prefetch_related("groups"),
    ],
)
def test_what_could_not_be_asked_again_is_refused(ask):
    with pytest.raises(NotComposable):
        Composed(ask)(1)


@pytest.mark.parametrize("value", [None, True, 1.5, {1}, [1, None], date(2017, 4, 10)])
def test_what_is_no_value_is_refused(value):
    with pytest.raises(NotComposable, match="is no number, text, moment"):
        Composed(lambda number: Show.objects.filter(pk=number))(value)


def test_threads_read_by_connections_of_their_own(shows):
    named = Composed(lambda slug: Show.objects.filter(slug=slug))
    named("ajax")
    used = []

    def ask():
        (plan,) = named.plans.values()
        compiler, _ = plan._converting(connections["default"])
        used.append(compiler.connection is connections["default"])
        connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert used == [True]
    assert named("ajax") == [shows[0]]
