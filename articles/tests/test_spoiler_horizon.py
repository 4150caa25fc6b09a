"""A story's spoiler horizon: for whom it is one, how the desk marks it, and what it asks for."""

from datetime import date, timedelta

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from articles import state, workflow
from articles.checklist import check
from articles.compare import compare
from articles.models import Article, Coverage
from articles.piece import Piece
from articles.tests.desk import at_desk, form_of, opened, save
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import count_queries, parse, read
from shows import uses
from shows.models import Episode, Season
from shows.seen import COOKIE, Seen

DAY = date(2017, 4, 10)
FEEDS = ["/feed/", "/news-sitemap.xml", "/sitemaps/stories-2017-04.xml"]
SAFE = "What happened to Jessica"


@pytest.fixture
def episode(season_2):
    return Episode.objects.create(season=season_2, number=8, title="AKA The End")


def carded(story):
    """The story as lists have it, from itself and from a link row."""
    card = Article.objects.for_cards().get(pk=story.pk)
    Coverage.objects.get_or_create(article=story, defaults={"show": Season.objects.get().show})
    row = Coverage.objects.for_cards().get(article=story).card
    assert [getattr(card, name) for name in PLACE] == [getattr(row, name) for name in PLACE]
    return card


PLACE = ("spoils_in", "spoils_number", "spoils_part", "shown_headline")


def for_whom(card, *cookies):
    return [card.is_spoiler_for(Seen.read(cookie), DAY) for cookie in cookies]


def test_an_episode_s_spoiler_is_one_until_the_episode_was_seen(press, episode):
    show = episode.season.show_id
    card = carded(press.draft(spoils_episode=episode, safe_headline=SAFE))
    seen = [f"{show}.{place}" for place in ("1.0", "2.7", "2.8", "2.0", "3.1")]
    assert for_whom(card, "", *seen) == [True, True, True, False, False, False]
    assert for_whom(card, f"{show + 1}.2.8") == [True], "another show was seen"


def test_a_season_s_spoiler_is_one_until_all_of_it_was_seen(press, season_2):
    show = season_2.show_id
    card = carded(press.draft(spoils_season=season_2, safe_headline=SAFE))
    seen = [f"{show}.{place}" for place in ("2.8", "2.0", "3.1")]
    assert for_whom(card, "", *seen) == [True, True, False, False]


def test_a_special_s_spoiler_is_one_until_its_season_was_seen(press, season_2):
    special = Episode.objects.create(season=season_2, title="AKA Christmas")
    card = carded(press.draft(spoils_episode=special, safe_headline=SAFE))
    assert for_whom(card, f"{season_2.show_id}.2.8", f"{season_2.show_id}.2.0") == [True, False]


def test_of_season_and_episode_the_episode_counts(press, episode):
    facts = {"spoils_season": episode.season, "spoils_episode": episode}
    card = carded(press.draft(safe_headline=SAFE, **facts))
    assert for_whom(card, f"{episode.season.show_id}.2.8") == [False]


@pytest.mark.parametrize(
    ("until", "is_one"),
    [(None, True), (DAY + timedelta(days=1), True), (DAY, False), (DAY - timedelta(days=1), False)],
)
def test_from_its_day_on_it_is_none(press, season_2, until, is_one):
    facts = {"spoils_season": season_2, "spoils_until": until}
    assert for_whom(carded(press.draft(safe_headline=SAFE, **facts)), "") == [is_one]


def test_a_day_alone_is_a_horizon_and_nothing_is_none(press, season_2):
    until = press.draft(spoils_until=DAY + timedelta(days=1), safe_headline=SAFE)
    assert for_whom(carded(until), "", f"{season_2.show_id}.9.0") == [True, True]
    assert for_whom(carded(press.draft(safe_headline=SAFE)), "") == [False]


def test_a_story_read_without_its_horizon_is_a_spoiler_to_everybody(press, season_2):
    story = Article.objects.get(pk=press.draft(spoils_season=season_2, safe_headline=SAFE).pk)
    assert for_whom(story, "", f"{season_2.show_id}.2.0") == [True, True]


def test_the_safe_words_and_picture_stand_in_place_of_the_others(press, season_2):
    lead, safe = picture("A coffin"), picture("A door")
    facts = {"standfirst": "She is dead.", "lead_image": lead, "safe_image": safe}
    card = carded(press.draft("She dies", spoils_season=season_2, safe_headline=SAFE, **facts))
    assert (card.shown_headline, card.shown_standfirst, card.shown_image) == (SAFE, "", safe)
    Seen({season_2.show_id: (2, 0)}).uncover([card])
    said = (card.shown_headline, card.shown_standfirst, card.shown_image)
    assert said == ("She dies", "She is dead.", lead)


def test_a_spoiler_does_not_go_out_without_a_safe_headline(press, season_2, writer, editor):
    story = press.draft(spoils_season=season_2, created_by=writer)
    found = {one.name: one for one in check(Piece.of(story), timezone.now()).findings}
    assert (found["safe headline"].is_blocker, found["safe headline"].field) == (
        True,
        "safe_headline",
    )
    with pytest.raises(workflow.Refused):
        workflow.publish(story, editor)
    story.safe_headline = SAFE
    found = {one.name for one in check(Piece.of(story), timezone.now()).findings}
    assert "safe headline" not in found


def test_safe_words_without_a_horizon_are_pointed_out(press):
    story = press.draft(safe_headline=SAFE)
    found = {one.name: one for one in check(Piece.of(story), timezone.now()).findings}
    assert (found["horizon"].is_blocker, found["horizon"].field) == (False, "spoils_season")


def test_the_safe_picture_must_be_fit_to_be_shown(press, season_2):
    image = picture("A door")
    story = press.draft(spoils_season=season_2, safe_headline=SAFE, safe_image=image)

    def said():
        findings = check(Piece.of(story), timezone.now()).findings
        return [one.sentence for one in findings if one.name == "safe picture"]

    assert said() == []
    image.rights_expire_on = timezone.localdate() - timedelta(days=1)
    assert said() == ["We may not show the safe picture any more. Choose another one."]
    image.credit = ""
    assert said() == ["The safe picture needs an alt text and a credit."]


def test_a_headline_may_tell_where_the_safe_one_does_not(press, season_2):
    told = press.draft("Trish dies", about=[season_2])
    marked = press.draft(
        "Trish dies", about=[season_2], spoils_season=season_2, safe_headline="Trish is killed"
    )
    for story, field in ((told, "headline"), (marked, "safe_headline")):
        findings = check(Piece.of(story), timezone.now()).findings
        assert [one.field for one in findings if one.name == "spoiler"] == [field]
    marked.safe_headline = SAFE
    names = {one.name for one in check(Piece.of(marked), timezone.now()).findings}
    assert "spoiler" not in names


def test_a_writer_marks_it_and_it_goes_out_marked(client, press, episode, writer, editor):
    story = press.draft("She dies", slug="she-dies", created_by=writer)
    desk = at_desk(writer)
    data = opened(desk, form_of(story))
    typed = {
        "spoils_episode": [str(episode.pk)],
        "spoils_until": ["2030-01-31"],
        "safe_headline": [SAFE],
        "safe_standfirst": ["For those who know."],
    }
    assert {name: data[name] for name in typed} == {name: [""] for name in typed}
    save(desk, form_of(story), data | typed)
    shown = opened(desk, form_of(story))
    assert {name: shown[name] for name in typed} == typed
    workflow.publish(Article.objects.get(), editor)
    story = Article.objects.get()
    assert (story.spoils_episode, story.spoils_until) == (episode, date(2030, 1, 31))
    assert (story.safe_headline, story.safe_standfirst) == (SAFE, "For those who know.")
    assert story.slug == "what-happened-to-jessica", "its address gives nothing away either"
    kept = state.read(story)["fields"]
    assert {name: kept[name] for name in typed} == typed


def test_the_desk_says_of_which_season_an_episode_is(press, episode, writer):
    story = press.draft(spoils_episode=episode, created_by=writer)
    desk = at_desk(writer)
    chosen = read(desk.get(form_of(story))).one(
        "#card-spoiler .field-spoils_episode option[selected]"
    )
    assert chosen.text == "Jessica Jones, season 2 · Episode 8: AKA The End"
    about = {"app_label": "articles", "model_name": "article", "field_name": "spoils_episode"}
    found = desk.get("/admin/autocomplete/", about | {"term": "jessica 8"}).json()["results"]
    lines = [(one["text"], one["line"]) for one in found]
    assert lines == [("Episode 8: AKA The End", "Jessica Jones, season 2")]


def test_an_address_that_was_typed_stays(press, season_2, writer, editor):
    story = press.draft("She dies", slug="the-end", created_by=writer)
    desk = at_desk(writer)
    data = opened(desk, form_of(story))
    typed = {"spoils_season": [str(season_2.pk)], "safe_headline": [SAFE]}
    save(desk, form_of(story), data | typed)
    workflow.publish(Article.objects.get(), editor)
    assert Article.objects.get().slug == "the-end"


def test_an_episode_of_another_season_is_refused(press, episode, writer, editor):
    other = Season.objects.create(show=episode.season.show, number=1)
    story = press.draft(created_by=writer)
    desk = at_desk(writer)
    typed = {"spoils_season": [str(other.pk)], "spoils_episode": [str(episode.pk)]}
    data = opened(desk, form_of(story)) | typed | {"safe_headline": [SAFE]}
    save(desk, form_of(story), data)
    with pytest.raises(workflow.Refused, match="This episode belongs to another season"):
        workflow.publish(Article.objects.get(), editor)


def test_versions_are_told_apart_by_it_and_older_ones_do_not_know_it(press, episode):
    image = picture("A door")
    story = press.draft()
    old, new = state.read(story), state.read(story)
    new["fields"] |= {
        "spoils_season": [str(episode.season_id)],
        "spoils_episode": [str(episode.pk)],
        "spoils_until": ["2030-01-31"],
        "safe_headline": [SAFE],
        "safe_standfirst": ["For those who know."],
        "safe_image": [str(image.pk)],
    }
    told = compare(old, new)
    said = parse(str(told[1].text.new)).text
    assert said == "Jessica Jones, season 2 · Episode 8: AKA The End"
    assert [change.label for change in told] == [
        "Gives away season",
        "Gives away episode",
        "No spoiler any more from",
        "Safe headline",
        "Safe standfirst",
        "Safe picture",
    ]
    for name in new["fields"].keys() & {"spoils_season", "spoils_episode", "spoils_until"}:
        del old["fields"][name]
    assert [change.label for change in compare(old, new)] == [
        "Safe headline",
        "Safe standfirst",
        "Safe picture",
    ]
    assert state.filled(old, story)["fields"]["spoils_season"] == [""]


def test_what_a_story_gives_away_is_kept_and_named_before_it_is_deleted(press, episode):
    story = press.draft("She dies", spoils_episode=episode)
    with pytest.raises(ProtectedError):
        episode.delete()
    found = uses.keeping(Episode.objects.filter(pk=episode.pk))
    assert [(use.label, use.count) for use in found] == [("Stories that give it away", 1)]
    assert [example.name for example in found[0].examples] == [story.headline]


@pytest.mark.parametrize("address", ["/", "/tv/", "/shows/jessica-jones/", "/archive/2017/04/"])
def test_spoilers_cost_a_list_nothing(client, press, episode, address):
    press.live("A story", about=[episode.season])
    has_seen = Client()
    has_seen.cookies[COOKIE] = f"{episode.season.show_id}.2.8"
    plain = count_queries(client, address), count_queries(has_seen, address)
    for number in range(3):
        press.live(
            f"Spoiler {number}",
            about=[episode.season],
            spoils_episode=episode,
            safe_headline=SAFE,
            safe_image=picture(f"Door {number}"),
        )
    assert (count_queries(client, address), count_queries(has_seen, address)) == plain
    # What is kept of the front page speaks to those of whom we know nothing.
    assert plain[1] - plain[0] == (4 if address == "/" else 0)


@pytest.mark.parametrize(
    "address", ["/feed/", "/news-sitemap.xml", "/sitemaps/stories-2017-04.xml"]
)
def test_nor_a_feed_or_a_map(client, press, episode, address):
    at = {"at": timezone.now() - timedelta(hours=1)} if "news" in address else {}
    facts = {"spoils_episode": episode, "safe_headline": SAFE}
    press.live("A story", **facts, safe_image=picture("A door"), **at)
    one = count_queries(client, address)
    for number in range(2):
        press.live(**facts, safe_image=picture(f"Door {number}"), **at)
    assert count_queries(client, address) == one


def test_a_story_s_page_asks_no_more_for_a_spoiler(client, press, episode):
    plain = press.live("A story", about=[episode.season])
    marked = press.live(
        "Spoiler", about=[episode.season], spoils_episode=episode, safe_headline=SAFE
    )
    pages = [plain.get_absolute_url(), marked.get_absolute_url()]
    first, second = (count_queries(client, page) for page in pages)
    assert second <= first
