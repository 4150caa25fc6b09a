"""The readers' calendars, read as their own programs read them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from articles import adopting, workflow
from articles.models import Article, Claim, Milestone
from articles.public_calendar import files
from articles.tests.milestones import NOW, dated, milestone
from geekfeed.lib.dates import PreciseDate
from geekfeed.lib.tests.test_ics import unescaped
from geekfeed.tests.reading import count_queries
from shows.models import CountryPremiere, Episode, FormerAddress, Franchise, Season, Show
from shows.tests.catalog_files import brought_in, csv_file

SITE, OF_SHOW = "/calendar.ics", "/shows/jessica-jones/calendar.ics"
LONG_AGO = datetime(2017, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april_2017(monkeypatch):
    set_clock(monkeypatch, NOW)


def set_clock(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def told(press, catalog, olv, mcuexchange):
    """A live story with one dated claim about season 2, and the milestone that is kept of it."""

    def tell(kind="filming_began", when="2017-04-10", **facts):
        claim = {"says": "Season 2 is at it", "kind": kind}
        claim |= {"show": catalog["show"], "season": catalog["season"]} | dated(when) | facts
        story = press.live(sources=[[olv, mcuexchange]], claims=[claim])
        return milestone(story.claims.get())

    return tell


def read(client, address=SITE):
    answer = client.get(address)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content)


def own_words(calendar, name):
    """A property that the standard does not know is text in the same way, and left as it is."""
    return unescaped(str(calendar[name]))


def events(client, address=SITE):
    return read(client, address).walk("VEVENT")


def summaries(client, address=SITE):
    return [str(event["SUMMARY"]) for event in events(client, address)]


def uids(client, address=SITE):
    return [str(event["UID"]) for event in events(client, address)]


def season(show, number, **facts):
    made = Season(show=show, number=number)
    for name, value in facts.items():
        setattr(made, name, value)
    made.save()
    return made


def episodes(of, *days, first=1):
    for number, day in enumerate(days, start=first):
        Episode.objects.create(season=of, number=number, title=f"Part {number}", aired_on=day)


def untouched_since(moment):
    """Nothing in the catalog has changed since then."""
    for model in (Show, Season, Episode):
        model.objects.update(changed_at=moment)


# -- What an event says -----------------------------------------------------------------------


def test_a_milestone_is_an_event_field_by_field(client, told):
    row = told()
    story = Article.objects.get()
    untouched_since(LONG_AGO)
    (event,) = events(client)
    assert set(event) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "CATEGORIES", "URL", "STATUS", "TRANSP"),
    }
    assert event["UID"] == f"milestone-{row.key}@127.0.0.1"
    assert event.decoded("DTSTART") == date(2017, 4, 10)
    assert event.decoded("DTEND") == date(2017, 4, 11)
    assert event.decoded("LAST-MODIFIED") == row.changed_at.replace(microsecond=0)
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED")
    assert event["SEQUENCE"] == int((row.changed_at - files.EPOCH).total_seconds())
    assert event["SUMMARY"] == "Jessica Jones, season 2: filming begins"
    assert event["DESCRIPTION"] == (
        "Season 2 is at it\nReported: On Location Vacations via MCUExchange"
    )
    assert event["CATEGORIES"].cats == ["Jessica Jones"]
    assert event["URL"] == f"http://127.0.0.1:8000{story.get_absolute_url()}"
    assert event["STATUS"] == "TENTATIVE"
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_calendar_says_whose_it_is(client, jessica_jones):
    jessica_jones.franchise = Franchise.objects.create(name="Marvel; Netflix", slug="marvel")
    jessica_jones.save()
    names = {
        address: own_words(read(client, address), "X-WR-CALNAME")
        for address in (SITE, OF_SHOW, "/franchises/marvel/calendar.ics")
    }
    assert names == {
        SITE: "GeekFeed",
        OF_SHOW: "GeekFeed: Jessica Jones",
        "/franchises/marvel/calendar.ics": "GeekFeed: Marvel; Netflix",
    }


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("announced", "announced"),
        ("renewed", "renewed"),
        ("cancelled", "cancelled"),
        ("filming_began", "filming begins"),
        ("filming_wrapped", "filming wraps"),
        ("premiere", "premiere"),
    ],
)
def test_every_step_has_its_words(client, told, kind, says):
    told(kind)
    assert summaries(client) == [f"Jessica Jones, season 2: {says}"]


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        ("rumoured", "TENTATIVE"),
        ("reported", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("denied", "CANCELLED"),
    ],
)
def test_how_sure_it_is_is_its_status(client, told, standing, status):
    told(standing=standing)
    assert [event["STATUS"] for event in events(client)] == [status]


def test_our_own_reporting_is_said_to_be_that(client, press, catalog):
    claim = {"says": "It wraps", "kind": "filming_wrapped", "show": catalog["show"]}
    milestone(press.live(claims=[claim | dated("2017-04-10")]).claims.get())
    (event,) = events(client)
    assert event["SUMMARY"] == "Jessica Jones: filming wraps"
    assert event["DESCRIPTION"] == "It wraps\nReported: our own reporting"


def test_what_has_no_date_is_no_event(client, told):
    row = told()
    row.date = None
    row.save()
    assert events(client) == []


def test_a_season_s_first_day_and_its_episodes_are_one_event(client, jessica_jones):
    day = date(2017, 4, 20)
    of = season(jessica_jones, 1, premiere=PreciseDate(day))
    episodes(of, *[day] * 13)
    untouched_since(LONG_AGO)
    (event,) = events(client)
    assert event["UID"] == f"season-{of.pk}-premiere@127.0.0.1"
    assert event["SUMMARY"] == "Jessica Jones, season 1: premiere, all 13 episodes"
    assert event["DESCRIPTION"] == "From our catalog."
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"] == "http://127.0.0.1:8000/shows/jessica-jones/season-1/"
    assert event.decoded("LAST-MODIFIED") == LONG_AGO


def test_a_premiere_on_record_leads_to_the_story_that_confirms_its_date(client, told, season_2):
    row = told("premiere", "2017-04-20", standing="confirmed")
    season_2.premiere = PreciseDate.parse("2017-04-20")
    season_2.save()
    Season.objects.update(changed_at=LONG_AGO)
    Show.objects.update(changed_at=LONG_AGO)
    (event,) = events(client)
    assert event["UID"] == f"season-{season_2.pk}-premiere@127.0.0.1"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"] == f"http://127.0.0.1:8000{row.claim.article.get_absolute_url()}"
    assert event.decoded("LAST-MODIFIED") == row.claim.live_at.replace(microsecond=0)


def test_episodes_of_one_day_are_one_event_and_of_several_several(client, jessica_jones):
    of = season(jessica_jones, 1, episode_order=6)
    days = [date(2017, 4, 20), date(2017, 4, 20), date(2017, 4, 27), date(2017, 5, 4)]
    episodes(of, *days)
    Episode.objects.filter(number=4).update(title="")
    Episode.objects.create(season=of, title="Pilot", aired_on=date(2017, 4, 20))
    first, special, third, fourth = Episode.objects.order_by("aired_on", "number").exclude(number=2)
    assert summaries(client) == [
        "Jessica Jones, season 1: episodes 1 and 2",
        "Jessica Jones, season 1: special, “Pilot”",
        "Jessica Jones, season 1: episode 3, “Part 3”",
        "Jessica Jones, season 1: episode 4",
    ]
    named = [first, special, third, fourth]
    assert sorted(uids(client)) == sorted(f"episode-{one.pk}@127.0.0.1" for one in named)


def test_episodes_with_gaps_are_counted(client, jessica_jones):
    of = season(jessica_jones, 1)
    day = date(2017, 4, 20)
    episodes(of, day, date(2017, 4, 21), day)
    assert summaries(client)[0] == "Jessica Jones, season 1: 2 episodes"


def test_all_episodes_are_all_that_were_ordered(client, jessica_jones):
    of = season(jessica_jones, 1, episode_order=3)
    episodes(of, date(2017, 4, 20), date(2017, 4, 20))
    assert summaries(client) == ["Jessica Jones, season 1: episodes 1 and 2"]
    episodes(of, date(2017, 4, 20), first=3)
    assert summaries(client) == ["Jessica Jones, season 1: all 3 episodes"]


def test_another_country_has_a_day_of_its_own(client, jessica_jones):
    of = season(jessica_jones, 1, premiere=PreciseDate(date(2017, 4, 20)))
    CountryPremiere.objects.create(
        season=of, country="GB", premiere_on=date(2017, 4, 21), premiere_precision="day"
    )
    _here, there = events(client)
    assert there["SUMMARY"] == "Jessica Jones, season 1: premiere in GB"
    assert there["UID"] == f"season-{of.pk}-premiere-gb@127.0.0.1"
    assert there.decoded("DTSTART") == date(2017, 4, 21)


# -- One event, whoever says so ---------------------------------------------------------------


def test_another_day_abroad_from_a_file_is_a_change(client, jessica_jones, monkeypatch, tmp_path):
    season(jessica_jones, 3, premiere=PreciseDate(date(2017, 8, 18)))

    def told(day):
        rows = ["kind,show,season,country,premiere", f"premiere,jessica-jones,3,GB,{day}"]
        brought_in(csv_file(tmp_path, *rows))
        return next(one for one in events(client) if str(one["UID"]).endswith("-gb@127.0.0.1"))

    before = told("2017-08-19")
    set_clock(monkeypatch, NOW + timedelta(minutes=5))
    after = told("2017-08-20")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 300
    assert after["LAST-MODIFIED"].dt == before["LAST-MODIFIED"].dt + timedelta(minutes=5)


def test_what_the_catalog_records_is_not_said_again(client, told, season_2):
    told("premiere", "2017-05-05", standing="rumoured")
    season_2.premiere = PreciseDate(date(2017, 6, 6))
    season_2.save()
    (event,) = events(client)
    assert event.decoded("DTSTART") == date(2017, 6, 6)
    assert event["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("said", "number"), [("2017-06-06", 1), ("2017-06", 1), ("2017-Q2", 1), ("2017-07", 2)]
)
def test_a_show_s_premiere_is_that_of_its_season_where_they_agree(
    client, told, season_2, said, number
):
    told("premiere", said, season=None)
    season_2.premiere = PreciseDate(date(2017, 6, 6))
    season_2.save()
    assert len(events(client, OF_SHOW)) == number


def test_a_premiere_keeps_its_name_when_the_catalog_takes_it_over(client, told, editor, season_2):
    row = told("premiere", "2017-05-05", standing="confirmed")
    (before,) = events(client)
    adopting.adopt(row.claim, editor, "premiere")
    (after,) = events(client)
    assert before["UID"] == after["UID"] == f"season-{season_2.pk}-premiere@127.0.0.1"
    assert after["SEQUENCE"] >= before["SEQUENCE"]
    assert after["DESCRIPTION"] == (
        "From our catalog.\nConfirmed: On Location Vacations via MCUExchange"
    )
    assert after["URL"] == f"http://127.0.0.1:8000{Article.objects.get().get_absolute_url()}"


# -- Dates that are no days -------------------------------------------------------------------


def test_a_month_is_an_event_over_the_month(client, told):
    told("premiere", "2018-02")
    (event,) = events(client)
    assert event["SUMMARY"] == "Jessica Jones, season 2: premiere, some time in February 2018"
    assert event.decoded("DTSTART") == date(2018, 2, 1)
    assert event.decoded("DTEND") == date(2018, 3, 1)


@pytest.mark.parametrize(("when", "words"), [("2018", "2018"), ("2018-Q1", "Q1 2018")])
def test_what_is_vaguer_than_a_month_is_told_in_words(client, told, when, words):
    told("premiere", when)
    calendar = read(client, OF_SHOW)
    assert calendar.walk("VEVENT") == []
    assert str(calendar["DESCRIPTION"]).splitlines() == [
        "Premieres, episodes and filming dates, and whose word they are.",
        "Not known to the day or month yet:",
        f"Jessica Jones, season 2: premiere, some time in {words}",
        "http://127.0.0.1:8000/calendar/",
    ]
    assert own_words(calendar, "X-WR-CALDESC") == calendar["DESCRIPTION"]


def test_years_that_are_over_or_denied_are_not_told(client, told):
    told("premiere", "2016")
    told("filming_began", "2018", standing="denied")
    assert len(str(read(client, OF_SHOW)["DESCRIPTION"]).splitlines()) == 2


def test_no_day_depends_on_a_clock(client, told, monkeypatch):
    """Days have no time zone: nobody's 10 April begins on the 9th."""
    told()
    body = client.get(SITE).content
    assert b"DTSTART;VALUE=DATE:20170410\r\n" in body
    assert b"TZID" not in body
    east = NOW.astimezone(ZoneInfo("Pacific/Kiritimati"))
    set_clock(monkeypatch, east)
    assert client.get(SITE).content == body


# -- Names that try to break out --------------------------------------------------------------


def test_hostile_names_are_only_names(client, told, olv, jessica_jones):
    name = 'A;B,C\\n "D"\r\nEND:VEVENT\r\nX-EVIL:1 ' + "é✓" * 20
    Show.objects.update(name=name)
    olv.name = "S\nATTENDEE:mailto:x@x.example"
    olv.save()
    told(says="It,s;\\a\nBEGIN:VALARM", detail="no")
    body = client.get(OF_SHOW).content
    assert max(map(len, body.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(body)
    (event,) = calendar.walk("VEVENT")
    shown = name.replace("\r\n", "\n")
    assert own_words(calendar, "X-WR-CALNAME") == f"GeekFeed: {shown}"
    assert event["SUMMARY"] == f"{shown}, season 2: filming begins"
    assert event["CATEGORIES"].cats == [shown]
    assert event["DESCRIPTION"] == (
        "It,s;\\a\nBEGIN:VALARM\nReported: S\nATTENDEE:mailto:x@x.example via MCUExchange"
    )
    assert {"X-EVIL", "ATTENDEE"}.isdisjoint(event)
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VEVENT"]


# -- What is newer, and what has gone ---------------------------------------------------------


def test_a_change_keeps_the_name_and_raises_the_number(client, told):
    row = told()
    untouched_since(LONG_AGO)
    (before,) = events(client)
    row.date, row.changed_at = PreciseDate.parse("2017-04-12"), row.changed_at + timedelta(hours=1)
    row.save()
    (after,) = events(client)
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == date(2017, 4, 12)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 3600
    assert after.decoded("LAST-MODIFIED") == row.changed_at.replace(microsecond=0)


def test_a_new_name_of_the_show_is_a_change_too(client, told, jessica_jones):
    told()
    untouched_since(LONG_AGO)
    (before,) = events(client)
    jessica_jones.name = "AKA Jessica Jones"
    jessica_jones.save()
    (after,) = events(client)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_an_episode_that_leaves_a_day_does_not_take_the_number_down(client, jessica_jones):
    of = season(jessica_jones, 1)
    episodes(of, date(2017, 4, 20), date(2017, 4, 20))
    untouched_since(LONG_AGO)
    last = Episode.objects.get(number=2)
    numbers = []
    for hours, day in enumerate((20, 20, 27)):
        Episode.objects.filter(pk=last.pk).update(
            aired_on=date(2017, 4, day), changed_at=LONG_AGO + timedelta(hours=hours)
        )
        numbers.append(events(client)[0]["SEQUENCE"])
    assert numbers == [numbers[0], numbers[0] + 3600, numbers[0] + 7200]


@pytest.mark.parametrize("how", ["page", "action"])
def test_an_episode_that_is_deleted_is_a_change(client, jessica_jones, editor, how):
    of = season(jessica_jones, 1)
    episodes(of, date(2017, 4, 20), date(2017, 4, 20), date(2017, 4, 20))
    untouched_since(LONG_AGO)
    before = events(client)[0]["SEQUENCE"]
    client.force_login(editor)
    last = Episode.objects.get(number=3)
    if how == "page":
        client.post(reverse("admin:shows_episode_delete", args=[last.pk]), {"post": "yes"})
    else:
        action = {"action": "delete_selected", "_selected_action": [last.pk], "post": "yes"}
        client.post(reverse("admin:shows_episode_changelist"), action)
    assert summaries(client) == ["Jessica Jones, season 1: all 2 episodes"]
    assert events(client)[0]["SEQUENCE"] == before + (NOW - LONG_AGO) // timedelta(seconds=1)


def test_withdrawn_and_restored_the_number_only_rises(client, told):
    row = told()
    untouched_since(LONG_AGO)
    story, key, seen = Article.objects.get(), row.claim_id, events(client)
    workflow.withdraw(story, None)
    Milestone.objects.update(claim=None, changed_at=NOW - timedelta(hours=2))
    seen += events(client)
    workflow.restore(story, None)
    workflow.publish(Article.objects.get(), None)
    Milestone.objects.update(claim=key, changed_at=NOW - timedelta(hours=1))
    seen += events(client)
    assert [event["STATUS"] for event in seen] == ["TENTATIVE", "CANCELLED", "TENTATIVE"]
    assert len({str(event["UID"]) for event in seen}) == 1
    numbers = [event["SEQUENCE"] for event in seen]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("how", ["no claim", "taken out", "not live"])
def test_what_no_story_says_any_more_is_cancelled(client, told, how):
    row = told()
    if how == "no claim":
        row.claim = None
        row.save()
    elif how == "taken out":
        Claim.objects.all().delete()
    else:
        Claim.objects.update(live_at=None)
    (event,) = events(client)
    assert event["STATUS"] == "CANCELLED"
    assert event["DESCRIPTION"] == "No story says so any more."
    assert event["URL"] == "http://127.0.0.1:8000/shows/jessica-jones/season-2/"
    assert event.decoded("DTSTART") == date(2017, 4, 10)


@pytest.mark.parametrize(("days", "number"), [(89, 1), (91, 0)])
def test_calendars_hear_for_90_days_that_something_has_gone(client, told, days, number):
    row = told()
    row.claim, row.changed_at = None, NOW - timedelta(days=days)
    row.since = row.changed_at - timedelta(days=1)
    row.save()
    assert len(events(client, OF_SHOW)) == number


def test_what_readers_never_had_is_not_cancelled_before_them(client, told):
    """Scheduled for tomorrow, and withdrawn today."""
    row = told()
    row.claim, row.changed_at, row.since = None, NOW, NOW + timedelta(days=1)
    row.save()
    assert events(client, OF_SHOW) == []


def test_what_is_scheduled_is_there_at_its_moment(client, told, monkeypatch):
    told()
    later = NOW + timedelta(hours=3)
    untouched_since(LONG_AGO)
    Claim.objects.update(live_at=later)
    assert events(client) == []
    set_clock(monkeypatch, later)
    (event,) = events(client)
    assert event.decoded("LAST-MODIFIED") == later


# -- How much ---------------------------------------------------------------------------------


def test_the_site_s_calendar_reaches_90_days_back_and_two_years_ahead(client, jessica_jones):
    for number, days in enumerate((-91, -90, 730, 731), start=1):
        day = (NOW + timedelta(days=days)).date()
        season(jessica_jones, number, premiere=PreciseDate(day))
    assert summaries(client) == [f"Jessica Jones, season {n}: premiere" for n in (2, 3)]
    assert len(summaries(client, OF_SHOW)) == 4


def test_a_month_that_is_not_over_by_then_is_within_reach(client, told):
    told("premiere", "2017-01")  # 90 days ago was 11 January
    assert len(events(client)) == 1


def test_the_nearest_are_told_where_there_are_too_many(client, jessica_jones, monkeypatch):
    monkeypatch.setattr(files, "MOST", 2)
    for number, days in enumerate((-40, -20, 1, 30), start=1):
        day = (NOW + timedelta(days=days)).date()
        season(jessica_jones, number, premiere=PreciseDate(day))
    assert summaries(client) == [f"Jessica Jones, season {n}: premiere" for n in (2, 3)]


def test_each_calendar_has_its_own_shows_only(client, jessica_jones):
    franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    other = Show.objects.create(name="Luke Cage", slug="luke-cage", franchise=franchise)
    for show in (jessica_jones, other):
        of = season(show, 1, premiere=PreciseDate(date(2017, 4, 20)))
        episodes(of, date(2017, 4, 27))
    assert {name.partition(",")[0] for name in summaries(client, OF_SHOW)} == {"Jessica Jones"}
    marvel = summaries(client, "/franchises/marvel/calendar.ics")
    assert marvel == [
        "Luke Cage, season 1: premiere",
        "Luke Cage, season 1: episode 1, “Part 1”",
    ]
    assert len(summaries(client)) == 4


@pytest.mark.parametrize("address", [SITE, OF_SHOW, "/franchises/marvel/calendar.ics"])
def test_a_calendar_costs_the_same_for_one_and_for_three(
    client, press, jessica_jones, olv, mcuexchange, editor, address
):
    franchise = Franchise.objects.create(name="Marvel", slug="marvel")
    Show.objects.update(franchise=franchise)

    def more(number):
        of = season(jessica_jones, number, premiere=PreciseDate(date(2017, 4, 20)))
        episodes(of, date(2017, 4, 27))
        CountryPremiere.objects.create(
            season=of, country="GB", premiere_on=date(2017, 4, 21), premiere_precision="day"
        )
        told = {"says": "It", "show": jessica_jones, "season": of} | dated("2017-04-12")
        kinds = ("filming_began", "filming_wrapped", "premiere")
        claims = [told | {"kind": kind, "standing": "confirmed"} for kind in kinds]
        story = press.live(sources=[[olv, mcuexchange]], claims=claims)
        for claim in story.claims.all():
            milestone(claim)
        adopting.adopt(story.claims.get(kind="premiere"), editor, "premiere")

    more(1)
    one = count_queries(client, address)
    more(2)
    more(3)
    assert count_queries(client, address) == one


# -- Asked again ------------------------------------------------------------------------------


def test_whoever_asks_again_is_told_that_nothing_changed(client, told):
    row = told()
    untouched_since(LONG_AGO)
    first = client.get(SITE)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["X-Robots-Tag"] == "noindex"
    assert not first.cookies
    for asked in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        again = client.get(SITE, headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"]
    row.standing, row.changed_at = "confirmed", NOW
    row.save()
    for asked in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert client.get(SITE, headers=asked).status_code == 200


def test_what_has_left_with_the_day_is_news_to_who_asks_by_date_alone(
    client, jessica_jones, monkeypatch
):
    for number, day in enumerate((date(2017, 1, 11), date(2017, 4, 20)), start=1):
        season(jessica_jones, number, premiere=PreciseDate(day))
    untouched_since(NOW - timedelta(days=1))
    asked = {"If-Modified-Since": client.get(SITE)["Last-Modified"]}
    assert client.get(SITE, headers=asked).status_code == 304
    set_clock(monkeypatch, NOW + timedelta(days=1))
    answer = client.get(SITE, headers=asked)
    assert (answer.status_code, answer.content.count(b"BEGIN:VEVENT")) == (200, 1)


def test_head_and_nothing_else(client, told):
    told()
    assert client.head(SITE).status_code == 200
    assert client.post(SITE).status_code == 405


# -- Addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["shows", "franchises"])
@pytest.mark.parametrize("slug", ["nothing", "a" * 5000, "%00", "é", "..", "jessica_jones;"])
def test_calendars_of_nothing_are_unknown(client, jessica_jones, kind, slug):
    assert client.get(f"/{kind}/{slug}/calendar.ics").status_code == 404


def test_a_former_address_leads_on(client, jessica_jones):
    FormerAddress.objects.create(show=jessica_jones, slug="aka")
    answer = client.get("/shows/aka/calendar.ics")
    assert (answer.status_code, answer["Location"]) == (301, OF_SHOW)
    assert client.get("/franchises/aka/calendar.ics").status_code == 404


def test_an_empty_site_has_an_empty_calendar(client, db):
    calendar = read(client)
    assert calendar.walk("VEVENT") == []
    assert calendar["VERSION"] == "2.0"
