"""The desk's pages about claims: the list, the page of one, what the catalog has from them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from articles import adopting, workflow
from articles.models import Adoption, Claim
from articles.tests.desk import at_desk, said
from geekfeed.tests.cast import FIRST_DAY
from geekfeed.tests.reading import count_queries, read
from shows.models import Location, LocationUse, Season, Show

LIST = "/admin/articles/claim/"
ADOPTED = f"{LIST}adopted/"
MARCH = {"date_on": date(2018, 3, 1), "date_precision": "month"}


@pytest.fixture
def desk(editor):
    return at_desk(editor)


@pytest.fixture
def tell(press, season_2, olv, mcuexchange):
    """A live story with one claim; returns the claim."""

    def told(says="Season 2 premieres", at=1, **facts):
        claim = {"says": says, "kind": "premiere"} | MARCH
        claim |= {"show": season_2.show, "season": season_2} | facts
        chain = facts.pop("chain", [olv, mcuexchange])
        claim.pop("chain", None)
        when = FIRST_DAY + timedelta(days=at)
        return press.live(at=when, sources=[chain] if chain else [], claims=[claim]).claims.get()

    return told


def page_of(claim):
    return reverse("admin:articles_claim_page", args=[claim.key])


def sentences(answer):
    return read(answer).texts("#result_list tbody .field-claim a")


def adopt(desk, claim, field, **told):
    address = reverse("admin:articles_claim_adopt", args=[claim.key])
    offers = adopting.offers(Claim.objects.with_records().get(pk=claim.pk))
    seen = next((one.seen for one in offers if one.field == field), "")
    return desk.post(address, {"field": field, "seen": seen} | told, follow=True)


# -- The list ----------------------------------------------------------------------------------


def test_the_list_has_what_readers_have_newest_first(desk, tell, press, season_2):
    tell("The first")
    tell("The second", at=2)
    hidden = {"says": "Hidden", "kind": "other", "show": season_2.show}
    for how in (press.draft, press.in_review, press.scheduled, press.withdrawn):
        how(claims=[hidden])
    assert sentences(desk.get(LIST)) == ["The second", "The first"]
    assert sentences(desk.get(LIST, {"order": "oldest"})) == ["The first", "The second"]


def test_a_line_says_all_about_its_claim(desk, tell, editor):
    claim = tell()
    tell("Also", at=2, standing="confirmed", chain=None)
    adopting.adopt(claim, editor, "premiere")
    row = read(desk.get(LIST, {"order": "oldest"})).all("#result_list tbody tr")[0]
    assert row.one("th a")["href"] == page_of(claim)
    assert row.one("small .show").text == "Jessica Jones, season 2"
    assert row.one(".standing").text == "Reported"
    assert [cell.text for cell in row.all("td")[1:]] == [
        "Mar 2018",
        "On Location Vacations via MCUExchange",
        "Since confirmed In the catalog".replace(" In", "In"),
        "11 Apr 2017",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "casting"}, ["Krysten Ritter plays her"]),
        ({"standing": "denied"}, ["Never"]),
        ({"standing": "rumoured"}, []),
        ({"show": "luke-cage"}, ["Luke is back"]),
        ({"show": "Luke Cage"}, ["Luke is back"]),
        ({"source": "mcuexchange"}, ["Luke is back"]),
        (
            {"source": "on-location-vacations"},
            ["Luke is back", "Krysten Ritter plays her", "March"],
        ),
        ({"became": "settled"}, ["March"]),
        ({"became": "open"}, ["Luke is back", "Krysten Ritter plays her"]),
        ({"catalog": "could"}, ["Luke is back"]),
        ({"catalog": "has"}, []),
        ({"q": "krysten plays"}, ["Krysten Ritter plays her"]),
        ({"q": "KRYST"}, ["Krysten Ritter plays her"]),
        ({"q": "krysten march"}, []),
        ({"q": "%"}, []),
        ({"kind": "casting", "standing": "denied"}, []),
    ],
)
def test_filters_and_the_search_narrow_the_list(desk, tell, olv, query, found):
    luke = Show.objects.create(name="Luke Cage", slug="luke-cage", status="on_hiatus")
    tell("March", chain=[olv])
    tell("Never", at=2, standing="denied", chain=None)
    tell("Krysten Ritter plays her", at=3, kind="casting", chain=[olv])
    tell("Luke is back", at=4, kind="renewed", show=luke, season=None)
    assert sentences(desk.get(LIST, query)) == found


def test_what_was_taken_over_is_in_the_catalog_and_no_longer_for_it(desk, tell, editor):
    claim = tell()
    assert sentences(desk.get(LIST, {"catalog": "could"})) == ["Season 2 premieres"]
    adoption = adopting.adopt(claim, editor, "premiere")
    assert sentences(desk.get(LIST, {"catalog": "could"})) == []
    assert sentences(desk.get(LIST, {"catalog": "has"})) == ["Season 2 premieres"]
    adopting.undo(adoption, editor)
    assert sentences(desk.get(LIST, {"catalog": "has"})) == []


def test_the_list_is_leafed_through_without_missing_or_repeating(desk, tell, monkeypatch):
    from articles.admin.claims import ClaimAdmin

    monkeypatch.setattr(ClaimAdmin, "list_per_page", 2)
    for number in range(5):
        tell(f"Claim {number}", at=1, kind="other")  # all at the same moment
    found, address = [], LIST
    while address:
        page = read(desk.get(address))
        found += page.texts("#result_list tbody .field-claim a")
        older = page.all(".paginator a[rel=next]")
        address = LIST + older[0]["href"] if older else ""
    assert found == [f"Claim {number}" for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense",
        "standing=%00",
        "catalog=x",
        "became=x",
        "show=nothing",
        "source=%00",
        "order=x",
        "says__regex=(a*)*$",
        "article__body__icontains=x",
        "e=1",
    ],
)
def test_a_value_that_is_not_offered_leads_back_to_the_whole_list(desk, tell, query):
    tell()
    assert desk.get(f"{LIST}?{query}").status_code in (200, 302, 400)


@pytest.mark.parametrize("token", ["x", "%00", "W10", "A" * 2000])
def test_a_token_that_was_not_made_here_is_no_page(desk, tell, token):
    tell()
    assert desk.get(f"{LIST}?after={token}").status_code == 404
    assert desk.get(f"{ADOPTED}?after={token}").status_code == 404


def test_an_empty_desk_says_where_claims_come_from(desk, tv):
    assert "Claims are added where a story is written" in read(desk.get(LIST)).one(".nothing").text
    assert "Nothing has been taken over yet" in read(desk.get(ADOPTED)).one(".nothing").text


def test_three_lines_cost_what_one_costs_and_nothing_is_counted(desk, tell, editor, olv):
    def more(number):
        adopting.adopt(tell(f"Claim {number}", at=number, **dated(number)), editor, "premiere")

    def dated(number):
        return {"date_on": date(2017 + number, 1, 1), "date_precision": "year"}

    more(1)
    narrowed = f"{LIST}?kind=premiere&source=on-location-vacations&q=claim"
    costs = [count_queries(desk, address) for address in (LIST, narrowed, ADOPTED)]
    more(2)
    more(3)
    assert [count_queries(desk, address) for address in (LIST, narrowed, ADOPTED)] == costs
    assert costs[0] <= 14
    assert costs[1] <= 14
    assert costs[2] <= 10


# -- The page of one ---------------------------------------------------------------------------


def test_the_page_says_what_became_of_it_and_who_else_says_so(desk, tell):
    claim = tell()
    official = tell("It is official", at=2, standing="confirmed", chain=None)
    page = read(desk.get(page_of(claim)))
    assert page.one("h1").text == "Season 2 premieres"
    told = page.texts(".change")
    assert "Rests onOn Location Vacations via MCUExchange" in told
    assert [one for one in told if one.startswith("What became of it")] == [
        "What became of itSince confirmed It is official, March 2018 "
        "Our own reporting, 12 April 2017"
    ]
    assert page.texts(".same-fact a") == ["It is official"]
    assert ("It is official", page_of(official)) in page.links(".same-fact")
    assert ("Correct it everywhere", f"{page_of(claim)}correct/") in page.links(".rail")


def test_one_click_takes_it_over_and_the_way_back_stands_beside_the_words(desk, tell, season_2):
    claim = tell()
    assert read(desk.get(page_of(claim))).one("button.default").text == "Adopt"
    answer = adopt(desk, claim, "premiere")
    assert said(answer) == "The catalog says so now. Premiere: March 2018."
    page = read(answer)
    adoption = Adoption.objects.get()
    undo = reverse("admin:articles_claim_undo", args=[adoption.pk])
    assert page.one(".messagelist form")["action"] == undo
    assert page.all(".offer") == []
    assert page.all(".adoptions p")[0].text == "Premiere March 2018 Jessica Jones, season 2"
    answer = desk.post(undo, follow=True)
    assert said(answer) == "Undone. The catalog says what it said before."
    assert Season.objects.get(pk=season_2.pk).premiere is None
    assert read(answer).one(".offer button").text == "Adopt"


def test_a_claim_with_two_offers_has_two_buttons_and_one_is_filled(desk, tell, season_2):
    place = Location.objects.create(name="Tompkins Square", slug="tompkins-square")
    claim = tell(kind="filming_began", location=place, date_on=None, date_precision="")
    page = read(desk.get(page_of(claim)))
    assert page.texts(".offer button") == ["Adopt", "Adopt"]
    assert len(page.all("button.default")) == 1
    answer = adopt(desk, claim, "location")
    assert LocationUse.objects.get().season == season_2
    assert read(answer).texts(".offer button") == ["Adopt"]


def test_a_rumour_can_be_taken_over_with_open_eyes(desk, tell):
    page = read(desk.get(page_of(tell(standing="rumoured"))))
    assert page.one(".offer button")["class"] == "button"
    assert "It is a rumour; the catalog will say it as a fact." in page.texts(".offer p")


def test_what_has_changed_since_the_page_was_shown_is_said(desk, tell, season_2):
    claim = tell()
    answer = adopt(desk, claim, "premiere", seen="somebody else’s")
    assert "Look at it again." in said(answer)
    assert Season.objects.get(pk=season_2.pk).premiere is None


@pytest.mark.parametrize("field", ["", "nonsense", "status", "\x00", "a" * 5000])
def test_a_field_that_is_not_offered_is_refused(desk, tell, field):
    answer = adopt(desk, tell(), field)
    assert "nothing of that kind" in said(answer)
    assert not Adoption.objects.exists()


def test_a_claim_that_fell_is_marked_on_its_page_and_among_all_that_was_taken_over(
    desk, tell, editor
):
    claim = tell()
    adopting.adopt(claim, editor, "premiere")
    tell(at=2, standing="denied", chain=None)
    for address in (page_of(claim), ADOPTED):
        warning = read(desk.get(address)).one(".adoptions .warn").text
        assert warning == "No longer stands: look at it. It has been denied since."


def test_a_claim_that_its_story_took_out_can_still_be_undone(desk, tell, editor, season_2):
    claim = tell()
    adoption = adopting.adopt(claim, editor, "premiere")
    Claim.objects.filter(pk=claim.pk).delete()
    assert desk.get(page_of(claim)).status_code == 404
    page = read(desk.get(ADOPTED))
    assert page.one(".adoptions .says").text == "A claim that no story makes any more"
    desk.post(reverse("admin:articles_claim_undo", args=[adoption.pk]), {"all": "1"})
    assert Season.objects.get(pk=season_2.pk).premiere is None


def test_editors_still_reach_a_claim_whose_story_was_withdrawn(desk, tell, editor, writer):
    claim = tell()
    adopting.adopt(claim, editor, "premiere")
    workflow.withdraw(claim.article, editor)
    page = read(desk.get(page_of(claim)))
    assert page.one("#not-live").text.startswith("Readers do not have this claim")
    assert at_desk(writer).get(page_of(claim)).status_code == 404
    assert desk.get(f"{page_of(claim)}correct/").status_code == 404


def test_there_is_no_page_about_a_claim_that_is_not_there(desk, tv):
    for address in (f"{LIST}{uuid4()}/", f"{LIST}{uuid4()}/correct/", f"{LIST}x/"):
        assert desk.get(address).status_code == 404, address
    assert desk.post(f"{LIST}{uuid4()}/adopt/").status_code == 404
    for number in (987654, "9" * 30):
        assert desk.post(f"{ADOPTED}{number}/undo/").status_code == 404
        assert desk.get(f"{LIST}{number}/change/").status_code == 404


def test_what_a_story_says_is_text_and_no_html(desk, tell, editor):
    claim = tell("<script>x</script>")
    adopting.adopt(claim, editor, "premiere")
    for address in (LIST, page_of(claim), ADOPTED, f"{page_of(claim)}correct/"):
        html = desk.get(address).content.decode()
        assert "<script>x" not in html
        assert "&lt;script&gt;x" in html


def test_the_review_page_leads_to_the_claims_that_readers_have(desk, tell):
    claim = tell()
    page = read(desk.get(reverse("admin:articles_article_review", args=[claim.article_id])))
    assert page.links(".to-claims") == [("Season 2 premieres", page_of(claim))]


def test_three_of_everything_cost_what_one_costs(desk, tell, olv):
    claim = tell()
    tell("One more", at=2, chain=[olv])
    cost = count_queries(desk, page_of(claim))
    for number in (3, 4):
        tell(f"More {number}", at=number, chain=[olv])
    assert count_queries(desk, page_of(claim)) == cost
    assert cost <= 26
