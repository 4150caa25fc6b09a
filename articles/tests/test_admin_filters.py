"""The tabs and menus of the list of stories, and what can be done with several at once."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import pending, workflow
from articles.admin import bulk, filters
from articles.models import Article, Note, Section, WorkingCopy
from articles.tests.desk import at_desk, said
from authors.models import Author
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import read
from shows.models import Show
from sources.models import Source

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(editor):
    return at_desk(editor)


@pytest.fixture
def found(desk):
    """The headlines that a query of the list has, in alphabetical order."""

    def of(client=desk, **query: str) -> list[str]:
        page = client.get(LIST, query)
        assert page.status_code == 200, page
        return sorted(story.headline for story in page.context["cl"].result_list)

    return of


def change(story, user) -> None:
    """Type something into a live story."""
    story = Article.objects.get(pk=story.pk)
    base = pending.pending(story)
    fields = base["fields"] | {"standfirst": ["Otherwise"]}
    pending.keep(story, user, base | {"fields": fields}, base)


# -- The tabs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "stories"),
    [
        ("mine", ["In review"]),
        ("draft", ["A draft", "Sent back"]),
        ("sent_back", ["Changes sent back", "Sent back"]),
        ("in_review", ["Changes in review", "In review"]),
        ("scheduled", ["Scheduled"]),
        ("live", ["Changes in review", "Changes sent back", "Changing", "Live"]),
        ("changes", ["Changes in review", "Changes sent back", "Changing"]),
        ("withdrawn", ["Withdrawn"]),
    ],
)
def test_stories_are_found_by_where_they_stand(found, editor, press, state, stories):
    press.draft("A draft")
    workflow.send_back(press.in_review("Sent back"), editor)
    press.in_review("In review", created_by=editor)
    press.scheduled("Scheduled")
    press.live("Live")
    for headline in ("Changing", "Changes in review", "Changes sent back"):
        change(press.live(headline), editor)
    for headline in ("Changes in review", "Changes sent back"):
        workflow.submit(Article.objects.get(headline=headline), editor)
    workflow.send_back(Article.objects.get(headline="Changes sent back"), editor)
    press.withdrawn("Withdrawn")
    assert found(state=state) == stories
    assert len(found()) == 9


def test_what_a_colleague_prepares_for_a_live_story_leads_nobody_else_to_it(
    found, editor, writer, press
):
    for headline in ("Changing", "Changes in review", "Changes sent back"):
        change(press.live(headline), editor)
    for headline in ("Changes in review", "Changes sent back"):
        workflow.submit(Article.objects.get(headline=headline), editor)
    workflow.send_back(Article.objects.get(headline="Changes sent back"), editor, why="Why?")
    queries = ({"state": "changes"}, {"state": "in_review"}, {"state": "sent_back"})
    for query in (*queries, {"needs": "notes"}):
        assert found(**query) != []
        assert found(at_desk(writer), **query) == []
    assert len(found(at_desk(writer), state="live")) == 3
    Article.objects.update(created_by=writer)
    assert [len(found(at_desk(writer), **query)) for query in queries] == [3, 1, 1]


def test_what_was_handed_over_again_is_no_longer_sent_back(found, editor, press):
    story = press.in_review("Came back")
    workflow.send_back(story, editor)
    assert found(state="sent_back") == ["Came back"]
    workflow.submit(story, editor)
    assert found(state="sent_back") == []


def test_a_scheduled_story_is_live_by_the_clock(found, press):
    press.scheduled("Due")
    Article.objects.update(live_at=timezone.now() - timedelta(minutes=1))
    assert (found(state="live"), found(state="scheduled")) == (["Due"], [])


def test_a_byline_makes_a_story_mine(found, writer, press, lunn):
    lunn.user = writer
    lunn.save()
    press.draft("Mine by name")
    press.draft("Begun by me too", created_by=writer)
    assert found(at_desk(writer), state="mine") == ["Begun by me too", "Mine by name"]
    assert found(state="mine") == []


def test_the_tab_that_is_open_is_marked_and_the_others_keep_the_filters(desk, press, tv):
    press.draft()
    page = read(desk.get(LIST, {"state": "draft", "section": "tv", "q": ""}))
    assert page.one(".statetabs [aria-current=page]").text == "Drafts"
    tabs = {words: parse_qs(address[1:]) for words, address in page.links(".statetabs")}
    assert tabs["Live"] == {"state": ["live"], "section": ["tv"]}
    assert tabs["Everything"] == {"section": ["tv"]}
    assert list(tabs) == [
        "Everything",
        "Mine",
        "Drafts",
        "Sent back",
        "In review",
        "Scheduled",
        "Live",
        "Live with changes",
        "Withdrawn",
    ]


# -- The menus -----------------------------------------------------------------------------------


def test_stories_are_found_by_show_section_and_author(found, press, jessica_jones, tv, lunn):
    daredevil = Show.objects.create(name="Daredevil", slug="daredevil")
    games = Section.objects.create(name="Games", slug="games")
    press.draft("Both", about=[jessica_jones, daredevil])
    press.draft("One", about=[daredevil], section=games)
    press.author = Author.objects.create(name="Dee", slug="dee")
    press.draft("None")
    assert found(show="jessica-jones") == ["Both"]
    assert found(show="daredevil") == ["Both", "One"]
    assert found(section="tv") == ["Both", "None"]
    assert found(author="marguerite-lunn") == ["Both", "One"]
    assert found(show="daredevil", section="games", author="marguerite-lunn") == ["One"]
    assert found(show="daredevil", author="dee") == []


def test_stories_are_found_by_the_sources_that_they_came_through_too(
    found, press, olv, mcuexchange
):
    press.draft("First hand", sources=[[olv]])
    press.draft("By hearsay", sources=[[olv, mcuexchange]])
    press.draft("Own")
    assert found(source="on-location-vacations") == ["By hearsay", "First hand"]
    assert found(source="mcuexchange") == ["By hearsay"]


def test_stories_are_found_by_how_sure_they_are(found, press, filming):
    press.draft("Heard", claims=[filming(standing="rumoured"), filming(standing="denied")])
    press.draft("Known", claims=[filming(standing="confirmed")])
    assert found(standing="rumoured") == found(standing="denied") == ["Heard"]
    assert found(standing="confirmed") == ["Known"]
    assert found(standing="reported") == []


def test_stories_on_their_way_are_found_by_what_they_lack(found, press, olv):
    image = picture()
    press.draft("Has all", sources=[[olv]], lead_image=image)
    press.in_review("No source", lead_image=image)
    press.scheduled("No picture", sources=[[olv]])
    press.draft("No byline", sources=[[olv]], lead_image=image).bylines.all().delete()
    press.live("Out without any")
    press.withdrawn("Gone without any")
    assert found(needs="source") == ["No source"]
    assert found(needs="picture") == ["No picture"]
    assert found(needs="byline") == ["No byline"]


def test_stories_are_found_by_notes_that_nobody_has_answered(found, press, editor, writer):
    asked, answered, done = press.draft("Asked"), press.draft("Answered"), press.live("Done")
    Note.objects.create(article=asked, text="Why?", user=editor)
    note = Note.objects.create(article=answered, text="Why?", done_at=timezone.now())
    Note.objects.create(article=answered, text="Because.", answers=note, user=writer)
    Note.objects.create(article=done, text="Why?", done_at=timezone.now())
    assert found(needs="notes") == ["Asked"]


def test_stories_are_found_by_when_they_were_changed(found, press, monkeypatch):
    now = timezone.make_aware(datetime(2017, 4, 12, 0, 30))  # a Wednesday, half past midnight
    for headline, day in (("Today", 12), ("Monday", 10), ("Sunday", 9), ("March", -10)):
        story = press.draft(headline)
        at = timezone.make_aware(datetime(2017, 4, 1, 0, 5)) + timedelta(days=day - 1)
        Article.objects.filter(pk=story.pk).update(changed_at=at)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert found(changed="today") == ["Today"]
    assert found(changed="week") == ["Monday", "Today"]
    assert found(changed="month") == ["Monday", "Sunday", "Today"]


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense",
        "state=%00",
        "state=",
        "show=unknown",
        "show=1",
        "show=",
        "show=%00",
        "author=%00",
        "source=" + "x" * 5000,
        "section=nonsense",
        "standing=sure",
        "needs=sleep",
        "changed=yesterday",
        "order=headline",
    ],
)
def test_a_value_that_no_filter_offers_leads_back_to_the_whole_list(desk, press, query):
    press.draft()
    answer = desk.get(f"{LIST}?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?e=1")
    assert desk.get(f"{LIST}?e=1").status_code == 200


@pytest.mark.parametrize("query", ["section__id__exact=1", "headline__regex=(", "body=x"])
def test_what_is_no_filter_is_refused(desk, press, query):
    press.draft()
    assert desk.get(f"{LIST}?{query}").status_code == 400


def test_a_name_leads_where_its_address_does(found, desk, press, jessica_jones):
    press.draft("About her", about=[jessica_jones])
    press.draft("Not")
    assert found(show="jessica JONES") == ["About her"]
    menu = read(desk.get(LIST, {"show": "Jessica Jones"})).all("details.filter")[0]
    assert menu.one("summary b").text == "Jessica Jones"
    assert menu.one("li [aria-current]").text == "Jessica Jones"


def menu(desk, place: int, **query: str):
    return read(desk.get(LIST, query)).all("details.filter")[place]


def test_a_menu_has_all_records_where_they_are_few(desk, press, jessica_jones, olv):
    press.draft()
    assert menu(desk, 0).texts("li") == ["Any show", "Jessica Jones"]
    assert menu(desk, 1).texts("li") == ["Any section", "TV"]
    assert menu(desk, 2).texts("li") == ["Anybody", "Marguerite Lunn"]
    assert menu(desk, 3).texts("li") == ["Any source", "On Location Vacations"]
    assert [one.all("input") for one in read(desk.get(LIST)).all("details.filter")] == [[]] * 7


def test_where_there_are_many_the_shelf_comes_first_and_the_others_are_typed(
    desk, press, jessica_jones
):
    for number in range(20):
        Show.objects.create(name=f"A show {number:02}", slug=f"show-{number}")
    Show.objects.create(name="Zorro", slug="zorro", shelf_position=2)
    press.draft()
    shows = menu(desk, 0)
    assert shows.texts("li")[:4] == ["Any show", "Jessica Jones", "Zorro", "A show 00"]
    assert len(shows.all("li")) == 1 + filters.LISTED
    assert shows.one("input[type=search]")["data-names"] == LIST + "choose/show/"
    chosen = menu(desk, 0, show="show-19", state="draft")
    assert chosen.texts("li")[:2] == ["Any show", "A show 19"]
    sent = {field["name"]: field["value"] for field in chosen.all("input[type=hidden]")}
    assert sent == {"state": "draft"}


def test_where_there_are_many_sources_those_used_lately_come_first(desk, press):
    sources = [
        Source.objects.create(name=f"Source {number:02}", slug=f"s-{number}")
        for number in range(20)
    ]
    for _ in range(2):
        press.draft(sources=[[sources[7]], [sources[12]]])
    press.draft(sources=[[sources[12]]])
    assert menu(desk, 3).texts("li") == ["Any source", "Source 12", "Source 07"]
    assert menu(desk, 3).one("input[type=search]")["name"] == "source"


def test_menus_cost_the_same_however_many_records_there_are(desk, press):
    def cost() -> int:
        desk.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            desk.get(LIST)
        return len(asked)

    def more(times: int) -> None:
        for number in range(times):
            name = f"{Show.objects.count()} {number}"
            Show.objects.create(name=name, slug=name.replace(" ", "-"))
            Source.objects.create(name=name, slug=name.replace(" ", "-"))
            Author.objects.create(name=name, slug=name.replace(" ", "-"))

    press.draft()
    more(20)
    few = cost()
    more(60)
    assert cost() == few


def test_names_are_offered_while_one_is_typed(desk, jessica_jones):
    Show.objects.create(name="A Jessica", slug="a-jessica")
    Show.objects.create(name="Daredevil", slug="daredevil")
    address = LIST + "choose/show/"
    assert desk.get(address, {"term": "JES"}).json() == {
        "names": [
            {"slug": "jessica-jones", "name": "Jessica Jones"},
            {"slug": "a-jessica", "name": "A Jessica"},
        ]
    }
    for term in ("", " ", "\x00", "%", "x" * 5000):
        assert desk.get(address, {"term": term}).json() == {"names": []}


def test_names_are_for_those_who_may_see_them(client, desk, writer, jessica_jones):
    address = LIST + "choose/show/"
    assert client.get(address).status_code == 302
    assert at_desk(writer).get(address).status_code == 200
    writer.groups.clear()
    assert at_desk(writer).get(address).status_code in (302, 404)
    assert desk.get(LIST + "choose/user/").status_code == 404


def test_everything_but_the_tab_is_cleared_at_once(desk, press, tv):
    press.draft()
    page = read(desk.get(LIST, {"state": "draft", "section": "tv", "q": "zanzibar"}))
    assert page.links(".nothing") == [("Show all of them", "?state=draft")]
    assert page.one("a.clear")["href"] == "?state=draft"
    assert read(desk.get(LIST, {"state": "draft"})).all("a.clear") == []


def test_the_search_form_keeps_the_filters(desk, press, tv):
    press.draft()
    form = read(desk.get(LIST, {"state": "draft", "section": "tv", "q": "x"})).one(
        "#changelist-search"
    )
    sent = {field["name"]: field["value"] for field in form.all("input")}
    assert sent == {"state": "draft", "section": "tv", "q": "x"}


# -- Several at once -----------------------------------------------------------------------------


def sure(client, action: str, stories, **told: str):
    """Choose stories in the list, say what, and press the button on the page that asks."""
    chosen = {"action": action, "_selected_action": [story.pk for story in stories]}
    asks = client.post(LIST, chosen | {"index": "0"})
    assert asks.status_code == 200
    assert read(asks).texts(".chosen li") != []
    return client.post(LIST, chosen | {"sure": "1"} | told, follow=True)


def test_a_date_is_planned_for_several(desk, press):
    stories = [press.draft("One"), press.in_review("Two")]
    page = sure(desk, "plan", stories, planned_for="2050-04-12T09:00")
    assert said(page) == "Planned for 12 Apr 2050, 09:00. 2 stories."
    at = timezone.make_aware(datetime(2050, 4, 12, 9))
    assert set(Article.objects.values_list("planned_for", flat=True)) == {at}
    assert set(Article.objects.values_list("revisions__verb", flat=True)) == {"submit", "plan"}


def test_what_cannot_be_planned_is_named_and_the_others_are(desk, press):
    stories = [press.live("Out"), press.draft("A draft"), press.scheduled("Promised")]
    before = stories[2].live_at
    page = sure(desk, "plan", stories, planned_for="2050-04-12T09:00")
    assert said(page) == (
        "Planned for 12 Apr 2050, 09:00. 1 story. "
        "Not “Out”: The story is “live”; that cannot be done with it now. "
        "Not “Promised”: It is scheduled. Open it to move it."
    )
    planned = Article.objects.filter(planned_for__year=2050)
    assert [story.headline for story in planned] == ["A draft"]
    assert Article.objects.get(headline="Promised").live_at == before


def test_a_topic_is_added_to_several(desk, press):
    stories = [press.draft("One", topics=["filming"]), press.draft("Two")]
    page = sure(desk, "topic", stories, topics="Permits, filming")
    assert said(page) == "Now about Permits, filming. 2 stories."
    for story in stories:
        assert sorted(story.topics.names(), key=str.lower) == ["filming", "Permits"]


def test_a_live_story_gets_it_as_a_change_that_readers_do_not_see(desk, press):
    story = press.live("Out")
    sure(desk, "topic", [story], topics="permits")
    assert list(story.topics.names()) == []
    assert WorkingCopy.objects.get(article=story).state["fields"]["topics"] == ["permits"]


def test_an_author_is_named_after_those_who_are_named_already(desk, press, lunn):
    dee = Author.objects.create(name="Dee", slug="dee")
    story = press.draft("One")
    page = sure(desk, "author", [story], author=dee.pk)
    assert said(page) == "Dee is named now. 1 story."
    assert [byline.author for byline in story.bylines.order_by("position")] == [lunn, dee]
    page = sure(desk, "author", [story], author=dee.pk)
    assert said(page) == "Not “One”: It has that already."


def test_a_writer_changes_their_own_stories_only(writer, press):
    mine = press.draft("Mine", created_by=writer)
    theirs, out = press.draft("Theirs"), press.live("Out")
    page = sure(at_desk(writer), "topic", [mine, theirs, out], topics="permits")
    assert said(page).startswith("Now about permits. 1 story. Not “Out”: You can change your own")
    assert list(mine.topics.names()) == ["permits"]
    assert list(theirs.topics.names()) == []
    assert WorkingCopy.objects.filter(article__in=[theirs, out]).count() == 0


def test_whoever_may_only_look_has_nothing_to_choose(writer, press, django_user_model):
    story = press.live("Out")
    writer.groups.clear()
    writer.user_permissions.add(
        *Permission.objects.filter(codename="view_article", content_type__app_label="articles")
    )
    client = at_desk(django_user_model.objects.get(pk=writer.pk))
    assert read(client.get(LIST)).all("input[type=checkbox]") == []
    chosen = {"action": "topic", "_selected_action": [story.pk], "sure": "1", "topics": "x"}
    client.post(LIST, chosen)
    assert not WorkingCopy.objects.exists()


def test_nothing_is_published_from_the_list(desk, press):
    press.draft("One")
    buttons = read(desk.get(LIST)).all(".bulk button")
    assert (
        [button["value"] for button in buttons] == list(bulk.ACTIONS) == ["plan", "topic", "author"]
    )


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("plan", {"planned_for": ""}),
        ("plan", {"planned_for": "0217-04-12T09:00"}),
        ("plan", {"planned_for": "soon"}),
        ("topic", {"topics": ""}),
        ("topic", {"topics": "!!!"}),
        ("topic", {"topics": "x" * 300}),
        ("author", {"author": ""}),
        ("author", {"author": "99999999999999999999"}),
        ("author", {"author": "x"}),
    ],
)
def test_what_is_not_clear_is_asked_again(desk, press, action, told):
    page = sure(desk, action, [press.draft("One")], **told)
    assert read(page).all("ul.errorlist") != []
    assert said(page) == ""


@pytest.mark.parametrize("chosen", [[], ["x"], ["0"], ["9" * 30], ["-1"], ["\x00"]])
@pytest.mark.parametrize("action", ["plan", "delete_selected", ""])
def test_choosing_nothing_changes_nothing(desk, press, action, chosen):
    press.draft("One")
    data = {"action": action, "_selected_action": chosen, "index": "0", "sure": "1", "topics": "x"}
    page = desk.post(LIST, data, follow=True)
    assert page.status_code == 200
    assert said(page) != ""
    assert Article.objects.count() == 1


def test_what_an_account_may_not_see_it_cannot_choose(writer, press):
    hidden = press.draft("Zanzibar")
    page = at_desk(writer).post(
        LIST, {"action": "topic", "_selected_action": [hidden.pk], "index": "0"}, follow=True
    )
    assert b"Zanzibar" not in page.content
    assert said(page) == "Nothing was changed: choose stories first."


def test_all_stories_at_once_are_never_meant(desk, press):
    one, other = press.draft("One"), press.draft("Other")
    data = {"action": "topic", "_selected_action": [one.pk], "select_across": "1"}
    desk.post(LIST, data | {"sure": "1", "topics": "permits"})
    assert list(one.topics.names()) == ["permits"]
    assert list(other.topics.names()) == []
