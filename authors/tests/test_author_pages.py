"""The authors' pages: who they are, what they wrote, and where else they are."""

import pytest

from articles import workflow
from articles.models import Byline
from authors.models import Author, AuthorLink
from geekfeed.tests.cast import picture
from geekfeed.tests.reading import count_queries, read

HIDDEN = ["draft", "in_review", "scheduled", "withdrawn"]
LUNN = "/authors/marguerite-lunn/"


def figures(page) -> dict[str, str]:
    return dict(zip(page.texts(".figures dt"), page.texts(".figures dd"), strict=True))


def test_the_page_has_role_name_portrait_bio_and_links(client, lunn):
    lunn.role, lunn.bio, lunn.portrait = "TV editor", "Edits television.", picture("Her portrait")
    lunn.save()
    AuthorLink.objects.create(author=lunn, label="Website", url="https://x.example/", position=2)
    AuthorLink.objects.create(author=lunn, label="Mastodon", url="https://m.example/", position=1)
    page = read(client.get(LUNN))
    head = page.one("header.pagehead")
    assert (head.one(".label").text, page.texts("h1")) == ("TV editor", ["Marguerite Lunn"])
    assert head.one(".standfirst").text == page.meta("description") == "Edits television."
    assert head.one("img")["alt"] == "Her portrait, drawn"
    assert head.one(".links").text.startswith("Follow Me:")
    assert head.links() == [("Mastodon", "https://m.example/"), ("Website", "https://x.example/")]


def test_an_author_of_whom_little_is_known_still_has_a_page(client, lunn):
    page = read(client.get(LUNN))
    assert page.one(".pagehead .label").text == "Author"
    assert page.all(".pagehead img") + page.all(".pagehead .links") == []
    assert "Nothing by Marguerite Lunn is out yet." in page.one(".empty").text
    assert figures(page) == {"posts": "0", "claims in them": "0", "corrections": "0"}


def test_figures_count_what_readers_may_see(client, press, filming):
    claims = [filming(), filming(kind="other", says="More")]
    story = press.live(claims=claims)
    press.live(claims=claims[:1])
    workflow.correct(story, None, "correction", "Not so.")
    workflow.correct(story, None, "clarification", "More clearly.")
    for state in HIDDEN:
        hidden = getattr(press, state)(claims=claims)
        hidden.corrections.create(kind="correction", text="Hidden.")
    page = read(client.get(LUNN))
    assert figures(page) == {"posts": "2", "claims in them": "3", "correction": "1"}


def test_the_posts_are_listed_newest_first_without_naming_their_author(client, press):
    for number in range(27):
        press.live(f"Story {number}")
    page = read(client.get(LUNN))
    assert page.texts("h3") == [f"Story {n}" for n in range(26, 6, -1)]
    assert "Marguerite Lunn" not in page.one("[aria-labelledby=author-posts]").text
    second = read(client.get(LUNN + page.one(".pager a[rel=next]")["href"]))
    assert second.texts("h3") == [f"Story {n}" for n in range(6, -1, -1)]
    assert second.all(".figures") == []


@pytest.mark.parametrize("state", HIDDEN)
def test_a_story_that_is_not_live_is_not_among_them(client, press, state):
    getattr(press, state)("Not for readers")
    press.live("For everybody")
    page = read(client.get(LUNN))
    assert page.texts("h3") == ["For everybody"]
    assert "Not for readers" not in page.text


def test_a_second_author_has_the_story_too(client, press):
    story = press.draft("Together")
    other = Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    Byline.objects.create(article=story, author=other, position=1)
    workflow.publish(story, None)
    assert read(client.get("/authors/dee-okafor/")).texts("h3") == ["Together"]


def test_what_an_author_says_of_themselves_is_text(client, lunn):
    lunn.bio = "<b>Bold</b> & brave"
    lunn.save()
    assert read(client.get(LUNN)).one(".standfirst").text == "<b>Bold</b> & brave"


def test_the_list_has_everybody_by_name_with_portrait_role_and_bio(client, lunn):
    lunn.role, lunn.bio, lunn.portrait = "TV editor", "Edits television.", picture()
    lunn.save()
    Author.objects.create(name="Dee Okafor", slug="dee-okafor")
    page = read(client.get("/authors/"))
    assert page.texts("h1") == ["Authors"]
    assert page.links(".staff") == [
        ("Dee Okafor", "/authors/dee-okafor/"),
        ("Marguerite Lunn", LUNN),
    ]
    assert [len(line.all("img")) for line in page.all(".staff li")] == [0, 1]
    assert page.texts(".staff .label") == ["TV editor"]
    assert page.texts(".staff__bio") == ["Edits television."]


def test_a_long_list_goes_on_over_the_page(client, db):
    for number in range(30):
        Author.objects.create(name=f"Author {number:02}", slug=f"author-{number}")
    first = read(client.get("/authors/"))
    assert first.links(".pager")[0][0] == "More authors"
    second = read(client.get("/authors/" + first.one(".pager a[rel=next]")["href"]))
    assert second.texts(".staff h2") == [f"Author {number}" for number in range(24, 30)]
    assert second.links(".pager") == [("Back to the first", "/authors/")]


def test_a_site_without_authors_says_so(client, db):
    assert "Nobody is on the masthead yet." in read(client.get("/authors/")).one(".empty").text


def test_the_page_costs_the_same_with_one_story_and_with_three(client, press, filming, olv):
    facts = {"about": [filming()["show"]], "claims": [filming()], "sources": [[olv]]}
    press.author.portrait = picture()
    press.author.save()
    AuthorLink.objects.create(author=press.author, label="Site", url="https://x.example/")
    press.live(lead_image=picture(), **facts)
    one = count_queries(client, LUNN)
    AuthorLink.objects.create(author=press.author, label="Other", url="https://y.example/")
    for _ in range(2):
        workflow.correct(press.live(lead_image=picture(), **facts), None, "correction", "No.")
    assert (one, count_queries(client, LUNN)) == (6, 6)


def test_the_list_costs_one_query_however_many_authors_there_are(client, lunn):
    lunn.portrait = picture()
    lunn.save()
    one = count_queries(client, "/authors/")
    for name in ("a", "b"):
        Author.objects.create(name=name, slug=name, portrait=picture())
    assert (one, count_queries(client, "/authors/")) == (1, 1)
