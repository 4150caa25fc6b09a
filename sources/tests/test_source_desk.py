"""Sources at the desk: their names and addresses, what is theirs on the web, and choosing one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import TrackRecord
from articles.tests.desk import at_desk, opened
from geekfeed.tests.reading import count_queries, read
from sources import renaming
from sources.forms import to_store
from sources.models import Domain, Former, Source


@pytest.fixture
def desk(editor):
    return at_desk(editor)


def form_of(source) -> str:
    return reverse("admin:sources_source_change", args=[source.pk])


def saved(desk, source, **changes):
    """What the page answers once the form is sent with these changes."""
    data = opened(desk, form_of(source))
    return desk.post(form_of(source), data | {name: [value] for name, value in changes.items()})


def complaints(page) -> list[str]:
    forms = [page.context["adminform"].form]
    forms += [form for rows in page.context["inline_admin_formsets"] for form in rows.formset.forms]
    return [str(e) for form in forms for errors in form.errors.values() for e in errors]


def former() -> set[tuple]:
    return set(Former.objects.values_list("slug", "name", "source__slug", "number"))


# -- Renaming ----------------------------------------------------------------------------------


def test_a_renamed_source_is_found_by_its_former_address_and_name(desk, olv):
    saved(desk, olv, name="OLV New York", slug="olv")
    assert former() == {("on-location-vacations", "On Location Vacations", "olv", None)}
    assert Source.objects.get().names == ["OLV New York", "On Location Vacations"]


def test_another_name_alone_leaves_the_address(desk, olv):
    saved(desk, olv, name="On Location")
    assert former() == set()
    assert Source.objects.get().names == ["On Location", "On Location Vacations"]


def test_saving_it_as_it_is_leaves_nothing(desk, olv):
    saved(desk, olv, description="They see trucks.")
    assert former() == set()
    assert Source.objects.get().names == ["On Location Vacations"]


def test_addresses_never_lead_to_one_that_leads_on(desk, olv):
    saved(desk, olv, slug="a")
    saved(desk, olv, slug="b")
    assert former() == {
        ("on-location-vacations", "On Location Vacations", "b", None),
        ("a", "On Location Vacations", "b", None),
    }


def test_renaming_back_takes_the_address_back(desk, olv):
    saved(desk, olv, name="OLV", slug="olv")
    saved(desk, olv, name="On Location Vacations", slug="on-location-vacations")
    assert former() == {("olv", "OLV", "on-location-vacations", None)}
    assert Source.objects.get().names == ["On Location Vacations", "OLV"]


def test_taking_the_address_of_a_merged_record_keeps_its_number(desk, olv):
    Former.objects.create(source=olv, slug="olv", name="OLV", number=77)
    saved(desk, olv, slug="olv")
    assert former() == {("on-location-vacations", "On Location Vacations", "olv", 77)}
    assert Source.objects.numbered([77]) == {77: olv}


@pytest.mark.parametrize("who", ["a new one", "another one"])
def test_nobody_takes_a_former_address_of_another(desk, olv, mcuexchange, who):
    saved(desk, olv, slug="olv")
    if who == "a new one":
        add = reverse("admin:sources_source_add")
        data = opened(desk, add) | {"name": ["OLV"], "slug": ["on-location-vacations"]}
        page = desk.post(add, data)
    else:
        page = saved(desk, mcuexchange, slug="on-location-vacations")
    assert complaints(page) == [
        "Links to this address lead to “On Location Vacations”, which had it once. Choose another "
        "one."
    ]
    assert not Source.objects.filter(slug="on-location-vacations").exists()


def test_other_names_have_their_room_and_no_more(olv):
    olv.aliases = "x" * 990
    assert renaming.call_also(olv, "OLV", "A name that is too long for the rest") is True
    assert olv.names[1:] == ["x" * 990, "OLV"]
    assert renaming.call_also(olv, "olv", "on location vacations") is False


# -- What is theirs on the web -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://www.x.com/OLV?lang=en", "x.com/olv"),
        ("twitter.com/OLV/status/85", "x.com/olv"),
        ("http://WWW.OnLocationVacations.com/2017/04/10/trucks/#more", "onlocationvacations.com"),
        ("https://news.olv.example/today", "news.olv.example"),
        ("onlocationvacations.com", "onlocationvacations.com"),
        (" OnLocationVacations.com/ ", "onlocationvacations.com"),
        ("tv.example/Trucks", "tv.example/trucks"),
        ("https://tv.example/trucks", "tv.example"),
        ("https://www.youtube.com/@OLV/videos", "youtube.com/@olv"),
        ("No address", "no address"),
    ],
)
def test_any_address_can_be_pasted(typed, stored):
    assert to_store(typed) == stored


def add_domain(desk, source, typed):
    number = source.domains.count()
    data = {
        "domains-TOTAL_FORMS": str(number + 1),
        f"domains-{number}-name": typed,
        f"domains-{number}-source": str(source.pk),
    }
    return saved(desk, source, **data)


def test_a_pasted_address_is_stored_bare(desk, olv):
    assert add_domain(desk, olv, "https://www.x.com/OLV?lang=en&" + "x" * 300).status_code == 302
    assert [domain.name for domain in Domain.objects.all()] == ["x.com/olv"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "https://x.com/OLV",
            "“x.com/olv” belongs to “MCUExchange”. Take it away there first, or merge the two "
            "sources if they are one.",
        ),
        ("https://x.com/", "“x.com” is everybody's. Add the account: “x.com/olv”."),
        (
            "trucks",
            "Write it bare and in small letters: “onlocationvacations.com”, or “x.com/olv” for an "
            "account.",
        ),
    ],
)
def test_what_cannot_be_theirs_is_said(desk, olv, mcuexchange, typed, said):
    Domain.objects.create(source=mcuexchange, name="x.com/olv")
    assert complaints(add_domain(desk, olv, typed)) == [said]


def test_what_is_theirs_already_can_be_saved_again(desk, olv):
    Domain.objects.create(source=olv, name="x.com/olv")
    assert saved(desk, olv).status_code == 302


# -- The list and the record -----------------------------------------------------------------


def test_the_list_says_what_rests_on_a_source_how_it_has_done_and_where_it_is(
    desk, press, olv, mcuexchange
):
    TrackRecord.objects.create(source=olv, came_true=2, denied=1)
    for name in ("onlocationvacations.com", "x.com/olv"):
        Domain.objects.create(source=olv, name=name)
    press.live(sources=[[olv], [mcuexchange, olv]])
    press.live(sources=[[mcuexchange, olv]])
    press.draft(sources=[[olv]])
    page = read(desk.get(reverse("admin:sources_source_changelist")))
    assert [
        [row.one(f".field-{cell}").text for cell in ("name", "stories", "record", "at")]
        for row in page.all("#result_list tbody tr")
    ] == [
        ["MCUExchange", "2", "Nothing settled yet", "-"],
        [
            "On Location Vacations",
            "2",
            "3 settled so far, 2 came true",
            "onlocationvacations.com, x.com/olv",
        ],
    ]


def test_the_list_costs_the_same_for_one_source_and_for_three(desk, press):
    counts = []
    for number in range(3):
        source = Source.objects.create(name=f"Source {number}", slug=f"source-{number}")
        Domain.objects.create(source=source, name=f"source{number}.com")
        TrackRecord.objects.create(source=source)
        press.live(sources=[[source]])
        counts.append(count_queries(desk, reverse("admin:sources_source_changelist")))
    assert counts[0] == counts[2]


def test_choosing_a_source_counts_no_stories(writer, olv):
    query = {"app_label": "articles", "model_name": "citation", "field_name": "tag", "term": ""}
    desk = at_desk(writer)
    with CaptureQueriesContext(connection) as asked:
        desk.get(reverse("admin:autocomplete"), query)
    assert not [one["sql"] for one in asked if "articles_citation" in one["sql"]]


def test_a_record_keeps_its_name_while_another_one_is_refused(desk, olv, mcuexchange):
    page = saved(desk, olv, name="MCUExchange")
    assert page.status_code == 200
    assert complaints(page)
    assert read(page).one("h1").text == "On Location Vacations"


# -- Choosing one ------------------------------------------------------------------------------

RECORDS = {
    "As origin: right 11 of 13 times": {"came_true": 11, "denied": 1, "superseded": 1},
    "As origin: right 0 of 10 times": {"denied": 10},
    "3 settled so far, 2 came true": {"came_true": 2, "denied": 1, "still_open": 4},
    "Nothing settled yet": {"still_open": 4},
}


@pytest.mark.parametrize("said", RECORDS)
def test_what_is_said_beside_a_source(olv, said):
    TrackRecord.objects.create(source=olv, **RECORDS[said])
    source = Source.objects.with_record().get()
    assert (source.beside, source.line) == (said, f"Publication. {said}")


def test_a_source_of_which_nothing_is_known_yet(olv):
    assert Source.objects.with_record().get().beside == "Nothing settled yet"


def test_a_studio_is_asked_for_no_record(olv):
    olv.kind = "official"
    assert (olv.beside, olv.line) == ("Official: the studio itself", "Official: the studio itself")


def offered(desk, term) -> list[dict]:
    query = {
        "app_label": "articles",
        "model_name": "citation",
        "field_name": "tag",
        "term": term,
    }
    return desk.get(reverse("admin:autocomplete"), query).json()["results"]


def test_an_entry_says_its_kind_and_its_record(writer, olv):
    TrackRecord.objects.create(source=olv, came_true=2, denied=1)
    assert offered(at_desk(writer), "location") == [
        {
            "id": str(olv.pk),
            "text": "On Location Vacations",
            "beside": "3 settled so far, 2 came true",
            "line": "Publication. 3 settled so far, 2 came true",
        }
    ]


def test_records_that_say_nothing_of_themselves_are_offered_as_ever(writer, jessica_jones):
    query = {"app_label": "articles", "model_name": "coverage", "field_name": "show"}
    found = at_desk(writer).get(reverse("admin:autocomplete"), query).json()["results"]
    assert found == [{"id": str(jessica_jones.pk), "text": "Jessica Jones"}]


@pytest.mark.parametrize(
    "term",
    [
        "olv",
        "trucks daily",
        "https://www.x.com/OLV/status/850",
        "x.com/olv",
        "https://blog.onlocationvacations.com/2017/04/trucks/",
        "http://www.onlocationvacations.com/x",
        "onlocationvac",
    ],
)
def test_a_source_is_found_by_whatever_somebody_has_of_it(desk, olv, mcuexchange, term):
    olv.aliases = "OLV"
    olv.save()
    Former.objects.create(source=olv, name="Trucks Daily", slug="trucks-daily")
    Domain.objects.create(source=olv, name="x.com/olv")
    Domain.objects.create(source=olv, name="onlocationvacations.com")
    Domain.objects.create(source=mcuexchange, name="x.com/mcuexchange")
    assert [entry["text"] for entry in offered(desk, term)] == ["On Location Vacations"]


def test_a_homepage_will_do(desk, olv, mcuexchange):
    found = offered(desk, "https://www.onlocationvacations.com/2017/04/trucks/")
    assert [entry["text"] for entry in found] == ["On Location Vacations"]


@pytest.mark.parametrize(
    "term", ["https://", "https://[", "a.b", "....", "https://x.com/%00", "É.com"]
)
def test_no_term_is_a_failure(desk, olv, term):
    assert offered(desk, term) == []


@pytest.mark.parametrize("count", [1, 3])
def test_offering_costs_the_same_for_one_and_for_three(
    writer, db, django_assert_num_queries, count
):
    for number in range(count):
        source = Source.objects.create(name=f"Source {number}", slug=f"s-{number}")
        TrackRecord.objects.create(source=source, came_true=number)
    desk = at_desk(writer)
    with django_assert_num_queries(6):
        assert len(offered(desk, "Source")) == count
