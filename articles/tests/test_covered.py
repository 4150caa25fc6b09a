"""Already covered? What is taken for the same news, who is told of it, and what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.admin.covered import matches
from articles.covered import covered, covered_by_others, spellings
from articles.models import Article, Byline, Citation, Claim
from articles.piece import Piece
from articles.state import read
from articles.tests.desk import at_desk
from authors.models import User
from geekfeed.tests.cast import account
from shows.models import Season, Show
from sources.models import Source

ADDRESS = "/admin/articles/article/covered/"
PAGE = "https://onlocationvacations.com/2017/04/10/"


@pytest.fixture
def out(press):
    """Makes stories that are live for so many days."""

    def made(headline: str, *, days: float = 1, **facts) -> Article:
        return press.live(headline, at=timezone.now() - timedelta(days=days), **facts)

    return made


@pytest.fixture
def dee(db) -> User:
    user = account("dee", "Writers")
    user.first_name, user.last_name = "Dee", "Okafor"
    user.save()
    return user


def told(headline="", shows=(), sources=(), claims=(), *, user, exclude=None):
    numbers = [show.pk for show in shows]
    pages = [(source.pk, url) for source, url in sources]
    found = covered(headline, numbers, pages, claims, user, exclude)
    return [(match.article, match.reasons) for match in found]


def test_a_story_of_nothing_is_covered_by_nothing(editor, out, jessica_jones):
    out("Production Starts", about=[jessica_jones])
    assert told("Production Starts", user=editor) == []


@pytest.mark.parametrize(
    ("headline", "is_same"),
    [
        ("Jessica Jones Starts Production", True),
        ("Production of Jessica Jones Season 2 Has Started", True),
        ("It starts", True),
        ("Jessica Jones Season 2 Has a Trailer", False),
        ("Jessica Jones Season 2", False),  # nothing but the show
        ("", False),
        ("Women Will Direct All of It", False),
    ],
)
def test_headlines_about_one_show_have_words_in_common(
    out, editor, jessica_jones, headline, is_same
):
    story = out("Production Starts on Jessica Jones Season 2", about=[jessica_jones])
    expected = [(story, ["words", "show"])] if is_same else []
    assert told(headline, [jessica_jones], user=editor) == expected


def test_the_same_words_about_another_show_are_other_news(out, editor, jessica_jones):
    out("Production Starts", about=[jessica_jones])
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    assert told("Production Starts", [other], user=editor) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jessica Jones Trailer", "The Trailer Surprises Everybody Tonight"),
        ("The Trailer Surprises Everybody Tonight", "Jessica Jones Trailer"),
    ],
)
def test_the_name_of_the_show_makes_no_headline_longer(out, editor, jessica_jones, one, other):
    story = out(one, about=[jessica_jones])
    assert told(other, [jessica_jones], user=editor) == [(story, ["words", "show"])]


def test_the_other_names_of_a_show_say_nothing_either(out, editor):
    show = Show.objects.create(name="Jessica Jones", slug="jj", aliases="Marvel’s Alias\nJewel")
    out("Jewel and the Lawyer", about=[show])
    assert told("Jewel in a Trailer", [show], user=editor) == []


def test_the_same_page_is_the_same_news_whatever_it_is_about(out, editor, olv, mcuexchange):
    story = out("One", sources=[[olv]])
    story.citations.update(url=PAGE)
    assert told("Other", sources=[(olv, PAGE)], user=editor) == [(story, ["page"])]
    copied = "http://onlocationvacations.com/2017/04/10#comments"
    assert told("Other", sources=[(olv, copied)], user=editor) == [(story, ["page"])]
    assert told("Other", sources=[(olv, PAGE + "other/")], user=editor) == []
    assert told("Other", sources=[(mcuexchange, PAGE)], user=editor) == []
    assert told("Other", sources=[(olv, "")], user=editor) == []


def test_addresses_are_one_however_they_were_copied():
    assert spellings([(1, "https://x.example/a/"), (2, ""), (3, "x")]) == {
        "https://x.example/a",
        "https://x.example/a/",
        "http://x.example/a",
        "http://x.example/a/",
    }


def test_what_one_source_says_of_one_show_is_news_for_three_days(
    out, editor, olv, jessica_jones, press
):
    new = out("One", days=2, about=[jessica_jones], sources=[[olv]])
    out("Two", days=4, about=[jessica_jones], sources=[[olv]])
    out("Of another show", days=1, sources=[[olv]])
    draft = press.draft("A draft", about=[jessica_jones], sources=[[olv]])
    asked = {"shows": [jessica_jones], "sources": [(olv, "https://other.example/")]}
    assert told("Other", **asked, user=editor) == [
        (draft, ["origin", "show"]),
        (new, ["origin", "show"]),
    ]


def test_the_same_claim_is_the_same_news(out, editor, filming):
    claim = filming(date_on=date(2017, 4, 10), date_precision="day")
    story = out("One", claims=[claim])
    same = {"user": editor, "headline": "Other"}

    def one(**facts) -> Claim:
        return Claim(**(claim | facts))

    assert told(claims=[one()], **same) == [(story, ["claim"])]
    assert told(claims=[one(says="Cameras roll", standing="rumoured")], **same) == [
        (story, ["claim"])
    ]
    assert told(claims=[one(date_on=None, date_precision="")], **same) == [(story, ["claim"])]
    for news in (
        {"date_on": date(2017, 4, 11)},
        {"kind": "filming_wrapped"},
        {"standing": "denied"},
        {"season": Season.objects.create(show=claim["show"], number=3)},
    ):
        assert told(claims=[one(**news)], **same) == []


def test_a_casting_is_the_same_news_only_with_the_same_person(out, editor, catalog):
    show, person = catalog["show"], catalog["person"]
    claim = {"says": "She is back", "kind": "casting", "show": show, "standing": "reported"}
    story = out("One", claims=[claim | {"person": person}])
    same = Claim(**claim, person=person)
    assert told("Other", claims=[same], user=editor) == [(story, ["claim"])]
    assert told("Other", claims=[Claim(**claim)], user=editor) == []


def test_what_is_older_than_a_month_is_not_told(out, press, editor, jessica_jones):
    out("Production Starts", days=31, about=[jessica_jones])
    draft = press.draft("Production Starts", about=[jessica_jones])
    old = timezone.now() - timedelta(days=31)
    Article.objects.filter(pk=draft.pk).update(changed_at=old)
    assert told("Production Starts", [jessica_jones], user=editor) == []
    in_time = out("Production Starts", days=29, about=[jessica_jones])
    assert [m[0] for m in told("Production Starts", [jessica_jones], user=editor)] == [in_time]


def test_withdrawn_stories_and_the_story_itself_are_not_told(press, editor, jessica_jones):
    story = press.withdrawn("Production Starts", about=[jessica_jones])
    own = press.draft("Production Starts", about=[jessica_jones])
    assert story.live_at is None
    assert told("Production Starts", [jessica_jones], user=editor, exclude=own.pk) == []


def test_the_likeliest_are_told_first_and_not_more_than_five(out, press, editor, filming, olv):
    claim = filming()
    show = claim["show"]
    worded = [out("Production Starts", days=n + 1, about=[show]) for n in range(5)]
    both = out("Production Starts", days=20, about=[show], claims=[claim])
    claimed = out("Other words", days=25, claims=[claim])
    found = told("Production Starts", [show], claims=[Claim(**claim)], user=editor)
    assert found == [
        (both, ["claim", "words", "show"]),
        (claimed, ["claim"]),
        *[(story, ["words", "show"]) for story in worded[:3]],
    ]


def test_editors_are_told_of_every_draft(press, editor, dee, jessica_jones):
    draft = press.draft("Production Starts", about=[jessica_jones], created_by=dee)
    review = press.in_review("Production Starts", about=[jessica_jones])
    scheduled = press.scheduled("Production Starts", about=[jessica_jones])
    found = covered("Production Starts", [jessica_jones.pk], [], [], editor)
    by_story = {match.article: match for match in found}
    assert set(by_story) == {draft, review, scheduled}
    assert by_story[draft].state == "draft by Dee Okafor"
    assert by_story[review].state == "in review, by Marguerite Lunn"
    assert by_story[scheduled].state == "goes out tomorrow"
    assert by_story[draft].url == f"/admin/articles/article/{draft.pk}/change/"


def test_a_writer_is_told_of_others_drafts_by_name_alone(press, writer, dee, jessica_jones, olv):
    hidden = {"created_by": dee, "about": [jessica_jones], "sources": [[olv]]}
    press.draft("A secret", **hidden)
    press.in_review("Another secret", **hidden)
    press.scheduled("A third", **hidden)
    [match] = covered("Anything", [jessica_jones.pk], [], [], writer)
    assert (match.article, match.who, match.reasons) == (None, "Dee Okafor", ["show"])
    assert (match.url, match.state, match.why) == ("", "", "same show")
    [match] = covered("Anything", [], [(olv.pk, "https://x.example/1")], [], writer)
    assert (match.article, match.who, match.why) == (None, "Dee Okafor", "same page of a source")


def test_a_hidden_draft_cannot_be_found_out_by_trying(press, writer, dee, filming, olv):
    """Neither its words nor its claims change what is told."""
    claim = filming(kind="cancelled", says="It is cancelled")
    about = [claim["show"]]
    press.draft("It Is Cancelled", created_by=dee, about=about, claims=[claim], sources=[[olv]])
    asked = [claim["show"].pk], [(olv.pk, "https://other.example/")]
    plain = covered("Anything", *asked, [], writer)
    assert covered("It Is Cancelled", *asked, [Claim(**claim)], writer) == plain
    assert covered("It Is Cancelled", [], [], [Claim(**claim)], writer) == []


def test_a_writer_is_told_of_their_own_and_of_what_is_live(out, press, writer, lunn, jessica_jones):
    live = out("Production Starts", about=[jessica_jones])
    begun = press.draft("Production Starts", about=[jessica_jones], created_by=writer)
    lunn.user = writer
    lunn.save()
    signed = press.in_review("Production Starts", about=[jessica_jones])
    found = told("Production Starts", [jessica_jones], user=writer)
    assert {story for story, _why in found} == {live, begun, signed}


def test_a_draft_that_nobody_has_put_a_name_to_is_told_to_no_writer(press, writer, jessica_jones):
    story = press.draft(about=[jessica_jones])
    Byline.objects.filter(article=story).delete()
    assert covered("Anything", [jessica_jones.pk], [], [], writer) == []


def test_the_day_is_said_as_people_say_it(out, editor, jessica_jones):
    for days, said in [(0, "today"), (1, "yesterday")]:
        story = out("Production Starts", days=days, about=[jessica_jones])
        [match] = covered("Production Starts", [jessica_jones.pk], [], [], editor)
        assert (match.state, match.url) == (f"live since {said}", story.get_absolute_url())
        workflow.withdraw(story, None)
    story = out("Production Starts", days=9, about=[jessica_jones])
    [match] = covered("Production Starts", [jessica_jones.pk], [], [], editor)
    day = timezone.localdate(story.live_at)
    assert match.state == f"live since {day.day} {day:%B}"


def test_a_piece_asks_with_all_that_it_says(press, out, filming, olv, editor):
    claim = filming()
    facts = {"about": [claim["season"]], "sources": [[olv]], "claims": [claim]}
    story, own = out("Production Starts", **facts), press.draft("Production Starts", **facts)
    Citation.objects.update(url=PAGE)
    for found in (
        covered_by_others(Piece.of(own), editor),
        matches(read(own), editor, exclude=own.pk),
    ):
        assert [(m.article, m.reasons) for m in found] == [
            (story, ["claim", "page", "words", "show"])
        ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(
    press, out, filming, olv, editor, writer, dee, django_assert_num_queries, count
):
    claim = filming()
    facts = {"about": [claim["season"]], "sources": [[olv]], "claims": [claim]}
    for _number in range(count):
        out("Production Starts", **facts)
        press.draft("Production Starts", created_by=dee, **facts)
    shows = [claim["show"]]
    pages = [(olv.pk, f"https://x.example/{number}") for number in range(count)]
    for number in range(1, count):
        shows.append(Show.objects.create(name=f"Show {number}", slug=f"show-{number}"))
        source = Source.objects.create(name=f"Source {number}", slug=f"source-{number}")
        pages.append((source.pk, PAGE))
    asked = [show.pk for show in shows], pages, [Claim(**claim)] * count
    for user in (editor, writer):
        user.has_perm("articles.publish_article")  # asks once, and remembers
    with django_assert_num_queries(8):
        assert covered("Production Starts", *asked, editor)
    with django_assert_num_queries(9):
        assert covered("Production Starts", *asked, writer)


def test_no_table_is_read_from_end_to_end(editor, press, filming, olv):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, and rightly so.")
    claim = filming()
    press.draft("One", about=[claim["show"]], sources=[[olv]], claims=[claim])
    with connection.execute_wrapper(_refuse_scans):
        covered("One", [claim["show"].pk], [(olv.pk, PAGE)], [Claim(**claim)], editor)


def _refuse_scans(execute, sql, params, many, context):
    if sql.startswith("SELECT"):
        plan = context["connection"].connection.execute(
            f"EXPLAIN QUERY PLAN {sql % tuple(map(_quoted, params))}"
        )
        steps = [row[3] for row in plan]
        scans = [s for s in steps if s.startswith("SCAN articles_") and "USING" not in s]
        assert scans == [], (sql, steps)
    return execute(sql, params, many, context)


def _quoted(value) -> str:
    return str(value) if isinstance(value, int) else f"'{value}'"


# -- While the headline is typed --------------------------------------------------------------


def test_the_desk_answers_with_what_it_found(out, writer, jessica_jones):
    story = out("Production <Starts>", about=[jessica_jones])
    asked = {
        "headline": "Production Starts",
        "coverage-TOTAL_FORMS": "1",
        "coverage-0-show": str(jessica_jones.pk),
    }
    for ask in (at_desk(writer).get, at_desk(writer).post):
        answer = ask(ADDRESS, asked)
        assert [match.article for match in answer.context["matches"]] == [story]
        assert "Production &lt;Starts&gt;</a>, live since yesterday, similar headline" in (
            answer.content.decode()
        )
    own = at_desk(writer).post(ADDRESS, asked | {"story": str(story.pk)})
    assert own.content.decode().strip() == ""


def test_the_desk_gives_away_no_headline(press, writer, dee, jessica_jones):
    press.draft("Zanzibar", about=[jessica_jones], created_by=dee)
    asked = {"coverage-TOTAL_FORMS": "1", "coverage-0-show": str(jessica_jones.pk)}
    answer = at_desk(writer).post(ADDRESS, asked).content.decode()
    assert "Somebody is writing about this: ask Dee Okafor (same show)." in answer
    assert "Zanzibar" not in answer
    assert "/change/" not in answer


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"headline": "\x00" * 10_000, "story": "9" * 40},
        {"coverage-TOTAL_FORMS": "x", "coverage-0-show": "-1", "story": "new"},
        {"claims-TOTAL_FORMS": "1", "claims-0-show": "1", "claims-0-date_on": "next tues",
         "claims-0-kind": "nonsense", "claims-0-date_precision": "century"},
        {"claims-TOTAL_FORMS": "1", "claims-0-show": "1", "claims-0-date_on": "0001-01-01"},
        {"citations-TOTAL_FORMS": "1", "citations-0-tag": "1", "citations-0-url": "https://["},
        {"coverage-TOTAL_FORMS": "9", **{f"coverage-{n}-show": f"{n}" for n in range(200)}},
        {"body": "<p>x</p>" * 100_000},
    ],
)  # fmt: skip
def test_whatever_is_sent_is_answered(writer, sent):
    answer = at_desk(writer).post(ADDRESS, sent)
    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_who_may_not_look_at_stories_is_told_of_none(client, db):
    stranger = User.objects.create_user("stranger", is_staff=True)
    assert at_desk(stranger).get(ADDRESS).status_code == 403
    assert client.get(ADDRESS).status_code == 302
    assert at_desk(stranger).put(ADDRESS).status_code == 405
