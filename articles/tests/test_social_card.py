"""The picture that other sites show beside a link to a story."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.test import override_settings
from PIL import Image as Pixels

from articles import tasks, workflow
from articles.models import Article, Byline
from articles.social_card import drawing, keeping, lettering
from articles.social_card.drawing import MARGIN, ROOM, SIZES, Words, png
from articles.social_card.lettering import anybody, fitted, settable
from articles.social_card.views import current
from authors.models import Author
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import read
from images.models import Making

WORDS = Words("Production Starts", "TV", "By A", "GeekFeed", "#701bb4")


def card_of(story):
    return current(Article.objects.filter(pk=story.pk))


@pytest.fixture
def drawn(monkeypatch) -> list[Words]:
    """What has been drawn, in order."""
    made: list[Words] = []

    def note(words: Words) -> bytes:
        made.append(words)
        return png(words)

    monkeypatch.setattr(drawing, "png", note)
    return made


def pixels(answer) -> Pixels.Image:
    return Pixels.open(BytesIO(answer.content)).convert("RGB")


def test_a_card_says_the_headline_the_show_the_section_and_who_wrote_it(
    press, season_2, jessica_jones
):
    story = press.live("Production Starts", about=[season_2])
    for number, name in enumerate(["Dee Okafor", "Ola Berg", "Ann Li"], start=1):
        author = Author.objects.create(name=name, slug=f"a-{number}")
        Byline.objects.create(article=story, author=author, position=number)
    assert card_of(story).words == Words(
        "Production Starts",
        "TV · Jessica Jones",
        "By Marguerite Lunn, Dee Okafor and others",
        "GeekFeed",
        "#701bb4",
    )


def test_it_is_a_picture_of_1200_by_630_in_the_colour_of_the_show(client, press, season_2):
    story = press.live("Production Starts", about=[season_2])
    answer = client.get(card_of(story).path)
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=86400"
    card = pixels(answer)
    assert card.size == (1200, 630)
    assert card.getpixel((5, 5)) == (0x70, 0x1B, 0xB4)
    assert card.getpixel((5, 620)) == (0xF6, 0xF6, 0xF2)
    assert len(png(WORDS)) < 100_000


def test_it_is_drawn_once_and_again_when_it_says_something_else(client, press, editor, drawn):
    story = press.live("Production Starts")
    first = card_of(story)
    for _ in range(2):
        assert client.get(first.path).status_code == 200
    assert len(drawn) == 1
    Article.objects.update(headline="Production Has Started")
    second = card_of(story)
    answer = client.get(first.path)
    assert (answer.status_code, answer["Location"]) == (302, second.path)
    assert client.get(second.path).status_code == 200
    assert [words.loud for words in drawn] == ["Production Starts", "Production Has Started"]
    kept = default_storage.listdir(f"cards/{story.pk}")[1]
    assert kept == [f"{second.digest}.png"], "the former one is swept"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_those_who_ask_at_once_one_draws_and_the_others_wait(press, drawn):
    if connection.vendor == "sqlite":
        pytest.skip("threads share a database in memory; images/tests/test_race.py has processes")
    card = card_of(press.live("All at once"))

    def ask(_number: int) -> bool:
        try:
            return keeping.have(card)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(ask, range(8))) == [True] * 8
    assert len(drawn) == 1
    assert not Making.objects.exists()


def test_whoever_asks_while_somebody_draws_it_is_told_to_come_again(
    client, press, drawn, monkeypatch
):
    card = card_of(press.live("Being drawn"))
    Making.objects.create(path=card.file)
    now = iter(range(0, 100, 10))
    monkeypatch.setattr("images.turns.time.monotonic", lambda: next(now))
    answer = client.get(card.path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert answer["Cache-Control"] == "no-store"
    assert drawn == []
    Making.objects.all().delete()
    assert client.get(card.path).status_code == 200


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
def test_the_worker_draws_it_when_the_story_goes_out(
    client, press, editor, drawn, django_capture_on_commit_callbacks
):
    from django_tasks_db.models import DBTaskResult

    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(press.draft("Out Now"), editor)
    story = Article.objects.get()
    told = DBTaskResult.objects.get(task_path="articles.tasks.draw_card").args_kwargs
    assert told["args"] == [story.pk]
    assert [tasks.draw_card.func(story.pk) for _ in range(2)] == [True, True]
    client.get(card_of(story).path)
    assert len(drawn) == 1


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "withdrawn"])
def test_what_readers_may_not_see_has_no_card(client, press, drawn, state):
    story = getattr(press, state)("Hidden")
    month = story.get_absolute_url()
    assert client.get(f"{month}card-{'0' * 16}.png").status_code == 404
    assert tasks.draw_card.func(story.pk) is False
    assert drawn == []


def test_an_address_that_names_no_card_is_a_404(client, press):
    story = press.live()
    page = story.get_absolute_url()
    for address in ("card-x.png", "card-.png", f"card-{'0' * 17}.png", f"card-{'0' * 16}.jpg"):
        assert client.get(page + address).status_code == 404
    other = page.replace("2017/04", "2016/01")
    assert client.get(f"{other}card-{'0' * 16}.png").status_code == 404
    assert client.post(card_of(story).path).status_code == 405


def test_the_page_names_it_before_the_lead_picture(client, press):
    story = press.live("Production Starts", lead_image=picture())
    page = read(client.get(story.get_absolute_url()))
    first, second = (tag["content"] for tag in page.all("meta[property=og:image]"))
    assert first == card_of(story).url
    assert "/images/" in second


# -- Letters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("Marvel’s “Daredevil” — season 3?", "Marvel’s “Daredevil” — season 3?"),
        ("A ✨ new\u200b \x00 show \U0001f600", "A new show"),
        ("Łódź, şarkı", "Lódz, sarkı"),
        ("Джессика Джонс", ""),
        ("ジェシカ・ジョーンズ", ""),
        ("جيسيكا", ""),
        ("", ""),
        ("✨✨", ""),
    ],
)
def test_what_the_faces_do_not_have_is_set_as_near_as_it_can_be_or_not_at_all(written, set_as):
    assert settable(written) == set_as


def test_a_headline_in_another_script_leaves_its_place_to_the_show_and_the_picture(
    client, press, jessica_jones
):
    story = press.live("Джессика Джонс", about=[jessica_jones], lead_image=picture())
    card = card_of(story)
    assert card.words.loud == "Jessica Jones"
    page = read(client.get(story.get_absolute_url()))
    first, second = (tag["content"] for tag in page.all("meta[property=og:image]"))
    assert "/images/" in first
    assert second == card.url
    assert card_of(press.live("ジェシカ")).words.loud == "GeekFeed"


@pytest.mark.parametrize(
    "headline",
    [
        "Wow",
        "Production Starts on Jessica Jones Season 2",
        "word " * 32,
        "W" * 160,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, twice",
        "a " * 80,
    ],
)
def test_a_headline_fits_whatever_its_length(headline):
    found = fitted(headline, *ROOM, SIZES)
    assert all(found.font.getlength(line) <= ROOM[0] for line in found.lines)
    assert len(found.lines) * found.leading <= ROOM[1]
    assert "".join(found.lines).replace(" ", "") == headline.replace(" ", "")


def test_the_last_line_is_not_left_with_one_word():
    found = fitted("Production Starts on Jessica Jones Season 2", *ROOM, SIZES)
    assert len(found.lines[-1].split()) > 1


def test_what_is_longer_than_its_place_is_cut_with_an_ellipsis():
    font = anybody(30)
    short = lettering.shortened("word " * 60, font, 400)
    assert short.endswith("…")
    assert font.getlength(short) <= 400
    found = fitted("word " * 400, *ROOM, SIZES)
    assert found.lines[-1].endswith("…")


def test_nothing_is_drawn_over_the_edge():
    card = drawing.draw(
        Words("W" * 160, "SECTION " * 30, "By " + "W" * 300, "The Long Name " * 9, "#ffcc00")
    )
    edge = card.crop((1200 - MARGIN + 4, 6, 1200, 524))
    assert len(edge.getcolors(4)) == 1
    foot = card.crop((1200 - MARGIN + 4, 536, 1200, 630))
    assert len(foot.getcolors(4)) == 1


def test_a_withdrawn_story_leaves_no_card_behind(
    client, press, editor, django_capture_on_commit_callbacks
):
    story = press.live("Not so")
    card = card_of(story)
    assert client.get(card.path).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(Article.objects.get(pk=story.pk), editor)
    assert not default_storage.exists(card.file)


# -- Pages that are not a story's ---------------------------------------------------------------


def test_the_pages_about_a_show_have_the_show_s_card(client, season_2, jessica_jones):
    jessica_jones.tagline = "A detective in Hell’s Kitchen."
    jessica_jones.save()
    card = keeping.card_of_show(jessica_jones)
    assert card.words == Words(
        "Jessica Jones",
        "What we know",
        "A detective in Hell’s Kitchen.",
        "GeekFeed",
        "#701bb4",
    )
    for address in ("/shows/jessica-jones/", "/shows/jessica-jones/season-2/"):
        assert read(client.get(address)).meta("og:image") == card.url
    answer = client.get(card.path)
    assert pixels(answer).getpixel((5, 5)) == (0x70, 0x1B, 0xB4)


def test_every_other_page_has_the_site_s(client, press, settings):
    press.live(topics=["Casting"])
    card = keeping.card_of_site()
    assert (card.words.loud, card.words.accent) == ("GeekFeed", "")
    for address in ("/", "/tv/", "/topics/casting/", "/authors/marguerite-lunn/", "/shows/"):
        page = read(client.get(address))
        told = [page.meta(f"og:{name}") for name in ("type", "site_name", "url", "image")]
        assert told == ["website", "GeekFeed", settings.SITE_URL + address, card.url]
    assert pixels(client.get(card.path)).size == (1200, 630)


def test_what_is_nowhere_has_no_card(client, db):
    assert client.get(f"/shows/nobody/card-{'0' * 16}.png").status_code == 404
    assert b"og:image" not in client.get("/nowhere/").content


def test_a_former_card_leads_to_the_present_one(client, jessica_jones):
    card = keeping.card_of_show(jessica_jones)
    former = card.path.replace(card.digest, "0" * 16)
    assert client.get(former)["Location"] == card.path
