"""What could be better in a story. None of it stops one."""

from datetime import UTC, datetime

import pytest

from articles.checklist import check
from articles.checklist.doubles import doubles
from articles.models import Article, Topic
from articles.piece import Piece
from shows.models import Character, Credit, Person, Show

NOW = datetime(2017, 4, 11, 16, 0, tzinfo=UTC)


@pytest.fixture
def piece(tv, lunn) -> Piece:
    return Piece(
        article=Article(pk=10**6),
        headline="Production Starts on the Second Season",
        slug="production-starts",
        standfirst="The crew is back on its corner.",
        body="<p>It has begun.</p>",
        section=tv,
    )


def found(piece: Piece, *names: str) -> dict[str, str]:
    """What these checks say; all that is found must be advice, or of every story's needs."""
    findings = check(piece, NOW).findings
    assert {f.name for f in findings if f.is_blocker} <= {"byline", "headline"}
    return {f.name: f.sentence for f in findings if f.name in names}


def linked(piece: Piece, *addresses: str, words: str = "the words") -> dict[str, str]:
    piece.body = "".join(f'<p><a href="{address}">{words}</a></p>' for address in addresses)
    return found(piece, "nowhere", "no story", "withdrawn story", "desk", "vague link", "http")


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (60, {}),
        (
            61,
            {"search": "The headline has 61 characters. A search result would cut it; 60 fit."},
        ),
        (70, {"search": "The headline has 70 characters. A search result would cut it; 60 fit."}),
        (
            71,
            {
                "social": "The headline has 71 characters. Shared and in a search result it would "
                "be cut; 70 fit."
            },
        ),
    ],
)
def test_a_headline_fits_where_it_is_shown(piece, length, said):
    piece.headline = ("Word " * 20)[: length - 1] + "d"
    assert found(piece, "search", "social") == said


@pytest.mark.parametrize(
    ("headline", "is_loud"),
    [
        ("JESSICA JONES IS BACK", True),
        ("S.H.I.E.L.D. 2", False),  # a name
        ("MODOK", False),
        ("Jessica Jones Is Back", False),
        ("ДЖЕССИКА ДЖОНС ВЕРНУЛАСЬ", True),
        ("ジェシカ・ジョーンズが帰ってくる", False),  # an alphabet without capitals
    ],
)
def test_a_headline_does_not_shout(piece, headline, is_loud):
    piece.headline = headline
    said = "The headline is all capitals. Write it as a sentence or a title."
    assert found(piece, "capitals") == ({"capitals": said} if is_loud else {})


def test_a_standfirst_is_there_and_short(piece):
    names = ("standfirst", "long standfirst")
    assert found(piece, *names) == {}
    piece.standfirst = "x" * 160
    assert found(piece, *names) == {}
    piece.standfirst += "x"
    assert found(piece, *names) == {
        "long standfirst": "The standfirst has 161 characters. Beside a link about 160 are shown; "
        "say the rest in the body."
    }
    piece.standfirst = " "
    assert found(piece, *names) == {
        "standfirst": "There is no standfirst. Say in a sentence or two why it matters."
    }


def test_a_paragraph_is_not_a_page(piece):
    long = "One two three four five six " + "seven " * 154
    piece.body = f"<p>{long}</p><p>Short.</p>"
    assert found(piece, "long paragraph") == {}
    piece.body = f"<p>{long}more</p><p>Short.</p>"
    assert found(piece, "long paragraph") == {
        "long paragraph": "A paragraph has more than 160 words: “One two three four five…” Break "
        "it in two."
    }
    piece.body *= 2
    assert found(piece, "long paragraph") == {
        "long paragraph": "2 paragraphs have more than 160 words, the first “One two three four "
        "five…” Break them."
    }


@pytest.mark.parametrize(
    "attribution",
    [
        "<footer><cite>Melissa Rosenberg</cite>, to ScreenCrush</footer>",
        "<footer>Melissa Rosenberg</footer>",
        '<footer><a href="/sources/screencrush/">ScreenCrush</a></footer>',
        "<p><cite>Melissa Rosenberg</cite></p>",
    ],
)
def test_a_quotation_says_who_said_it(piece, attribution):
    piece.body = f"<blockquote><p>“Antagonists, plural.”</p>{attribution}</blockquote>"
    assert found(piece, "nameless quotation") == {}
    piece.body = piece.body.replace(attribution, "<footer> </footer>")
    said = "A quotation does not say whose words it has: “Antagonists, plural.” Name who said it."
    assert found(piece, "nameless quotation") == {"nameless quotation": said}


def test_a_name_inside_one_quotation_does_not_name_another(piece):
    named = "<blockquote><p>Yes.</p><footer>Her</footer></blockquote>"
    piece.body = f"<blockquote><p>No.</p></blockquote>{named}<blockquote><p>So.</p></blockquote>"
    assert found(piece, "nameless quotation") == {
        "nameless quotation": "2 quotations do not say whose words they have, the first “No.” Name "
        "them."
    }


def test_a_denial_says_what_it_denies(press, filming):
    earlier = press.live(claims=[filming()]).claims.get()
    bare = filming(standing="denied")
    dated = bare | {"date_on": "2017-04-10", "date_precision": "day"}
    answering = bare | {"answers": earlier, "answer": "denies"}
    told = press.draft(claims=[filming(), dated, bare, answering])
    findings = [f for f in check(Piece.of(told), NOW).findings if f.name == "denial"]
    assert [(f.sentence, f.is_blocker, f.field) for f in findings] == [
        (
            "Claim 3 is a denial. What does it deny? Choose the earlier claim that it settles, or "
            "give the date that is denied.",
            False,
            f"claims:{told.claims.all()[2].key}",
        )
    ]


def test_claims_rest_on_something(press, filming, olv):
    own = "It makes claims and names no source. Add one, unless all of it is our own reporting."
    story = press.draft(claims=[filming(), filming()])
    assert found(Piece.of(story), "no source", "claim") == {"no source": own}
    cited = press.draft(sources=[[olv]], claims=[filming(), filming(citation=None)])
    [finding] = [f for f in check(Piece.of(cited), NOW).findings if f.name == "claim"]
    assert (finding.sentence, finding.row, finding.is_blocker) == (
        "Claim 2 rests on no source. Choose one, unless it is our own reporting.",
        str(cited.claims.last().key),
        False,
    )


@pytest.mark.parametrize(
    "address",
    ["", "#", "#more", "www.example.com/page", "page.html", "?q=x", "https://", "http://the/page",
     "mailto:", "https://[", "ftp:", "//"],
)  # fmt: skip
def test_a_link_leads_somewhere(piece, address):
    said = linked(piece, address)
    assert said["nowhere"] == (
        "The link “the words” leads nowhere. Give it an address that begins with https://."
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://onlocationvacations.com/2017/04/10/",
        "https://example.com:8443/?a=b#c",
        "/shows/jessica-jones/",
        "mailto:desk@geekfeed.example",
        "//example.com/",
        "https://Ünïcode.example/",
    ],
)
def test_a_good_link_is_left_alone(piece, address):
    assert linked(piece, address) == {}


def test_a_link_without_an_address_leads_nowhere(piece):
    piece.body = "<p><a>the words</a> and <a href='javascript:alert(1)'>others</a></p>"
    assert found(piece, "nowhere") == {
        "nowhere": "2 links lead nowhere: “the words”, “others”. Give them addresses that begin "
        "with https://."
    }


def test_a_link_to_a_story_of_ours_leads_to_one_that_readers_have(press, settings):
    settings.SITE_URL = "https://geekfeed.example"
    live, withdrawn = press.live(), press.withdrawn()
    piece = Piece.of(press.draft())
    for start in (
        "",
        "https://geekfeed.example",
        "https://www.geekfeed.example",
        "//geekfeed.example",
    ):
        hidden = [press.draft(), press.in_review(), press.scheduled()]
        assert linked(piece, start + live.get_absolute_url()) == {}
        missing = "The link “the words” leads to a story of ours that readers do not have."
        for story in hidden:
            assert linked(piece, start + story.get_absolute_url()) == {"no story": missing}
        assert linked(piece, f"{start}/2017/04/nobody-wrote-it/") == {"no story": missing}
        gone = "The link “the words” leads to a story that was withdrawn. Take it out."
        assert linked(piece, start + withdrawn.get_absolute_url()) == {"withdrawn story": gone}


def test_a_story_may_link_to_itself_before_it_is_out(press):
    story = press.draft()
    assert linked(Piece.of(story), story.get_absolute_url()) == {}


def test_other_sites_have_stories_at_such_addresses_too(piece):
    assert linked(piece, "https://example.com/2017/04/nobody-wrote-it/") == {}


@pytest.mark.parametrize("start", ["", "http://127.0.0.1:8000"])
@pytest.mark.parametrize("path", ["/admin/articles/article/1/change/", "/preview/abc/"])
def test_a_link_does_not_lead_into_the_desk(piece, start, path):
    assert linked(piece, start + path) == {
        "desk": "The link “the words” leads into the desk, where readers cannot follow."
    }


@pytest.mark.parametrize("words", ["here", "Click here", "this link.", "Read more »"])
def test_a_link_says_where_it_leads(piece, words):
    said = linked(piece, "https://example.com/", words=words)
    assert list(said) == ["vague link"]
    assert linked(piece, "https://example.com/", words="here and there") == {}


def test_links_are_encrypted(piece, settings):
    settings.SITE_URL, settings.HTTPS = "https://geekfeed.example", True
    said = "The link “the words” begins with http://. Try it with https://."
    assert linked(piece, "http://example.com/") == {"http": said}
    assert linked(piece, "http://geekfeed.example/tv/") == {"http": said}
    settings.SITE_URL, settings.HTTPS = "http://127.0.0.1:8000", False
    assert linked(piece, "http://127.0.0.1:8000/tv/") == {}


def test_many_bad_links_are_one_finding(piece):
    addresses = [f"http://example.com/{number}" for number in range(5)]
    piece.body = "".join(f'<p><a href="{a}">{a[-1]}</a></p>' for a in addresses)
    assert found(piece, "http") == {
        "http": "5 links begin with http://: “0”, “1”, “2”. Try them with https://."
    }


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Kilgrave Is Back", "Kilgrave"),
        ("The Purple Man Is Back", "Purple Man"),
        ("Who Dies in the End", "Dies"),
        ("The finale, explained", "finale"),
        ("Kilgraves and Others", None),
        ("A purple man", None),
        ("Jessica Jones Is Back", None),  # the show's own name
        ("A Diesel Engine", None),
    ],
)
def test_a_headline_gives_nothing_away(press, jessica_jones, headline, told):
    played = Credit(show=jessica_jones, person_id=_person())
    played.character = Character.objects.create(
        name="Kilgrave", slug="kilgrave", aliases="Purple Man"
    )
    played.save()
    also = Character.objects.create(name="Jessica Jones", slug="jessica")
    Credit.objects.create(show=jessica_jones, person_id=played.person_id, character=also)
    piece = Piece.of(press.draft(headline, about=[jessica_jones]))
    said = f"The headline says “{told}”. Make sure that it gives away nothing of the show."
    assert found(piece, "spoiler") == ({"spoiler": said} if told else {})
    piece.coverage = []
    assert found(piece, "spoiler") == {}


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("Matt Murdock", "Daredevil"),
        ("Daredevil", "Matt Murdock"),
        ("Matt Murdock", "marvel's daredevil"),
        ("Matt Murdock", "Devil of Hell's Kitchen\nThe Man Without Fear"),
    ],
)
def test_who_is_called_as_a_show_by_any_name_gives_nothing_away(press, name, aliases):
    show = Show.objects.create(
        name="Daredevil",
        slug="daredevil",
        full_name="Marvel's Daredevil",
        aliases="The Man Without Fear",
    )
    played = Character.objects.create(name=name, slug="matt", aliases=aliases)
    Credit.objects.create(show=show, person_id=_person(), character=played)
    headline = f"Daredevil: {name}, {aliases.splitlines()[0]} and a New Season"
    assert found(Piece.of(press.draft(headline, about=[show])), "spoiler") == {}


def test_only_the_story_s_own_shows_have_characters_to_give_away(press, jessica_jones):
    other = Show.objects.create(name="Luke Cage", slug="luke-cage")
    shades = Character.objects.create(name="Shades", slug="shades")
    Credit.objects.create(show=other, person_id=_person(), character=shades)
    assert found(Piece.of(press.draft("Shades of It", about=[jessica_jones])), "spoiler") == {}


def _person() -> int:
    return Person.objects.create(name="Somebody", slug="somebody").pk


def test_pictures_in_the_text_have_alt_texts(piece):
    piece.body = '<p>Words.<img src="/media/a.webp" alt="A corner"></p>'
    assert found(piece, "alt in the text") == {}
    piece.body += '<p><img src="/media/b.webp" alt=" "><img src="/media/c.webp"></p>'
    assert found(piece, "alt in the text") == {
        "alt in the text": "2 pictures in the text have no alt text. Say what they show."
    }


def test_a_story_has_a_picture_and_a_subject(piece):
    assert found(piece, "picture", "subject") == {
        "picture": "There is no lead picture. Lists and shared links show one.",
        "subject": "It names no show and no topic. Those who follow one will not find it.",
    }
    piece.topics = ["filming"]
    assert list(found(piece, "picture", "subject")) == ["picture"]


def test_an_author_says_who_they_are(press):
    piece = Piece.of(press.draft())
    said = "The box under the story has nothing to say about Marguerite Lunn. Write two sentences."
    assert found(piece, "bio") == {"bio": said}
    piece.bylines[0].author.bio = "She edits the television pages."
    assert found(piece, "bio") == {}


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("set photos", "set photo"),
        ("set photo", "set photos"),
        ("spin-off", "spinoff"),
        ("spinoff", "spin-off"),
        ("spin-off", "spinoffs"),
        ("new york", "new-york"),
        ("new york", "New  York-"),
        ("hero", "heroes"),
        ("movies", "movie"),
        ("story", "stories"),
        ("stories", "story"),
        ("Zoë", "Zoë-"),
    ],
)
def test_a_topic_is_no_double_of_another(press, known, typed):
    press.draft(topics=[known])
    piece = Piece.of(press.draft())
    piece.topics = ["filming", typed]
    said = f"“{typed}” is nearly the topic “{known}”, which is in use. Take that one."
    assert found(piece, "topic") == {"topic": said}


@pytest.mark.parametrize("typed", ["set photos", "Set Photos", "sets", "photos", "!", "", "set"])
def test_a_topic_that_is_another_or_the_same_is_left_alone(press, typed):
    press.draft(topics=["set photos"])
    piece = Piece.of(press.draft())
    piece.topics = [typed]
    assert found(piece, "topic") == {}


def test_the_older_of_two_topics_is_the_one_to_take(press):
    press.draft(topics=["set photos"])
    story = press.draft(topics=["set photo"])
    assert doubles(["set photo"], story) == [("set photo", "set photos")]
    assert doubles(["set photos"], story) == []


def test_a_topic_that_no_other_story_has_is_nobody_s_double(press):
    Topic.objects.create(name="set photos")
    story = press.draft(topics=["set photo"])
    assert doubles(["set photo"], story) == []


def test_many_topics_are_looked_up_in_one_query(press, django_assert_num_queries):
    story = press.draft()
    for count in (1, 12, 500):
        with django_assert_num_queries(1):
            doubles([f"a long enough topic{number}" for number in range(count)], story)
