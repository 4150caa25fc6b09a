"""The stories that misbehave, in the form in which the demo keeps its own (demo/stories/)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.text import slugify

from geekfeed.demo.misbehaving import long_read
from geekfeed.demo.misbehaving.names import (
    AUTHORS,
    LONG_HEADLINE,
    LONG_STANDFIRST,
    LONG_WORD,
    TOPICS,
)
from geekfeed.demo.misbehaving.newsroom import (
    LAST_TOPIC,
    LONG_NAMED_SOURCE,
    NO_SOURCE,
    ONE_CLAIM,
    PLACE,
    PORTRAIT,
    SHOW,
)

LONG_READ = "every-rumour-ranked"
EVERYTHING = "twelve-authors-and-forty-topics"
ONE_WORD = "one-word"
NOTHING = "no-picture-no-standfirst"
PORTRAIT_STORY = "a-tall-picture"
SLUGS = (LONG_READ, EVERYTHING, ONE_WORD, NOTHING, PORTRAIT_STORY)

PUBLISHED = datetime(2017, 4, 12, 9, 0, tzinfo=UTC)
SHOWS = ("jessica-jones", "daredevil", "luke-cage", "iron-fist", "the-defenders", "the-punisher")
STANDINGS = ("rumoured", "reported", "confirmed", "denied")


def stories() -> list[dict[str, Any]]:
    """Each with its slug and body."""
    made = (_long_read(), _everything(), _one_word(), _nothing(), _portrait())
    return [
        {
            "section": "tv",
            "status": "live",
            "published": PUBLISHED - timedelta(hours=number),
            "slug": slug,
        }
        | story
        for number, (slug, story) in enumerate(zip(SLUGS, made, strict=True))
    ]


def _long_read() -> dict[str, Any]:
    return {
        "headline": LONG_HEADLINE,
        "standfirst": LONG_STANDFIRST,
        "picture": "gf-wait",
        "picture_caption": "A caption that explains the picture at such length that it would "
        f"cover it, with the {LONG_WORD} in it and no sign of an end.",
        "bylines": [{"author": "marguerite-lunn"}],
        "about": [{"show": "the-defenders"}],
        "topics": ["whispers", "denials"],
        "next": EVERYTHING,
        "citations": _citations(3),
        "claims": _claims(4),
        "body": long_read.body(),
    }


def _everything() -> dict[str, Any]:
    """Twelve authors, forty topics, every show, sources through sources, notices."""
    return {
        "headline": "Twelve of Us Wrote This, and It Is About All of It",
        "standfirst": "Too many cooks, and each has a title.",
        "section": "comics",
        "bylines": [
            {"author": slugify(name)} | ({"role": role[:60]} if role else {})
            for name, role in AUTHORS
        ],
        "about": [{"show": slug} for slug in SHOWS] + [{"show": SHOW}],
        "topics": [slugify(name)[:80] for name in TOPICS if name != LONG_WORD] + [LAST_TOPIC],
        "citations": _citations(8),
        "claims": [*_claims(12), _of_the_show()],
        "corrections": [
            {
                "kind": kind,
                "date": PUBLISHED + timedelta(hours=3 + number),
                "text": text,
            }
            for number, (kind, text) in enumerate(
                [
                    ("correction", "We had counted eleven authors. One had gone for coffee."),
                    ("clarification", f"“{LONG_WORD}” is one word."),
                    ("update", " ".join(long_read.sentences()[:6])),
                ]
            )
        ],
        "body": "".join(f"<p>{sentence}</p>" for sentence in long_read.sentences()[:5]),
        "next": ONE_WORD,
    }


def _one_word() -> dict[str, Any]:
    return {
        "headline": LONG_WORD,
        "standfirst": f"The {LONG_WORD} has a name, and it is {LONG_WORD}.",
        "section": "games",
        "bylines": [{"author": slugify(AUTHORS[3][0])}],
        "about": [{"show": SHOW}],
        "topics": [LAST_TOPIC],
        "citations": [{"ref": 0, "source": LONG_NAMED_SOURCE, "via": [NO_SOURCE]}],
        "claims": [
            _of_the_show()
            | {"says": f"The {LONG_WORD} is expected", "standing": "reported", "citation": 0}
        ],
        "body": f"<p>{LONG_WORD}: a word of forty letters, and all of them are needed.</p>"
        f"<h2>{LONG_WORD}</h2><ul><li>{LONG_WORD}</li></ul>"
        f"<blockquote><p>“{LONG_WORD}!”</p><footer><cite>{LONG_WORD}</cite></footer></blockquote>",
        "next": NOTHING,
    }


def _nothing() -> dict[str, Any]:
    """No picture, no standfirst, no show, no source, no topic, one sentence."""
    return {
        "headline": "No",
        "section": "movies",
        "bylines": [{"author": slugify(AUTHORS[2][0])}],
        "body": "<p>That was the whole answer.</p>",
    }


def _portrait() -> dict[str, Any]:
    return {
        "headline": "A Tall Picture Walks Into a Wide Frame",
        "standfirst": "It was taken with a telephone, as most things are.",
        "picture": PORTRAIT,
        "bylines": [{"author": "sam-abara"}, {"author": "dee-okafor", "role": "pictures"}],
        "about": [{"show": "luke-cage"}],
        "topics": ["posters"],
        "citations": [{"ref": 0, "source": ONE_CLAIM}],
        "claims": [
            {
                "says": "A poster is being printed",
                "kind": "other",
                "standing": "rumoured",
                "show": "luke-cage",
                "citation": 0,
            }
        ],
        "body": "".join(f"<p>{sentence}</p>" for sentence in long_read.sentences()[6:12]),
        "next": LONG_READ,
    }


def _citations(number: int) -> list[dict[str, Any]]:
    sources = ("on-location-vacations", "variety", "deadline", "dnainfo", LONG_NAMED_SOURCE)
    via = (
        "mcuexchange",
        "screencrush",
        "entertainment-weekly",
        LONG_NAMED_SOURCE,
        "untapped-cities",
    )
    return [
        {
            "ref": place,
            "source": sources[place % len(sources)],
            "via": [one for one in via[: place % 4] if one != sources[place % len(sources)]],
            "url": f"https://a-very-long-address-for-a-very-long-name.gazette.example/{place}/",
            "note": "Invented for this page" + ", and noted at some length" * (place % 3),
        }
        for place in range(number)
    ]


def _claims(number: int) -> list[dict[str, Any]]:
    return [
        {
            "says": f"Claim {place + 1} of this list is that nothing on it is true"
            + " except where somebody has already said that it is not" * (place % 2),
            "kind": "other",
            "standing": STANDINGS[place % 4],
            "show": SHOWS[place % len(SHOWS)],
            "citation": place % 3,
            **({"date": ("2017-04-10", "2018", "2017-Q3")[place % 3]} if place % 2 else {}),
        }
        for place in range(number)
    ]


def _of_the_show() -> dict[str, Any]:
    return {
        "says": "Something is being filmed that has no name yet",
        "kind": "filming_began",
        "standing": "rumoured",
        "show": SHOW,
        "location": PLACE,
    }
