"""Reading a draft: what it finds in many sentences, and what it must never find or do."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import Draft, Found, FoundCitation, FoundClaim, FoundName, Named, dates, read
from articles.tests.sentences import (
    CASES,
    CATALOG,
    CHARACTERS,
    LOCATIONS,
    MONDAY,
    NUMBERS,
    PEOPLE,
    SEASON_NUMBERS,
    SHOWS,
    Case,
)
from geekfeed.lib.dates import PreciseDate
from shows.ledger import Kind, Standing

PRECISION, RECALL = 0.95, 0.85
RECORDS = {(t.kind, t.number): t.name for _name, t in (*SHOWS, *PEOPLE, *CHARACTERS, *LOCATIONS)}
OLV, MCUEXCHANGE = (NUMBERS["source", name] for name in ("On Location Vacations", "MCUExchange"))
JESSICA_JONES = NUMBERS["show", "Jessica Jones"].number
SEASON_2 = SEASON_NUMBERS[JESSICA_JONES, 2]


def said(*paragraphs: str, headline: str = "", about: tuple[int, ...] = (), today=MONDAY) -> Found:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return read(Draft(headline, "", body, about, today), CATALOG)


# -- The sentences ---------------------------------------------------------------------------


def named(source: Named) -> str:
    domain = f"({source.domain})" if source.domain else ""
    return source.name if source.number is not None else f"?{source.name}{domain}"


def chain(citation: FoundCitation) -> str:
    told = " via ".join(named(source) for source in (citation.origin, *citation.via))
    return f"{told} @ {citation.url}" if citation.url else told


def name(found: FoundName) -> str:
    kinds = "|".join(thing.kind for thing in found.candidates)
    return f"{kinds}: {found.candidates[0].name}"


def claim(found: FoundClaim) -> str:
    show = RECORDS["show", found.show] if found.show else "-"
    season = next((number for (_s, number), pk in SEASON_NUMBERS.items() if pk == found.season), 0)
    words = [found.kind, found.standing, f"{show}/{season}" if season else show]
    if found.kind in (Kind.CASTING, Kind.CREW):
        words.append(f"who={RECORDS['person', found.person] if found.person else '?'}")
    if found.character:
        words.append(f"as={RECORDS['character', found.character]}")
    if found.location:
        words.append(f"at={RECORDS['location', found.location]}")
    if found.date:
        words.append(f"on={written(found.date)}")
    if found.citation:
        words.append(f"<- {chain(found.citation)}")
    return " ".join(words)


def written(when: PreciseDate) -> str:
    if when.precision == "quarter":
        return f"{when.day.year}-Q{when.day.month // 3 + 1}"
    return when.isoformat()


def compared(case: Case, found: Found) -> tuple[Counter, Counter]:
    """What was expected and what was found, of what the case looks at."""
    expected, got = Counter(), Counter()
    for part, wanted, told in (
        ("citation", case.citations, map(chain, found.citations)),
        ("name", case.names, map(name, found.names)),
        ("claim", case.claims, map(claim, found.claims)),
    ):
        if wanted is not None:
            expected.update((part, words) for words in wanted)
            got.update((part, words) for words in told)
    return expected, got


def test_most_of_what_sentences_say_is_found_and_hardly_anything_else(capsys):
    right = wrong = missed = 0
    for case in CASES:
        expected, got = compared(case, read(case.draft, CATALOG))
        right += (expected & got).total()
        wrong += (got - expected).total()
        missed += (expected - got).total()
        if expected != got:
            print(f"{case.headline or case.text}\n  + {got - expected}\n  - {expected - got}")
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(
            f"\n{len(CASES)} sentences: precision {precision:.3f}, recall {recall:.3f} "
            f"({right} right, {wrong} wrong, {missed} missed)"
        )
    assert precision >= PRECISION
    assert recall >= RECALL


def test_of_what_must_not_be_found_nothing_is():
    """The traps: sentences that look like news and are none."""
    traps = [case for case in CASES if case.claims == ()]
    assert len(traps) > 100
    assert [case.text for case in traps if read(case.draft, CATALOG).claims] == []


# -- What counts most ------------------------------------------------------------------------


def test_a_chain_is_read_with_the_words_that_say_so_and_the_claim_rests_on_it():
    found = said(
        "According to On Location Vacations (via MCUExchange), production on the show’s second "
        "season began on April 10, 2017.",
        about=(JESSICA_JONES,),
    )
    assert [(c.origin, c.via, c.url) for c in found.citations] == [(OLV, (MCUEXCHANGE,), "")]
    assert found.citations[0].because.startswith("According to On Location Vacations (via MCUE")
    assert found.claims == [
        FoundClaim(
            says="Season 2 began filming",
            kind=Kind.FILMING_BEGAN.value,
            standing=Standing.REPORTED.value,
            show=JESSICA_JONES,
            season=SEASON_2,
            person=None,
            character=None,
            location=None,
            date=PreciseDate.parse("2017-04-10"),
            citation=found.citations[0],
            because=found.claims[0].because,
        )
    ]
    assert found.claims[0].citation is found.citations[0]
    assert "production on the show’s second season began" in found.claims[0].because


def test_a_headline_and_the_sentence_that_has_it_from_somebody_are_one_claim():
    found = said(
        "On Location Vacations reports that filming on season 2 began on Monday.",
        headline="Production Starts on Jessica Jones Season 2",
        about=(JESSICA_JONES,),
    )
    assert [claim(one) for one in found.claims] == [
        "filming_began reported Jessica Jones/2 on=2017-04-10 <- On Location Vacations"
    ]


def test_what_goes_on_with_a_report_rests_on_it_across_a_heading():
    found = said(
        "On Location Vacations has the news.",
        "According to On Location Vacations, the trailers are back.",
        "More from TV",
        "The report states that filming on Jessica Jones season 2 has begun.",
    )
    assert [chain(one.citation) for one in found.claims] == ["On Location Vacations"]


def test_somebody_s_words_are_not_ours():
    found = said("“Variety reports that Daredevil has been cancelled,” he read from his phone.")
    assert (found.citations, found.claims) == ([], [])


def test_a_person_is_a_source_only_if_recorded_as_one():
    assert said("Krysten Ritter said it was cold.").citations == []
    loeb = said("Jeph Loeb said it was cold.").citations
    assert [(one.origin.kind, one.origin.name) for one in loeb] == [("source", "Jeph Loeb")]


def test_a_source_that_nobody_knows_is_named_as_written_and_by_its_domain():
    url = "https://www.tracking-board.com/1"
    found = said(f'<a href="{url}">The Tracking Board</a> reports a change.', "Nobody knows why.")
    (one,) = found.citations
    assert one.origin == Named("source", None, "The Tracking Board", "tracking-board.com")
    assert one.url == url


@pytest.mark.parametrize(
    ("text", "guesses"),
    [
        ("According to Bleeding Cool, it is out.", ["Bleeding Cool"]),
        ("Collider reports that it is out.", ["Collider"]),
        ("According to Bleeding Cool (via Polygon), it is out.", ["Bleeding Cool"]),
        ("It is out (via Bleeding Cool).", []),
        ("According to BleedingCool.com, it is out.", []),
        ("According to Geek Weekly, it is out.", []),
        ('<a href="https://bleedingcool.com/1">Bleeding Cool</a> says it is out.', []),
    ],
)
def test_a_source_is_a_guess_where_only_its_place_speaks_for_it(text, guesses):
    chains = [(one.origin, *one.via) for one in said(text).citations]
    assert chains
    assert [named.name for chain in chains for named in chain if named.is_guess] == guesses


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Daredevil has been cancelled, according to Charlie Cox (via Deadline).", []),
        ("A fan site claims that Daredevil has been cancelled (via Deadline).", []),
        ("Dana Whitlock said Daredevil has been cancelled.", []),
        ("Daredevil has been cancelled, Charlie Cox said (via Deadline).", ["Deadline"]),
        ("According to insiders, Daredevil has been cancelled.", []),
    ],
)
def test_who_passed_it_on_is_not_who_said_it(text, cited):
    found = said(text)
    assert [chain(one) for one in found.citations] == cited
    assert [(one.citation, one.doubt) for one in found.claims] == [(None, "source")]


def test_what_is_told_without_anybody_is_in_no_doubt():
    assert [one.doubt for one in said("Daredevil has been cancelled.").claims] == [""]


def test_a_denial_rests_on_whoever_denies():
    found = said("Iron Fist has been cancelled, Variety claims. Netflix denied it.")
    assert [claim(one) for one in found.claims] == ["cancelled denied Iron Fist <- Netflix"]
    found = said("Variety claims that Iron Fist has been cancelled. That is not true.")
    assert [claim(one) for one in found.claims] == ["cancelled denied Iron Fist"]


@pytest.mark.parametrize(
    "after",
    [
        "Marvel denied that Luke Cage season 2 has begun filming.",
        "Deadline retracted its report that Luke Cage has been renewed.",
    ],
)
def test_what_is_denied_or_taken_back_of_another_show_is_not_of_this_one(after):
    found = said(f"According to Variety, The Defenders has wrapped. {after}")
    assert claim(found.claims[0]) == "filming_wrapped reported The Defenders <- Variety"


def test_a_season_among_several_shows_is_left_to_a_person():
    daredevil = NUMBERS["show", "Daredevil"].number
    found = said("Iron Fist is out. Season 2 has begun filming.", about=(daredevil,))
    assert [one.doubt for one in found.claims] == ["season"]
    assert [name(one) for one in found.names] == ["show: Iron Fist"]
    found = said("Daredevil is out. Season 2 has begun filming.", about=(daredevil,))
    assert [one.doubt for one in found.claims] == [""]
    assert [name(one) for one in found.names] == ["show: Daredevil", "season: Daredevil, season 2"]


def test_another_spelling_settles_who_is_meant_and_one_name_is_one_row():
    found = said("We like Jessica Jones. Marvel’s Jessica Jones is back.")
    assert [(one.text, name(one)) for one in found.names] == [
        ("Jessica Jones", "show|character: Jessica Jones"),
        ("Marvel’s Jessica Jones", "show: Jessica Jones"),
    ]
    again = said("Luke Cage is tired. The Luke Cage series was renewed.")
    assert [name(one) for one in again.names] == ["show|character: Luke Cage"]


def test_the_site_s_own_pages_are_no_citations(settings):
    settings.SITE_URL = "https://geekfeed.example"
    links = (
        "/2017/04/a/",
        "https://geekfeed.example/2017/04/a/",
        "//www.geekfeed.example/tv/",
        "#x",
    )
    assert said(*(f'<a href="{link}">Ours</a>' for link in links)).citations == []


def test_who_shares_a_name_with_a_show_is_for_a_person_to_choose():
    show, character = NUMBERS["show", "Luke Cage"], Named("character", 2, "Luke Cage")
    assert said("We like Luke Cage.").names == [FoundName("Luke Cage", (show, character))]
    assert said("We like the Luke Cage series.").names == [FoundName("Luke Cage", (show,))]
    in_italics = said("We like <em>Luke Cage</em>.", about=(show.number,))
    assert in_italics.names == [FoundName("Luke Cage", (show,))]


def test_a_season_that_nobody_recorded_is_no_name_but_may_be_renewed():
    found = said("Luke Cage has been renewed for a fourth season.")
    assert [one.text for one in found.names] == ["Luke Cage"]
    assert [(one.says, one.season) for one in found.claims] == [("Season 4 has been ordered", None)]


@pytest.mark.parametrize(
    ("when", "date_"),
    [
        ("on April 12, 2018", "2018-04-12"),
        ("on 12 April", "2017-04-12"),
        ("on Friday", "2017-04-14"),
        ("next Monday", "2017-04-17"),
        ("tomorrow", "2017-04-11"),
        ("in May", "2017-05"),
        ("in February", "2018-02"),
        ("in June 2018", "2018-06"),
        ("in spring 2018", "2018-Q2"),
        ("in the spring of 2018", "2018-Q2"),
        ("in summer 2018", "2018-Q3"),
        ("in late summer 2018", "2018-Q3"),
        ("in fall of 2018", "2018-Q4"),
        ("in autumn 2018", "2018-Q4"),
        ("in the summer", "2017-Q3"),
        ("in spring", "2017-Q2"),
        ("next spring", "2018-Q2"),
        ("this coming fall", "2017-Q4"),
        ("in early 2018", "2018"),
        ("in 2018", "2018"),
        ("next year", "2018"),
        ("later this year", "2017"),
        ("this fall", "2017-Q4"),
        ("in the fourth quarter of 2017", "2017-Q4"),
        ("next month", "2017-05"),
    ],
)
def test_a_date_is_as_exact_as_it_was_said(when, date_):
    (one,) = said(f"The Defenders premieres {when}.").claims
    assert written(one.date) == date_


@pytest.mark.parametrize(
    "when",
    [
        "soon",
        "next summer",
        "in the winter",
        "in winter 2018",
        "in winter 2017/18",
        "no earlier than 2018",
        "before 2018",
        "after June 2018",
        "in 2018 at the earliest",
        "on February 30, 2018",
        "on Mondays",
        "",
    ],
)
def test_what_could_be_any_day_is_no_date(when):
    assert said(f"The Defenders premieres {when}.").claims == []


@pytest.mark.parametrize(
    ("today", "when", "date_"),
    [
        (date(2017, 11, 28), "premieres in the summer", "2018-Q3"),
        (date(2017, 8, 1), "premieres in the summer", "2017-Q3"),
        (date(2017, 11, 28), "premiered in the summer", "2017-Q3"),
        (date(2017, 2, 1), "premiered in the fall", "2016-Q4"),
        (date(2017, 11, 28), "premieres next summer", "2018-Q3"),
        (date(2017, 4, 10), "premiered last summer", "2016-Q3"),
    ],
)
def test_a_season_of_the_year_is_the_one_that_the_day_of_the_draft_makes_it(today, when, date_):
    (one,) = said(f"The Defenders {when}.", today=today).claims
    assert written(one.date) == date_


def test_what_is_over_was_the_last_one_of_that_name():
    (one,) = said("Filming on The Defenders wrapped on Friday.").claims
    assert one.date == PreciseDate(date(2017, 4, 7))


def test_the_order_of_proposals_is_that_of_the_text():
    found = said(
        'Somebody <a href="https://deadline.com/1">saw</a> a door. Variety reports a fire.',
        "According to On Location Vacations, it is out.",
    )
    assert [chain(one) for one in found.citations] == [
        "Deadline @ https://deadline.com/1", "Variety", "On Location Vacations",
    ]  # fmt: skip


def test_what_a_citation_was_read_from_is_short_and_stands_in_the_text():
    text = "Nothing at all happened here for a long time. " * 3
    url = "https://deadline.com/1"
    found = said(f'{text}<a href="{url}">{text}</a>. According to Variety, {text}')
    assert [chain(one) for one in found.citations] == [f"Deadline @ {url}", "Variety"]
    assert all(0 < len(one.because) <= 80 for one in found.citations)


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("See https://deadline.com/1.", ["Deadline @ https://deadline.com/1"]),
        ("(www.deadline.com/1/)", ["Deadline @ https://www.deadline.com/1/"]),
        (
            "It began, says Deadline: https://deadline.com/1?a=b&amp;c=d, and went on.",
            ["Deadline @ https://deadline.com/1?a=b&c=d"],
        ),
        (
            "https://www.dailyplanet.com/2017/1",
            ["?dailyplanet.com(dailyplanet.com) @ https://www.dailyplanet.com/2017/1"],
        ),
        (
            '<a href="https://deadline.com/1">https://deadline.com/2</a>',
            ["Deadline @ https://deadline.com/1"],
        ),
        ("me@www.deadline.com, https:// and www.", []),
    ],
)
def test_an_address_that_is_no_link_is_read_as_one(text, citations):
    assert [chain(one) for one in said(text).citations] == citations


# -- Whatever the text is --------------------------------------------------------------------


def test_nothing_says_nothing():
    assert read(Draft("", "", "", (), MONDAY), CATALOG) == Found([], [], [])


PIECES = [
    "<p>", "</p>", "<em>", "</em>", '<a href="https://variety.com/1">', "</a>", "<blockquote>",
    ". ", "</blockquote>", "“", "”", '"', "(", ")", "(via ", "Jessica Jones", "season 2",
    "Variety", "?", " reports that ", " has begun filming ", "according to ", "The ", "A. ",
    "on Monday", "2018", "’s", "\ue001\U000f0000", "&amp;", "<", ">", " via ", ", ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_can_be_read(text):
    found = read(Draft(text[:200], text, text, (JESSICA_JONES, 99), MONDAY), CATALOG)
    told = {id(one) for one in found.citations}
    assert all(one.citation is None or id(one.citation) in told for one in found.claims)
    assert all(one.origin not in one.via for one in found.citations)
    assert all(one.says and len(one.says) <= 160 for one in found.claims)


@pytest.mark.parametrize(
    "piece",
    [
        "(", "((via ", "<p><em><a href='x'>", "“", '"', "…", ".", ". A", "A", "A ", "Aa ", "Aa’s ",
        "’s ", "The ", "the the ", "a. ", " has been", "Jessica Jones ", "season 2 ", "Variety ",
        "according to ", "according to Aa ", "via Aa, ", "\u0301", "-", "_", "1 ", "2018 ", "in ",
        "Jessica Jones, and ", "Variety reports Aa ", "is set to begin production on the ", "not ",
        '<a href="https://a.example/">b</a>', "<p>Variety said so.</p>",
        "production has begun. ", "filming ", "a\u0301", "‘a’s ", "&amp;",
    ],
)  # fmt: skip
def test_very_much_of_it_is_read_all_the_same(piece):
    body = piece * (40_000 // len(piece))
    found = read(Draft(piece * 30, piece * 60, body, (JESSICA_JONES,), MONDAY), CATALOG)
    assert isinstance(found, Found)


@pytest.mark.parametrize("piece", ["(", "Aa ", "<p>Variety said so.</p>"])
def test_half_a_million_characters_are_read_too_and_more_are_no_story(piece):
    for length in (499_000, 510_000):
        body = piece * (length // len(piece))
        found = read(Draft("Variety reports a fire", "", body, (), MONDAY), CATALOG)
        assert [chain(one) for one in found.citations] == ["Variety"]


DATES = [
    "on Monday, the 10th of April, 2017",
    "in the third quarter of 2018",
    "by the end of 2019",
    "later this year",
    "next month",
    "this coming year",
    "late-summer 2018",
    "yesterday",
    "2018-03-08",
    "for Sept. 30, 2016",
]
PADDING = st.text(alphabet="ab .,2'M", max_size=90)


@given(st.lists(st.tuples(PADDING, st.sampled_from(["", *DATES])), max_size=6))
def test_dates_are_found_as_if_every_sign_had_been_looked_at(parts):
    text = " ".join(f"{before} {said}" for before, said in parts)
    found = [(one.start, one.end) for one in dates.find(text)]
    assert found == [
        match.span(next((name for name in dates._BARE if match[name]), 0))
        for match in dates._SPOKEN.finditer(text)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:40] or case.headline[:40])
def test_so_are_those_of_the_sentences(case):
    for text in (case.text, case.headline):
        assert len(list(dates.find(text))) == len(list(dates._SPOKEN.finditer(text)))
