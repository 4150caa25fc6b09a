"""What differs between two states of a story: in the form's words, marked word by word, and safe
whatever a browser sent."""

import copy
import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles import state as states
from articles.compare import compare, whole
from articles.compare.body import MOST_TAGS, compare_bodies
from articles.compare.sequences import Budget, runs
from articles.compare.words import marked
from articles.models import Article, RelatedStory
from articles.state import VERB_FIELDS
from geekfeed.tests.cast import picture
from shows.models import Season, Show
from sources.models import Source

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def told(**fields):
    """A state of a few fields, each of one value."""
    return {"fields": {name: [value] for name, value in fields.items()}, "rows": {}}


def of_rows(prefix, *rows):
    return {"fields": {}, "rows": {prefix: list(rows)}}


def row(key, **cells):
    values = {n: v if isinstance(v, list) else [str(getattr(v, "pk", v))] for n, v in cells.items()}
    return {"key": key} | values


def only(changes):
    (change,) = changes
    return change


def both(old, new):
    """The bodies, their marked parts after one another; what is folded in brackets."""
    parts = compare_bodies(old, new).parts
    return [f"[{part.folded}]" if part.folded else part.note or str(part.both) for part in parts]


# -- Words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Season 2", "Season 2, at last", "Season 2<ins>, at last</ins>"),
        ("in the can, now", "wrapped, now", "<del>in the can</del> <ins>wrapped</ins>, now"),
        ("It starts now", "It all starts now", "It <ins>all</ins> starts now"),
        ("Now it starts here", "it starts here", "<del>Now</del> it starts here"),
        ("one , two three", "one, two three", "one <del>,</del><ins>,</ins> two three"),
        ("", "Words", "<ins>Words</ins>"),
        ("Words", "", "<del>Words</del>"),
        ("the same  words", "the same words", "the same words"),
        ("a < b & c", "a < b & d", "a &lt; b &amp; <del>c</del> <ins>d</ins>"),
        # With next to nothing in common the old text is not chopped to pieces.
        (
            "Crews came by night and left by noon in the city",
            "Nobody at all would say one word about it today or ever after in the city",
            "<del>Crews came by night and left by noon in the city</del> "
            "<ins>Nobody at all would say one word about it today or ever after in the city</ins>",
        ),
    ],
)
def test_changed_words_are_marked(old, new, expected):
    assert marked(old, new).both == expected


def test_each_side_keeps_its_own_words():
    text = marked("It was in the can, she said", "It was wrapped, she said")
    assert text.old == "It was <del>in the can</del>, she said"
    assert text.new == "It was <ins>wrapped</ins>, she said"
    assert (text.count("del"), text.count("ins")) == (3, 1)


def test_a_word_that_stayed_between_changes_is_read_with_them():
    text = marked("He ran very far the other day", "He took some very long walks the other day")
    assert text.both == (
        "He <del>ran very far</del> <ins>took some very long walks</ins> the other day"
    )


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd")))
def test_what_runs_say_is_both_sequences(old, new):
    found = list(runs(old, new, Budget()))
    assert [item for run in found for item in old[run.old]] == old
    assert [item for run in found for item in new[run.new]] == new
    assert all(old[run.old] == new[run.new] for run in found if run.same)


def test_the_shortest_way_is_found():
    same = [run.old for run in runs(list("ABCABBA"), list("CBABAC"), Budget()) if run.same]
    assert sum(part.stop - part.start for part in same) == 4  # Myers' own example


def test_what_there_is_no_budget_for_counts_as_replaced():
    old, new = list("xABABABABx"), list("xBABBABAABx")
    found = [(run.same, run.old, run.new) for run in runs(old, new, Budget(5))]
    assert found == [
        (True, slice(0, 1), slice(0, 1)),
        (False, slice(1, 7), slice(1, 8)),
        (True, slice(7, 10), slice(8, 11)),
    ]


# -- The body ----------------------------------------------------------------------------------

FOUR = "".join(f"<p>Paragraph {word} is as it was.</p>" for word in ("one", "two", "three", "four"))


def test_what_stayed_is_folded():
    assert both(f"{FOUR}<p>It ends well.</p>", f"{FOUR}<p>It ends badly.</p>") == [
        "[4 paragraphs as they were]",
        "<p>It ends <del>well</del> <ins>badly</ins>.</p>",
    ]
    assert both("<h2>A</h2><p>B</p><p>C d</p>", "<h2>A</h2><p>B</p><p>C e</p>")[0] == (
        "[2 parts as they were]"
    )
    assert both("<p>A</p><p>C d</p>", "<p>A</p><p>C e</p>")[0] == "[1 paragraph as it was]"


def test_a_body_that_says_the_same_in_other_lines_has_not_changed():
    old = "<ul>\n\t<li>One</li>\n</ul>\n\n<p>Two\nthree</p>"
    assert not compare_bodies(old, "<ul><li>One</li></ul><p>Two three</p>").differs


def test_paragraphs_come_and_go_whole():
    assert both(FOUR, f"{FOUR}<p>Something else entirely.</p>") == [
        "[4 paragraphs as they were]",
        "<p><ins>Something else entirely.</ins></p>",
    ]
    assert both(f"{FOUR}<p>Gone.</p>", FOUR)[1] == "<p><del>Gone.</del></p>"


def test_a_new_version_is_shown_in_the_old_one_s_place_and_a_new_paragraph_beside_it():
    old = "<p>The crew has set up on Broadway.</p>"
    new = "<p>Nobody had expected rain.</p><p>The crew has set up on West 101st.</p>"
    assert both(old, new) == [
        "<p><ins>Nobody had expected rain.</ins></p>",
        "<p>The crew has set up on <del>Broadway</del> <ins>West 101st</ins>.</p>",
    ]


def test_a_paragraph_that_moved_is_no_change_of_words():
    bodies = compare_bodies(f"<p>This one moves.</p>{FOUR}", f"{FOUR}<p>This one moves.</p>")
    assert [part.note or part.folded for part in bodies.parts] == [
        "Moved from here",
        "4 paragraphs as they were",
        "Moved here, as it was",
    ]
    assert (bodies.added, bodies.removed) == (0, 0)
    assert [str(part.both) for part in bodies.parts if part.note] == ["", "<p>This one moves.</p>"]


def test_words_that_are_set_otherwise_are_marked():
    assert both("<p>It is very good indeed.</p>", "<p>It is <em>very</em> good indeed.</p>") == [
        "<p>It is <del>very</del> <ins><em>very</em></ins> good indeed.</p>"
    ]


def test_a_link_that_leads_elsewhere_says_where_it_leads():
    old = '<p>So says <a href="/sources/a/">ScreenCrush</a> today.</p>'
    (shown,) = both(old, old.replace("/a/", "/b/"))
    assert shown == (
        '<p>So says <del><a href="/sources/a/" rel="noopener">ScreenCrush</a></del> '
        '<ins><a href="/sources/b/" rel="noopener">ScreenCrush</a> '
        '<small class="to">/sources/b/</small></ins> today.</p>'
    )


def test_lists_quotations_figures_and_tables_change_in_place():
    assert both(
        "<ul><li>One thing</li><li>Two</li></ul>", "<ul><li>One thing</li><li>Ten</li></ul>"
    ) == ["<ul><li>One thing</li><li><del>Two</del> <ins>Ten</ins></li></ul>"]
    assert both(
        "<blockquote><p>I said a word.</p><footer>Rosenberg</footer></blockquote>",
        "<blockquote><p>I said no word.</p><footer>Rosenberg</footer></blockquote>",
    ) == [
        "<blockquote><p>I said <del>a</del> <ins>no</ins> word.</p>"
        "<footer>Rosenberg</footer></blockquote>"
    ]
    figure = (
        '<figure><img src="/media/{}.png" alt="Her door"><figcaption>Home</figcaption></figure>'
    )
    (shown,) = both(figure.format("a"), figure.format("b"))
    assert shown == (
        '<figure><del><img src="/media/a.png" alt="Her door"></del> '
        '<ins><img src="/media/b.png" alt="Her door"></ins><figcaption>Home</figcaption></figure>'
    )
    video = '<figure data-embed="vimeo" data-id="{}"><a href="https://vimeo.com/1">A</a></figure>'
    assert [
        text.count("<ins>") - text.count("<del>")
        for text in both(video.format("1"), video.format("2"))
    ] == [-1, 1]
    table = "<table><tbody><tr><td>Alpha</td><td>{}</td></tr></tbody></table>"
    assert both(table.format("Beta"), table.format("Gamma")) == [
        table.format("<del>Beta</del> <ins>Gamma</ins>")
    ]


def test_lines_of_code_are_compared_as_lines():
    assert both("<pre>one\n  two</pre>", "<pre>one\n  ten</pre>") == [
        "<pre>one\n<del>  two</del><ins>  ten</ins></pre>"
    ]
    assert compare_bodies("<pre>one\ntwo</pre>", "<pre>one two</pre>").differs


def test_words_are_counted():
    bodies = compare_bodies("<p>One two three, four.</p>", "<p>One three, four five six.</p>")
    assert (bodies.added, bodies.removed) == (2, 1)


def test_nothing_but_clean_html_comes_out_of_a_body():
    hostile = f"<p onclick=x>Words {SCRIPT}</p><svg onload=x></svg><p>&lt;script&gt;</p>"
    for old, new in ((hostile, "<p>Words</p>"), ("<p>Words</p>", hostile)):
        shown = "".join(both(old, new))
        for word in ("<script", "onerror", "onclick", "<svg", "onload"):
            assert word not in shown
        assert "&lt;script&gt;" in shown


def test_a_long_story_is_compared_while_one_blinks():
    paragraphs = [
        "<p>" + " ".join(f"w{(n * 37 + k * k) % 997}" for k in range(60)) + "</p>"
        for n in range(100)
    ]
    rewritten = [text.replace(" w1", " v1").replace(" w5", " a few") for text in paragraphs]
    took = quickest(lambda: compare_bodies("".join(paragraphs), "".join(rewritten)).parts[0].both)
    assert took < 0.3  # a tenth of that on a quiet machine


HOSTILE = {
    "one paragraph": ("<p>" + "a b " * 100_000, "<p>" + "b a " * 100_000),
    "many paragraphs": ("<p>a</p>" * 50_000, "<p>b</p>" * 50_000),
    "as many as are compared": (
        "".join(f"<p>{n * n % 977}</p>" for n in range(MOST_TAGS // 2)),
        "".join(f"<p>{n * n % 971}</p>" for n in range(MOST_TAGS // 2)),
    ),
    "nested": ("<blockquote>" * 1900 + "x", "<blockquote>" * 1900 + "y"),
    "items": ("<ul>" + "<li>a b</li>" * 40_000, "<ul>" + "<li>a c</li>" * 39_000),
    "spaces": ("<p>a" + " " * 400_000 + "b", "<p>a" + "\t" * 400_000 + "c"),
    "too long": ("x" * 600_000, "y"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_was_sent_is_compared_in_a_bounded_time(name):
    old, new = HOSTILE[name]

    def compared():
        bodies = compare_bodies(old, new)
        assert bodies.differs
        assert [part.both for part in bodies.parts] or bodies.trouble

    assert quickest(compared, times=1) < 3


def quickest(work, times=3):
    took = []
    for _time in range(times):
        started = time.process_time()  # a busy machine is not a failure
        work()
        took.append(time.process_time() - started)
    return min(took)


# -- Fields ------------------------------------------------------------------------------------


def test_what_differs_comes_in_the_order_and_the_words_of_the_form(db, tv):
    old = told(headline="Old", standfirst="", body="<p>a</p>", section="", topics="", slug="old")
    new = told(slug="new", topics="b", section=tv.pk, body="<p>b</p>", standfirst="x", headline="N")
    assert [change.label for change in compare(old, new)] == [
        "Headline",
        "Standfirst",
        "Body",
        "Section",
        "Topics",
        "Address",
    ]


def test_equal_states_have_no_differences(press, filming, olv):
    state = states.read(press.draft(sources=[[olv]], claims=[filming()], topics=["x"]))
    assert compare(state, copy.deepcopy(state)) == []


def test_what_one_of_them_does_not_have_is_unknown(db):
    old = of_rows("bylines", row("a", author="1"))
    new = told(headline="A headline") | {"rows": {"bylines": [row("a", author="1", role="x")]}}
    assert compare(old, new) == []
    assert compare(told(), new) == []
    assert compare({}, new) == []


def test_what_is_typed_for_a_verb_is_no_difference(db):
    assert compare(told(), told(**dict.fromkeys(VERB_FIELDS, "something"))) == []
    old = told(**dict.fromkeys(VERB_FIELDS, ""))
    assert compare(old, told(**dict.fromkeys(VERB_FIELDS, "something"))) == []


def test_choices_are_told_by_name(tv, press):
    old, new = picture("Her door"), picture("Her desk")
    story = press.live("Where she lives")
    changes = compare(
        told(section=tv.pk, lead_image=old.pk, next_up=""),
        told(section="", lead_image=new.pk, next_up=story.pk),
    )
    assert [(change.label, change.text.both) for change in changes] == [
        ("Section", "<del>TV</del>"),
        ("Lead picture", "<del>Her door</del> <ins>Her desk</ins>"),
        ("Next", "<ins>Where she lives</ins>"),
    ]
    assert (changes[1].old, changes[1].new) == (old, new)


def test_a_record_that_is_gone_says_so(db):
    change = only(compare(told(section="4711"), told(section="")))
    assert change.text.both == "<del>(no longer there)</del>"


def test_half_a_choice_stands_as_it_was_typed(db):
    change = only(compare(told(section=""), told(section="nex<t")))
    assert change.text.both == "<ins>nex&lt;t</ins>"


def test_topics_come_and_go_as_chips(db):
    change = only(
        compare(told(topics="Production, rumours, nyc"), told(topics="production, directors, nyc"))
    )
    assert [(chip.mark, chip.name) for chip in change.chips] == [
        ("=", "nyc"),
        ("=", "production"),
        ("+", "directors"),
        ("−", "rumours"),
    ]
    assert [chip.name for chip in change.old] == ["nyc", "production", "rumours"]
    assert compare(told(topics="b, A"), told(topics="a,  B")) == []


def test_a_hidden_story_is_not_named_by_its_number(press, writer, editor):
    hidden = press.draft("Nobody knows this yet")
    old, new = told(next_up=""), told(next_up=hidden.pk)
    for user in (None, writer):
        change = only(compare(old, new, user))
        assert change.text.both == "<ins>(a story that you may not open)</ins>"
    assert only(compare(old, new, editor)).text.both == "<ins>Nobody knows this yet</ins>"
    related = of_rows("related_links", row("a", related=hidden))
    shown = only(compare(of_rows("related_links"), related, writer)).rows[0].title.both
    assert shown == "(a story that you may not open)"
    assert "Nobody knows" not in str(whole(related, writer))


# -- Rows --------------------------------------------------------------------------------------


def rows_of(change):
    return [(row.mark, str(row.title.both)) for row in change.rows]


def test_rows_come_go_and_change_by_their_keys(olv, mcuexchange, db):
    crush = Source.objects.create(name="ScreenCrush", slug="screencrush")
    old = of_rows("citations", row("a", tag=olv, via=[], url=""), row("b", tag=mcuexchange, via=[]))
    new = of_rows(
        "citations",
        row("c", tag=crush, via=[], url="https://x.example/", note="Interview"),
        row("a", tag=olv, via=[str(mcuexchange.pk)], url=""),
    )
    change = only(compare(old, new))
    assert change.label == "Sources"
    assert rows_of(change) == [
        ("plus", "ScreenCrush"),
        ("turn", "On Location Vacations <ins>via MCUExchange</ins>"),
        ("minus", "MCUExchange"),
    ]
    assert [(line.label, line.text.both) for line in change.rows[0].lines] == [
        ("Address", "https://x.example/"),
        ("Note", "Interview"),
    ]
    assert not change.has_moved


def test_a_row_that_went_stands_where_it_stood(db, olv):
    a, b, c, d = (row(key, tag=olv, url=key) for key in "abcd")
    changed = b | {"url": ["elsewhere"]}
    change = only(compare(of_rows("citations", a, b, c), of_rows("citations", changed, d)))
    assert [(one.mark, one.key) for one in change.rows] == [
        ("minus", "a"),
        ("turn", "b"),
        ("minus", "c"),
        ("plus", "d"),
    ]


def test_another_order_is_said_once(db, lunn, olv):
    a, b, c = (row(key, tag=olv, url=key) for key in "abc")
    change = only(compare(of_rows("citations", a, b, c), of_rows("citations", c, a, b)))
    assert (change.rows, change.has_moved) == ([], True)


def test_a_claim_s_standing_turns(db, olv):
    source = row("s", tag=olv, via=[])
    cells = {"says": "More than one villain", "kind": "other", "rests_on": "s"}
    old = of_rows("claims", row("c", standing="reported", **cells))
    new = of_rows("claims", row("c", standing="rumoured", **cells))
    old["rows"]["citations"] = new["rows"]["citations"] = [source]
    (turned,) = only(compare(old, new)).rows
    assert (turned.mark, turned.was, turned.standing, turned.turns) == (
        "turn",
        "reported",
        "rumoured",
        True,
    )
    assert [(line.label, line.text.both) for line in turned.lines] == [
        ("Rests on", "On Location Vacations")
    ]


def test_a_claim_tells_what_it_is_about_and_when(db, catalog):
    old = row(
        "c", says="Premiere", date_on="2018-01-01", date_precision="day", show=catalog["show"]
    )
    new = old | row("c", date_precision="year", season=catalog["season"], person=catalog["person"])
    new |= {"kind": ["premiere"], "detail": ["Soon"]}
    change = only(compare(of_rows("claims", old | {"season": [""]}), of_rows("claims", new)))
    assert [(line.label, line.text.both) for line in change.rows[0].lines] == [
        ("About", "Jessica Jones<ins>, season 2, Krysten Ritter</ins>"),
        ("Date", "<del>1 January 2018</del> <ins>2018</ins>"),
        ("Rests on", "Our own reporting"),
    ]


@pytest.mark.parametrize("empty", [[], [""]])
def test_a_date_is_to_the_day_unless_something_else_is_said(db, empty):
    typed = row("c", says="Premiere", date_on="2017-06-01") | {"date_precision": empty}
    stored = typed | {"date_precision": ["day"]}
    assert compare(of_rows("claims", typed), of_rows("claims", stored)) == []
    change = only(
        compare(of_rows("claims", typed), of_rows("claims", typed | {"date_precision": ["month"]}))
    )
    assert [line.text.both for line in change.rows[0].lines if line.label == "Date"] == [
        "<del>1 June 2017</del> <ins>June 2017</ins>"
    ]


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"date_on": ["next tues"]}, "next tues"),
        ({"date_on": ["2018-13-45"], "date_precision": ["year"]}, "2018-13-45, to the year"),
        ({"date_on": ["2018-03-01"], "date_precision": ["eon"]}, "2018-03-01, eon"),
        ({"date_on": [], "date_precision": ["month"]}, "to the month"),
    ],
)
def test_half_a_date_stands_as_it_was_typed(db, cells, shown):
    change = only(compare(of_rows("claims"), of_rows("claims", row("c", says="x") | cells)))
    assert [line.text.both for line in change.rows[0].lines if line.label == "Date"] == [shown]


def test_a_row_that_is_hardly_begun_is_told(db):
    change = only(compare(of_rows("coverage"), of_rows("coverage", row("a", show=[], season=[]))))
    assert rows_of(change) == [("plus", "(nothing chosen yet)")]


def test_every_cell_is_told_when_it_changes(press, filming, olv, mcuexchange):
    """A cell that is added to the form is not forgotten here."""
    state = states.read(press.draft(sources=[[olv]], claims=[filming()]))
    for prefix, cells in states.ROWS.items():
        for cell in cells:
            known = {"key": "k"} | {name: [""] for name in cells}
            old, new = of_rows(prefix, known), of_rows(prefix, known | {cell: ["confirmed"]})
            assert [change.name for change in compare(old, new)] == [prefix], cell
    for name in state["fields"]:
        changes = compare(told(**{name: ""}), told(**{name: "confirmed"}))
        assert [change.name for change in changes] == [name]


# -- One state, to be read -----------------------------------------------------------------------


def test_a_whole_story_is_read_in_the_form_s_order(press, filming, olv, mcuexchange):
    claim = filming()
    story = press.draft(
        "A headline",
        standfirst="Why it matters",
        about=[claim["season"]],
        sources=[[olv, mcuexchange]],
        claims=[claim],
        topics=["filming"],
        lead_image=picture(),
    )
    RelatedStory.objects.create(article=story, related=press.live("Another"))
    told_of = {change.label: change for change in whole(states.read(story))}
    assert list(told_of) == [
        "Headline",
        "Standfirst",
        "Body",
        "Section",
        "Topics",
        "Lead picture",
        "Address",
        "By",
        "Shows",
        "Sources",
        "Claims",
        "Related stories",
    ]
    assert told_of["Body"].html == "<p>The body of A headline.</p>"
    assert rows_of(told_of["Shows"]) == [("", "Jessica Jones, season 2")]
    assert rows_of(told_of["Sources"]) == [("", "On Location Vacations via MCUExchange")]
    assert rows_of(told_of["Related stories"]) == [("", "Another")]
    assert told_of["Lead picture"].new == story.lead_image


def test_an_empty_story_says_nothing(db):
    assert whole(states.empty()) == []
    assert whole({}) == []


# -- What it costs, and whom it trusts -----------------------------------------------------------


@pytest.mark.parametrize("read", [compare, lambda old, new, user: whole(new, user)])
def test_it_costs_the_same_for_one_row_and_for_three(press, catalog, editor, lunn, read):
    def state(number):
        shows = [Show.objects.create(name=f"{number} {n}", slug=f"{number}-{n}") for n in "abc"]
        seasons = [Season.objects.create(show=show, number=1) for show in shows][:number]
        sources = [Source.objects.create(name=f"{number} {n}") for n in "abc"][:number]
        stories = [press.live() for _n in range(number)]
        return {
            "fields": {"section": ["1"], "lead_image": ["1"], "next_up": ["1"]},
            "rows": {
                "bylines": [row(uuid4(), author=lunn) for _n in range(number)],
                "coverage": [row(uuid4(), show=s.show, season=s) for s in seasons],
                "citations": [row(str(s.pk), tag=s, via=[str(s.pk)]) for s in sources],
                "claims": [
                    row(
                        uuid4(),
                        says="x",
                        season=season,
                        show=season.show,
                        person=catalog["person"],
                        character=catalog["character"],
                        location=catalog["location"],
                        rests_on=str(sources[0].pk),
                    )
                    for season in seasons
                ],
                "related_links": [row(uuid4(), related=story) for story in stories],
            },
        }

    assert editor.has_perm("articles.publish_article")  # asked once for a whole request
    counts = []
    for number in (1, 3):
        new = state(number)
        with CaptureQueriesContext(connection) as queries:
            read(states.empty(), new, editor)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 13


def hostile_state():
    """Script in every field and in every cell of every kind of row."""
    return {
        "fields": {name: [SCRIPT] for name in (*states.FIELDS, "topics", *VERB_FIELDS)},
        "rows": {
            prefix: [{"key": SCRIPT} | {cell: [SCRIPT] for cell in cells}]
            for prefix, cells in states.ROWS.items()
        },
    }


def every_text(changes):
    for change in changes:
        if change.kind in ("text", "picture"):
            yield from (change.text.both, change.text.old, change.text.new)
        elif change.kind == "body":
            yield change.html
            yield from (part.both for part in change.bodies.parts)
            yield from (part.old for part in change.bodies.parts)
        elif change.kind == "rows":
            for one in change.rows:
                yield one.title.both
                yield from (line.text.both for line in one.lines)


def test_what_is_marked_as_html_has_nothing_hostile_in_it(db):
    seen = 0
    for changes in (
        compare(states.empty(), hostile_state()),
        compare(hostile_state(), states.empty()),
        whole(hostile_state()),
    ):
        assert len(changes) == len(states.FIELDS) + 1 + len(states.ROWS)
        for text in every_text(changes):
            seen += 1
            assert "<script" not in text
            assert "<img" not in text
    assert seen > 60
    assert Article.objects.count() == 0
