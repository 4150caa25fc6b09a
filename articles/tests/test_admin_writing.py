"""Writing a story at the desk: what is typed is what is kept."""

import pytest

from articles import state
from articles.forms.submission import Submission
from articles.models import Article, Claim, SetAside
from articles.state import new_key
from articles.tests.desk import ADD, add_row, at_desk, errors, form_of, opened, said, save, sent_by
from authors.models import Author
from shows.models import Season, Show
from sources.models import Source


@pytest.fixture
def desk(writer):
    return at_desk(writer)


@pytest.fixture
def brandt(writer):
    return Author.objects.create(name="Tomasz Brandt", slug="tomasz-brandt", user=writer)


@pytest.fixture
def blank(desk, brandt, tv):
    """A new story with the least that it needs."""
    return opened(desk, ADD) | {
        "headline": ["Production Starts on Jessica Jones Season 2"],
        "section": [str(tv.pk)],
        "body": ["<p>Some detectives move.</p>"],
    }


def chain(citation) -> list[str]:
    return [source.name for source in citation.chain]


def test_a_new_story_is_a_draft_of_the_one_who_began_it(desk, writer, brandt, blank):
    page = save(desk, ADD, blank)
    story = Article.objects.get()
    assert (story.status, story.created_by, story.live_at) == ("draft", writer, None)
    assert page.request["PATH_INFO"] == form_of(story)
    assert said(page) == "Saved."
    assert [byline.author for byline in story.bylines.all()] == [brandt]
    assert [r.verb for r in story.revisions.all()] == ["save"]


def test_the_address_is_made_from_the_headline(desk, blank, press):
    press.draft(slug="production-starts-on-jessica-jones-season-2")
    save(desk, ADD, blank)
    story = Article.objects.get(headline__startswith="Production")
    assert story.slug == "production-starts-on-jessica-jones-season-2-2"


def test_the_longest_headline_has_room_for_a_number_in_its_address(desk, blank, press):
    press.draft(slug="x" * 160)
    save(desk, ADD, blank | {"headline": ["x" * 160]})
    assert Article.objects.get(headline="x" * 160).slug == "x" * 160 + "-2"


def test_a_headline_without_letters_still_gets_an_address(desk, blank):
    save(desk, ADD, blank | {"headline": ["???"]})
    assert Article.objects.get().slug == "story"


def test_a_typed_address_stays_as_it_is_or_is_refused(desk, blank, press):
    press.draft(slug="taken")
    page = save(desk, ADD, blank | {"slug": ["taken"]})
    assert "already exists" in errors(page)
    save(desk, ADD, blank | {"slug": ["mine"]})
    assert Article.objects.filter(slug="mine").exists()


def test_line_breaks_in_a_headline_are_folded(desk, blank):
    save(desk, ADD, blank | {"headline": ["Two\r\nlines "], "standfirst": ["Why\r\nit matters"]})
    story = Article.objects.get()
    assert (story.headline, story.standfirst) == ("Two lines", "Why it matters")


def test_the_body_is_cleaned(desk, blank):
    save(desk, ADD, blank | {"body": ['<p onclick="x()">Hi<script>x()</script></p>']})
    assert Article.objects.get().body == "<p>Hi</p>"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("film permits", ["film permits"]),
        ("film permits, New York,", ["New York", "film permits"]),
        ('The "Iron" Fist, 5" disk', ['5" disk', 'The "Iron" Fist']),
        ("Filming, filming", ["Filming"]),
        ("", []),
    ],
)
def test_topics_are_typed_with_commas_between_them(desk, blank, typed, kept):
    save(desk, ADD, blank | {"topics": [typed]})
    story = Article.objects.get()
    assert sorted(topic.name for topic in story.topics.all()) == sorted(kept)
    again = opened(desk, form_of(story))
    save(desk, form_of(story), again)
    assert sorted(topic.name for topic in story.topics.all()) == sorted(kept)


@pytest.mark.parametrize("typed", ["…", "x" * 101])
def test_what_cannot_be_a_topic_is_said(desk, blank, typed):
    page = save(desk, ADD, blank | {"topics": [typed]})
    assert "topic" in errors(page)
    assert sent_by(page)["topics"] == [typed]
    assert Article.objects.get().topics.count() == 0


def test_a_chain_keeps_its_order_when_saved_and_when_edited(desk, blank, olv, mcuexchange):
    screencrush = Source.objects.create(name="ScreenCrush", slug="screencrush")
    variety = Source.objects.create(name="Variety", slug="variety")
    blank["citations-0-tag"] = [str(olv.pk)]
    blank["citations-0-via"] = [str(variety.pk), str(mcuexchange.pk), str(screencrush.pk)]
    save(desk, ADD, blank)
    story = Article.objects.get()
    citation = story.citations.get()
    assert chain(citation) == [
        "On Location Vacations",
        "Variety",
        "MCUExchange",
        "ScreenCrush",
    ]

    data = opened(desk, form_of(story))
    assert data["citations-0-via"] == [str(s.pk) for s in (variety, mcuexchange, screencrush)]
    data["citations-0-via"] = [str(screencrush.pk), str(variety.pk)]
    save(desk, form_of(story), data)
    citation = story.citations.get(pk=citation.pk)
    assert chain(citation) == ["On Location Vacations", "ScreenCrush", "Variety"]

    # The same sources in another order are a change.
    data = opened(desk, form_of(story))
    data["citations-0-via"].reverse()
    save(desk, form_of(story), data)
    assert chain(story.citations.get()) == ["On Location Vacations", "Variety", "ScreenCrush"]


def test_a_chain_does_not_come_back_to_its_origin(desk, blank, olv, mcuexchange):
    blank["citations-0-tag"] = [str(olv.pk)]
    blank["citations-0-via"] = [str(mcuexchange.pk), str(olv.pk)]
    page = save(desk, ADD, blank)
    assert "said it first" in errors(page)
    assert page.context["inline_admin_formsets"][2].formset.forms[0]["via"].value() == [
        str(mcuexchange.pk),
        str(olv.pk),
    ]


def test_a_source_stands_in_a_chain_once(desk, blank, olv, mcuexchange):
    blank["citations-0-tag"] = [str(olv.pk)]
    blank["citations-0-via"] = [str(mcuexchange.pk)] * 2
    assert "twice" in errors(save(desk, ADD, blank))


def test_the_same_page_of_a_source_is_cited_once(desk, blank, olv):
    blank["citations-0-tag"] = [str(olv.pk)]
    blank["citations-0-url"] = ["onlocationvacations.com/jj"]
    add_row(blank, "citations", tag=olv, url="https://onlocationvacations.com/jj")
    said = "On Location Vacations stands here twice with the same address. Remove one of the two."
    assert said in errors(save(desk, ADD, blank))
    blank["citations-1-url"] = ["ftp://onlocationvacations.com/jj"]
    assert "begins with https://" in errors(save(desk, ADD, blank))


def claim_cells(show, **cells):
    return {
        "says": "Season 2 began filming",
        "kind": "filming_began",
        "standing": "reported",
        "show": show,
    } | cells


def test_a_claim_rests_on_a_source_added_in_the_same_submission(desk, blank, jessica_jones, olv):
    blank["citations-0-tag"] = [str(olv.pk)]
    key = blank["citations-0-key"]
    add_row(blank, "claims", **claim_cells(jessica_jones, rests_on=key))
    save(desk, ADD, blank)
    claim = Claim.objects.get()
    assert claim.citation == claim.article.citations.get()
    assert opened(desk, form_of(claim.article))["claims-0-rests_on"] == key


def test_a_claim_may_be_our_own_reporting(desk, blank, jessica_jones):
    add_row(blank, "claims", **claim_cells(jessica_jones, rests_on=""))
    save(desk, ADD, blank)
    assert Claim.objects.get().citation is None


def test_a_claim_does_not_rest_on_a_source_that_the_story_does_not_name(
    desk, blank, jessica_jones, olv
):
    blank["citations-0-tag"] = [str(olv.pk)]
    add_row(blank, "claims", **claim_cells(jessica_jones, rests_on=new_key()))
    page = save(desk, ADD, blank)
    form = page.context["inline_admin_formsets"][3].formset.forms[0]
    assert form.errors["rests_on"] == [
        "This story does not name that source. Add it under Sources first."
    ]
    assert not Claim.objects.exists()


def test_a_source_does_not_leave_while_a_claim_rests_on_it(desk, writer, press, filming, olv):
    story = press.draft(sources=[[olv]], claims=[filming()], created_by=writer)
    data = opened(desk, form_of(story)) | {"citations-0-DELETE": ["on"]}
    assert "Add it under Sources first." in errors(save(desk, form_of(story), data))
    data["claims-0-rests_on"] = [""]
    save(desk, form_of(story), data)
    assert (story.citations.count(), story.claims.get().citation) == (0, None)


def test_a_claim_keeps_the_page_it_rests_on_when_its_source_has_two(
    desk, writer, press, filming, olv
):
    story = press.draft(sources=[[olv]], claims=[filming()], created_by=writer)
    second = story.citations.create(tag=olv, url="https://second.example/", position=1)
    story.claims.update(citation=second)
    save(desk, form_of(story), opened(desk, form_of(story)) | {"headline": ["Changed"]})
    assert story.claims.get().citation == second


def test_two_reports_of_one_origin_are_told_apart_by_their_addresses(desk, blank, olv, mcuexchange):
    crush = Source.objects.create(name="ScreenCrush", slug="screencrush")
    blank["citations-0-tag"] = [str(olv.pk)]
    blank["citations-0-via"] = [str(mcuexchange.pk)]
    add_row(blank, "citations", tag=olv, via=crush)
    said = (
        "On Location Vacations stands here twice without an address. Give the address of each "
        "report, so that they can be told apart, or remove one of the two."
    )
    page = save(desk, ADD, blank)
    rows = page.context["inline_admin_formsets"][2].formset
    assert list(rows.non_form_errors()) == [said]
    assert [list(form.non_field_errors()) for form in rows.forms] == [[], [said]]
    blank["citations-1-url"] = ["https://screencrush.com/1"]
    save(desk, ADD, blank)
    assert [str(one) for one in Article.objects.get().citations.all()] == [str(olv)] * 2


def test_what_is_wrong_with_a_row_says_which_row_it_is(writer, press, catalog):
    story = press.draft(created_by=writer)
    told = state.read(story)
    daredevil = Show.objects.create(name="Daredevil", slug="daredevil")
    sound = {
        "says": ["A"],
        "kind": ["other"],
        "standing": ["reported"],
        "show": [str(daredevil.pk)],
    }
    cells = [
        sound,
        {"says": ["B"], "standing": ["reported"], "show": sound["show"]},
        sound | {"show": [""]},
        sound | {"season": [str(catalog["season"].pk)]},
        sound | {"date_precision": ["day"]},
    ]
    told["rows"]["claims"] = [{"key": new_key()} | row for row in cells]
    submission = Submission(story, told)
    assert submission.is_valid() is False
    assert [sentence for _where, sentence in submission.errors] == [
        "Claim 2 lacks its “Kind”. Fill it in, or remove the row.",
        "Claim 3: Say what the claim is about: a show, a person, a character or a location.",
        "Claim 4: This season belongs to another show.",
        "Claim 5: Give a date, or take the precision away.",
    ]


def test_a_claim_s_season_belongs_to_its_show(desk, blank, jessica_jones):
    daredevil = Show.objects.create(name="Daredevil", slug="daredevil")
    other = Season.objects.create(show=daredevil, number=2)
    add_row(blank, "claims", **claim_cells(jessica_jones, season=other))
    assert "This season belongs to another show." in errors(save(desk, ADD, blank))
    blank["claims-0-show"] = [""]
    save(desk, ADD, blank)
    assert Claim.objects.get().show == daredevil


def test_a_claim_is_about_something(desk, blank):
    add_row(blank, "claims", **claim_cells(""))
    assert errors(save(desk, ADD, blank)) == (
        "Say what the claim is about: a show, a person, a character or a location."
    )


def test_a_claim_s_date_is_as_exact_as_it_says(desk, blank, jessica_jones):
    cells = {"date_on": "2018-03-08", "date_precision": "year"}
    add_row(blank, "claims", **claim_cells(jessica_jones, **cells))
    save(desk, ADD, blank)
    claim = Claim.objects.get()
    assert str(claim.date) == "2018"
    # What was typed stays as it was typed until the story goes out.
    assert opened(desk, form_of(claim.article))["claims-0-date_on"] == ["2018-03-08"]


def test_rows_are_numbered_in_their_order_unless_somebody_gives_numbers(desk, blank, lunn):
    okafor = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    add_row(blank, "bylines", author=lunn)
    add_row(blank, "bylines", author=okafor, role="Additional reporting")
    save(desk, ADD, blank)
    story = Article.objects.get()
    names = [(b.position, b.author.name) for b in story.bylines.all()]
    assert names == [(0, "Tomasz Brandt"), (1, "Marguerite Lunn"), (2, "Dee Okafor")]

    data = opened(desk, form_of(story))
    data["bylines-0-position"] = ["5"]
    data["bylines-2-position"] = [""]
    save(desk, form_of(story), data)
    names = [(b.position, b.author.name) for b in story.bylines.all()]
    assert names == [(0, "Marguerite Lunn"), (1, "Tomasz Brandt"), (2, "Dee Okafor")]


def test_rows_may_trade_what_only_one_of_them_can_have(desk, blank, brandt, lunn):
    add_row(blank, "bylines", author=lunn)
    save(desk, ADD, blank)
    story = Article.objects.get()
    keys = list(story.bylines.values_list("pk", "key"))
    data = opened(desk, form_of(story))
    data["bylines-0-author"], data["bylines-1-author"] = (
        data["bylines-1-author"],
        data["bylines-0-author"],
    )
    save(desk, form_of(story), data)
    assert [b.author for b in story.bylines.all()] == [lunn, brandt]
    assert list(story.bylines.values_list("pk", "key")) == keys


def test_a_row_takes_over_from_one_that_goes(desk, blank, brandt, lunn):
    add_row(blank, "bylines", author=lunn)
    save(desk, ADD, blank)
    story = Article.objects.get()
    data = opened(desk, form_of(story))
    data["bylines-0-author"] = [str(lunn.pk)]
    data["bylines-1-DELETE"] = ["on"]
    add_row(data, "bylines", author=brandt)
    save(desk, form_of(story), data)
    assert [b.author for b in story.bylines.all()] == [lunn, brandt]


def test_two_rows_with_the_same_author_are_refused(desk, blank, brandt):
    add_row(blank, "bylines", author=brandt)
    assert "Each author is named once." in errors(save(desk, ADD, blank))


def test_a_story_is_not_related_to_itself_nor_next_to_itself(desk, writer, press):
    story = press.draft(created_by=writer)
    data = opened(desk, form_of(story)) | {"next_up": [str(story.pk)]}
    add_row(data, "related_links", related=story)
    found = errors(save(desk, form_of(story), data))
    assert "cannot come after itself" in found
    assert "not related to itself" in found


def test_saving_what_was_not_touched_changes_nothing(desk, writer, press, filming, olv):
    story = press.draft(
        sources=[[olv]],
        claims=[filming(date_on="2017-04-10", date_precision="day")],
        topics=["filming"],
        body="<p>One.</p>\n<p>Two.</p>",
        created_by=writer,
    )
    before = state.read(story)
    save(desk, form_of(story), opened(desk, form_of(story)))
    save(desk, form_of(story), opened(desk, form_of(story)))
    story = Article.objects.get(pk=story.pk)
    assert (state.read(story), story.copy) == (before, None)
    assert [r.verb for r in story.revisions.all()] == ["save"]


def test_whoever_saves_second_overwrites_nothing_and_loses_nothing(desk, writer, editor, press):
    story = press.draft("The old headline", created_by=writer)
    mine = opened(desk, form_of(story)) | {
        "headline": ["My headline"],
        "standfirst": ["My standfirst"],
    }
    other_desk = at_desk(editor)
    theirs = opened(other_desk, form_of(story)) | {"headline": ["Their headline"]}
    save(other_desk, form_of(story), theirs)

    page = save(desk, form_of(story), mine)
    assert page.request["PATH_INFO"] == f"/admin/articles/article/{story.pk}/both/"
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Their headline", "My standfirst")
    assert SetAside.objects.get().state["fields"] == {"headline": ["My headline"]}


def test_a_form_without_its_beginning_overwrites_nothing_and_is_given_back(desk, writer, press):
    story = press.draft("The old headline", created_by=writer)
    for base in ("", "{", "[]", '{"fields": 1, "rows": {}}'):
        data = opened(desk, form_of(story)) | {"headline": ["New"], "base": [base]}
        page = save(desk, form_of(story), data)
        assert page.status_code == 409
        assert b"New</textarea>" in page.content
    story.refresh_from_db()
    assert story.headline == "The old headline"


def test_a_row_that_somebody_removed_meanwhile_is_set_aside(desk, writer, editor, press):
    story = press.draft(created_by=writer)
    data = opened(desk, form_of(story)) | {"bylines-0-role": ["Additional reporting"]}
    theirs = opened(at_desk(editor), form_of(story)) | {"bylines-0-DELETE": ["on"]}
    save(at_desk(editor), form_of(story), theirs)
    save(desk, form_of(story), data)
    assert story.bylines.count() == 0
    aside = SetAside.objects.get(user=writer).state["rows"]["bylines"]
    assert [row["role"] for row in aside] == [["Additional reporting"]]
