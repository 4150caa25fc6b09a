"""What is proposed from what was read in a draft: exactly what the rows do not have."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from articles import proposals
from articles.models import Article, Claim
from articles.proposals import Choice, Known
from articles.reading import Found, FoundCitation, FoundClaim, FoundName, Named
from articles.state import empty
from geekfeed.lib.dates import PreciseDate
from shows import ledger

OLV = Named("source", 1, "On Location Vacations")
MCU = Named("source", 2, "MCUExchange")
CRUSH = Named("source", None, "screencrush.com", "screencrush.com")
SHOW = Named("show", 3, "Jessica Jones")
HER = Named("character", 4, "Jessica Jones")
SEASON = Named("season", 5, "Jessica Jones, season 2")
KEY = "7f0e3b1c-0000-4000-8000-000000000001"
EARLIER = UUID("c2000000-0000-4000-8000-000000000002")
CITED = FoundCitation(OLV, (MCU,), "", "according to On Location Vacations (via MCUExchange)")
LINKED = FoundCitation(CRUSH, (), "https://screencrush.com/a/", "Here is more")
FILMING = FoundClaim(
    says="Season 2 began filming",
    kind="filming_began",
    standing="reported",
    show=3,
    season=5,
    person=None,
    character=None,
    location=None,
    date=PreciseDate(date(2017, 4, 10)),
    citation=CITED,
    because="began filming",
)
PREMIERE = replace(
    FILMING,
    says="Season 2 premieres",
    kind="premiere",
    standing="denied",
    date=PreciseDate(date(2017, 1, 1), "year"),
    citation=None,
)
NAMES = {(n.kind, n.number): n.name for n in (OLV, MCU, SHOW, HER, SEASON)}


def known(**facts) -> Known:
    today = {1: 1, 2: 2}
    return replace(Known(names=dict(NAMES), seasons={5: 3}, today=today), **facts)


def found(*, citations=(), names=(), claims=()) -> Found:
    return Found(list(citations), list(names), list(claims))


def state(headline="", **rows):
    made = empty()
    made["fields"]["headline"] = [headline]
    for prefix, row in rows.items():
        cells = {cell: v if isinstance(v, list) else [str(v)] for cell, v in row.items()}
        made["rows"][prefix] = [{"key": KEY} | cells | {"key": KEY}]
    return made


def proposed(read, typed=None, about=None):
    return proposals.propose(typed or state(), read, about or known())


def told(read, typed=None, about=None):
    return [(one.kind, one.label) for one in proposed(read, typed, about)]


def test_a_citation_is_proposed_with_its_chain_its_words_and_its_record():
    [one] = proposed(found(citations=[CITED]), about=known(records={1: "As origin: right 1 of 2"}))
    assert (one.kind, one.label, one.record) == (
        "cite",
        "On Location Vacations via MCUExchange",
        "As origin: right 1 of 2",
    )
    assert one.why == "“according to On Location Vacations (via MCUExchange)”"
    [way] = one.ways
    assert (way.label, way.adds.kind, way.adds.key) == ("Cite", "citations", "")
    assert way.adds.cells == {
        "tag": (Choice("1", "On Location Vacations"),),
        "via": (Choice("2", "MCUExchange"),),
        "url": "",
    }


def test_an_unknown_source_is_recorded_and_cited_by_whoever_may():
    [one] = proposed(found(citations=[LINKED]))
    crush = (Choice("", "Screencrush", "screencrush.com"),)
    assert (one.why, one.unnamed) == ("New source: screencrush.com, a link you pasted", crush)
    assert (one.ways[0].label, one.is_plain) == ("Add and cite", True)
    assert one.ways[0].adds.cells["tag"] == crush
    [one] = proposed(found(citations=[LINKED]), about=known(may_add_sources=False))
    assert (one.asks, one.is_plain) == (
        "screencrush.com is not on the list of sources. Ask an editor to add it.",
        False,
    )


def test_an_unknown_source_is_called_as_the_link_to_it_says():
    typed = state()
    link = '<a href="https://screencrush.com/b/">ScreenCrush</a>'
    typed["fields"]["body"] = [f'<p><a href="https://screencrush.com/a/">More</a>, {link}.</p>']
    [one] = proposed(found(citations=[LINKED]), typed)
    crush = (Choice("", "ScreenCrush", "screencrush.com"),)
    assert (one.label, one.unnamed) == ("ScreenCrush", crush)


def test_a_source_of_which_the_text_gives_only_the_name_can_be_renamed_too():
    planet = Named("source", None, "The Daily Planet")
    [one] = proposed(found(citations=[FoundCitation(planet, (OLV,), "", "says the")]))
    assert one.unnamed == (Choice("", "The Daily Planet", ""),)


def test_a_page_of_everybody_s_is_nobody_s_source():
    tweet = Named("source", None, "x.com", "x.com")
    assert told(found(citations=[FoundCitation(tweet, (), "https://x.com/i/1", "")])) == []


@pytest.mark.parametrize(
    ("citation", "row"),
    [
        (CITED, {"tag": 1}),
        (CITED, {"tag": 9, "via": ["1"]}),
        (LINKED, {"tag": 9, "url": "http://www.screencrush.com/a#more"}),
    ],
)
def test_what_is_cited_is_not_proposed(citation, row):
    assert told(found(citations=[citation]), state(citations=row)) == []


def test_a_source_that_was_merged_is_cited_under_its_number_of_today():
    typed = state(citations={"tag": 8})
    assert told(found(citations=[CITED]), typed, known(today={8: 1, 1: 1})) == []


def test_a_claim_has_every_cell_of_its_row_and_needs_its_citation():
    citation, subject, claim = proposed(found(citations=[CITED], claims=[FILMING]))
    assert [one.kind for one in (citation, subject, claim)] == ["cite", "subject", "claim"]
    assert (claim.label, claim.why) == (
        "Season 2 began filming, 10 April 2017",
        "Jessica Jones, season 2, On Location Vacations via MCUExchange",
    )
    assert (claim.needs, claim.standing) == (citation.id, "reported")
    assert claim.ways[0].adds.cells == {
        "says": "Season 2 began filming",
        "kind": "filming_began",
        "standing": "reported",
        "show": (Choice("3", "Jessica Jones"),),
        "season": (Choice("5", "Jessica Jones, season 2"),),
        "date_on": "2017-04-10",
        "date_precision": "day",
    }


def test_a_claim_rests_on_the_citation_that_stands_there():
    typed = state(citations={"tag": 1}, coverage={"show": 3})
    [claim] = proposed(found(citations=[CITED], claims=[FILMING]), typed)
    assert (claim.needs, claim.ways[0].adds.cells["rests_on"]) == ("", KEY)


def test_a_claim_on_a_source_that_cannot_be_added_waits_for_it():
    read = found(citations=[LINKED], claims=[replace(FILMING, citation=LINKED)])
    claim = proposed(read, about=known(may_add_sources=False))[-1]
    assert (claim.asks, claim.is_plain) == ("Its source is not on the list yet.", False)


def test_what_the_catalog_has_is_not_added_with_the_rest_nor_settles_anything():
    stands = known(stands={PREMIERE}, earlier=[earlier(YEAR)])
    read = found(claims=[PREMIERE])
    [claim] = [one for one in proposed(read, about=stands) if one.kind != "subject"]
    assert (claim.stands, claim.is_plain, len(claim.ways)) == ("The catalog has this.", False, 1)


def test_the_season_of_what_the_catalog_has_is_not_what_the_story_is_about():
    about = known(seasons={5: 3, 7: 3}, stands={TWO_SEASONS[1]})
    subject = proposed(found(claims=TWO_SEASONS), about=about)[0]
    assert (subject.kind, subject.label) == ("subject", "Jessica Jones, season 2")


ROW = {
    "says": "Cameras roll",
    "kind": "filming_began",
    "standing": "rumoured",
    "show": 3,
    "season": 5,
    "date_on": "2017-04-10",
    "date_precision": "day",
}


@pytest.mark.parametrize(
    ("row", "is_new"),
    [
        (ROW, False),
        (ROW | {"date_on": "2017-04-11"}, True),
        (ROW | {"kind": "filming_wrapped"}, True),
        (ROW | {"standing": "denied"}, True),
        (ROW | {"season": ""}, True),
    ],
)
def test_a_claim_of_the_same_fact_and_date_is_not_proposed(row, is_new):
    typed = state(claims=row, coverage={"show": 3})
    claims = [one for one in proposed(found(claims=[FILMING]), typed) if one.kind == "claim"]
    assert bool(claims) == is_new


def test_a_casting_that_somebody_has_worded_otherwise_is_still_there():
    role = {"person": 6, "character": 8}
    casting = replace(FILMING, kind="casting", says="X plays Y", date=None, **role)
    row = {"says": "X!", "kind": "casting", "standing": "reported", "show": 3, "season": 5} | role
    about = known(names=NAMES | {("person", 6): "X", ("character", 8): "Y"})
    both = found(claims=[casting])
    assert "claim" not in [k for k, _ in told(both, state(claims=row), about)]
    for other in ({"person": 7}, {"character": 9}):
        assert "claim" in [k for k, _ in told(both, state(claims=row | other), about)]


def test_a_story_is_about_what_its_claims_or_its_headline_are_about():
    read = found(claims=[FILMING])
    [subject] = [one for one in proposed(read) if one.kind == "subject"]
    assert subject.ways[0].adds.cells == {
        "show": (Choice("3", "Jessica Jones"),),
        "season": (Choice("5", "Jessica Jones, season 2"),),
    }
    assert "subject" not in [kind for kind, _ in told(read, state(coverage={"show": 3}))]
    names = found(names=[FoundName("Jessica Jones", (SHOW,))])
    headed = state("Jessica Jones is back", coverage={"show": 9})
    assert told(names, headed) == [("subject", "Jessica Jones"), ("link", "Jessica Jones")]
    assert told(names, state("It is back", coverage={"show": 9})) == [("link", "Jessica Jones")]


FIRST = Named("season", 7, "Jessica Jones, season 1")
TWO_SEASONS = [FILMING, replace(FILMING, kind="premiere", season=7, date=None)]


@pytest.mark.parametrize(
    ("headline", "kept", "about"),
    [
        ("Jessica Jones Season 2 Begins Filming", {}, "Jessica Jones, season 2"),
        ("Season 2, not season 1", {}, "Jessica Jones"),
        ("Cameras Roll", {"claims": ROW}, "Jessica Jones, season 2"),
        ("Cameras Roll", {}, "Jessica Jones"),
        ("On season 1", {"claims": ROW}, "Jessica Jones, season 1"),
    ],
)
def test_the_season_of_the_headline_wins_then_that_of_the_claims_that_are_kept(
    headline, kept, about
):
    names = [
        FoundName("Jessica Jones Season 2" if "Jones" in headline else "Season 2", (SEASON,)),
        FoundName("season 1", (FIRST,)),
    ]
    both = known(names=NAMES | {("season", 7): FIRST.name}, seasons={5: 3, 7: 3})
    read = found(names=names, claims=TWO_SEASONS)
    subjects = [
        one.label for one in proposed(read, state(headline, **kept), both) if one.kind == "subject"
    ]
    assert subjects == [about]


def test_a_story_is_about_the_season_of_a_claim_that_was_typed_by_hand():
    [subject] = proposed(found(), state(claims=ROW))
    assert subject.ways[0].adds.cells == {
        "show": (Choice("3", "Jessica Jones"),),
        "season": (Choice("5", "Jessica Jones, season 2"),),
    }


def test_the_only_show_of_the_text_is_the_subject_of_a_story_without_one():
    names = found(names=[FoundName("Jessica Jones", (SHOW,))])
    assert told(names) == [("subject", "Jessica Jones"), ("link", "Jessica Jones")]


def test_an_ambiguous_name_is_a_person_s_choice():
    [one] = proposed(found(names=[FoundName("Jessica Jones", (SHOW, HER))]))
    assert (one.label, one.why, one.is_plain) == ("Jessica Jones", "which one is meant?", False)
    assert [(str(way.label), way.adds.cells) for way in one.ways] == [
        ("Show", {"show": (Choice("3", "Jessica Jones"),)}),
        ("Character", {"character": (Choice("4", "Jessica Jones"),)}),
    ]
    typed = state(mentions={"character": 4})
    assert told(found(names=[FoundName("Jessica Jones", (SHOW, HER))]), typed) == []


def test_a_source_is_linked_only_where_it_is_not_cited():
    names = [FoundName("OLV", (OLV,))]
    [one] = proposed(found(names=names))
    assert (one.kind, one.why) == ("link", "source, written “OLV”")
    assert told(found(names=names), state(citations={"tag": 1})) == []
    assert [kind for kind, _ in told(found(names=names, citations=[CITED]))] == ["cite"]


def test_a_record_that_has_gone_is_proposed_nowhere():
    read = found(
        citations=[CITED], claims=[FILMING], names=[FoundName("Jessica Jones", (SHOW, HER))]
    )
    assert told(read, about=known(names={})) == []


def test_the_same_text_has_the_same_names_again():
    read = found(citations=[CITED, LINKED], claims=[FILMING, PREMIERE])
    ids = [one.id for one in proposed(read)]
    assert ids == [one.id for one in proposed(read)]
    assert len(set(ids)) == len(ids)
    typed = state(citations={"tag": 1})
    assert proposed(found(citations=[CITED], claims=[FILMING]), typed)[-1].id in ids
    other = found(claims=[replace(FILMING, date=None)])
    assert proposed(other)[-1].id not in ids


# -- What is left to a person -------------------------------------------------------------------

COOL = Named("source", None, "Bleeding Cool", is_guess=True)
GUESSED = FoundCitation(COOL, (MCU,), "", "according to Bleeding Cool (via MCUExchange)")


def certain(read, typed=None, about=None):
    return [(one.kind, one.is_plain) for one in proposed(read, typed, about)]


def test_a_guessed_source_is_offered_as_new_and_what_rests_on_it_waits_for_it():
    claim = replace(FILMING, citation=GUESSED)
    cite, _subject, rests = proposed(found(citations=[GUESSED], claims=[claim]))
    assert (cite.label, str(cite.ways[0].label), cite.why) == (
        "Bleeding Cool via MCUExchange",
        "Add and cite",
        "New source: “according to Bleeding Cool (via MCUExchange)”",
    )
    assert (cite.is_plain, rests.is_plain, rests.needs) == (False, False, cite.id)


def test_a_claim_whose_source_cannot_be_told_says_so():
    rests = proposed(found(claims=[replace(FILMING, citation=None, doubt="source")]))[-1]
    assert (rests.why, rests.is_plain) == (
        "Jessica Jones, season 2, the source that the text names cannot be read: "
        "choose it in the claim",
        False,
    )


def test_a_claim_whose_source_cannot_be_cited_rests_on_nothing():
    account = FoundCitation(Named("source", None, "x.com", "x.com"), (), "https://x.com/i/1", "")
    read = found(citations=[account], claims=[replace(FILMING, citation=account)])
    assert certain(read, state(coverage={"show": 3})) == [("claim", False)]


def test_a_claim_of_perhaps_another_show_s_season_makes_no_subject():
    read = found(claims=[replace(FILMING, citation=None, doubt="season")])
    [claim] = proposed(read)
    assert (claim.why, claim.is_plain) == (
        "Jessica Jones, season 2, no source read; is it the season of this show?",
        False,
    )


def test_whoever_passed_it_on_is_not_who_said_it_where_their_page_is_cited():
    url = "https://mcuexchange.com/1"
    told_by = FoundCitation(OLV, (MCU,), url, "according to On Location Vacations")
    typed = state(citations={"tag": 2, "url": url}, coverage={"show": 3})
    read = found(citations=[told_by], claims=[replace(FILMING, citation=told_by)])
    assert certain(read, typed) == [("cite", False), ("claim", False)]


# -- What is settled ---------------------------------------------------------------------------


def earlier(when, **facts) -> Claim:
    told = {"says": "Season 2 premieres", "kind": "premiere", "standing": "reported"}
    claim = Claim(key=EARLIER, show_id=3, season_id=5, **told | facts)
    claim.date = when
    claim.fact = ledger.fact_key(claim)
    claim.article = Article(headline="An old story")
    return claim


YEAR = PreciseDate.parse("2017")


@pytest.mark.parametrize(
    ("standing", "when", "answer"),
    [
        ("denied", "2017", "denies"),
        ("denied", "2018", None),
        ("confirmed", "2017-11", "confirms"),
        ("confirmed", "2018", "supersedes"),
        ("reported", "2017", None),
    ],
)
def test_an_open_claim_is_settled_by_what_is_confirmed_or_denied(standing, when, answer):
    claim = replace(PREMIERE, standing=standing, date=PreciseDate.parse(when))
    read = found(claims=[claim])
    about = known(earlier=[earlier(YEAR)])
    settles = [one for one in proposed(read, about=about) if one.kind == "settle"]
    assert [one.ways[0].adds.cells["answer"] for one in settles] == ([answer] if answer else [])


@pytest.mark.parametrize(
    ("kind", "standing", "when", "earlier_when", "is_plain"),
    [
        ("premiere", "confirmed", "2017", "2017", True),
        ("premiere", "confirmed", "2017-11", "2017", False),
        ("premiere", "confirmed", None, "2017", False),
        ("premiere", "confirmed", "2018", "2017", False),
        ("premiere", "denied", "2017", "2017", True),
        ("premiere", "denied", "2017", "2017-11", False),
        ("filming_began", "denied", None, "2017-11-28", False),
        ("filming_began", "denied", None, None, True),
        ("cancelled", "denied", None, "2017-11-28", True),
        ("cancelled", "confirmed", None, None, True),
    ],
)
def test_only_what_is_settled_in_plain_words_is_settled_with_the_rest(
    kind, standing, when, earlier_when, is_plain
):
    date_, earlier_date = (PreciseDate.parse(day) if day else None for day in (when, earlier_when))
    claim = replace(PREMIERE, kind=kind, standing=standing, date=date_)
    about = known(earlier=[earlier(earlier_date, kind=kind)])
    settles = [one for one in proposed(found(claims=[claim]), about=about) if one.kind == "settle"]
    assert [one.is_plain for one in settles] == [is_plain]


def test_what_a_doubtful_claim_settles_is_left_to_a_person():
    about = known(earlier=[earlier(YEAR)])
    claim = replace(PREMIERE, doubt="source")
    assert certain(found(claims=[claim]), state(coverage={"show": 3}), about) == [
        ("claim", False),
        ("settle", False),
    ]


def test_a_found_claim_comes_in_with_what_it_settles():
    about = known(earlier=[earlier(YEAR)])
    _subject, claim, settles = proposed(found(claims=[PREMIERE]), about=about)
    assert settles.label == "Settles: “Season 2 premieres, 2017” (An old story)"
    assert settles.why == "“Season 2 premieres, 2017” denies it"
    assert (settles.needs, settles.ways[0].adds.key) == (claim.id, "")
    assert settles.ways[0].adds.cells["answers"] == (
        Choice(str(EARLIER), "Season 2 premieres, 2017"),
    )


def test_a_typed_claim_settles_in_its_own_row_and_once():
    row = {"says": "Not so", "kind": "premiere", "standing": "denied", "show": 3, "season": 5}
    about = known(earlier=[earlier(YEAR)])
    covered = {"show": 3}
    [settles] = proposed(found(), state(claims=row, coverage=covered), about)
    assert (settles.needs, settles.ways[0].adds.key) == ("", KEY)
    answered = row | {"answers": str(EARLIER), "answer": "denies"}
    assert proposed(found(), state(claims=answered, coverage=covered), about) == []
