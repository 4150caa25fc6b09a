"""Samples that are shaped like the site's records, and in no database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from geekfeed.demo.misbehaving import names
from geekfeed.lib.dates import PreciseDate, Precision
from images.models import Image
from shows.ledger import OPEN, Standing
from shows.models import Show

NOWHERE = "#components"
MOMENT = datetime(2017, 4, 10, 18, 5, tzinfo=UTC)

SHOWS = [
    Show(pk=place, name=name, slug=slug, accent=accent, leads_to_id=leads_to)
    for place, (name, slug, accent, leads_to) in enumerate(
        [
            ("Daredevil", "daredevil", "#c20e1a", 5),
            ("Jessica Jones", "jessica-jones", "#701bb4", 5),
            ("Luke Cage", "luke-cage", "#ffcc0a", 5),
            ("Iron Fist", "iron-fist", "#036d3f", 5),
            ("The Defenders", "the-defenders", "#1d2d4a", None),
            ("The Punisher", "the-punisher", "#000000", None),
            (names.LONG_SHOW, "untitled-street-level-project", "#8a8a00", None),
        ],
        start=1,
    )
]
SHOW, LONG_SHOW = SHOWS[1], SHOWS[-1]


def thing(**facts: Any) -> SimpleNamespace:
    """A record that leads nowhere."""
    return SimpleNamespace(**{"get_absolute_url": lambda: NOWHERE, "slug": "sample"} | facts)


def picture(title: str) -> Image | None:
    """A picture of the demo, where it is loaded."""
    return Image.objects.filter(title=title).order_by("pk").first()


TV = thing(name="TV")
OLV, MCU = thing(name="On Location Vacations"), thing(name="MCUExchange")
GAZETTE = thing(name=names.LONG_SOURCE)
CHAIN = [OLV, MCU]
LONG_CHAIN = [GAZETTE, OLV, MCU, thing(name="Entertainment Weekly"), thing(name="ScreenCrush")]
DAY = PreciseDate(date(2017, 4, 10), Precision.DAY)
YEAR = PreciseDate(date(2018, 1, 1), Precision.YEAR)
QUARTER = PreciseDate(date(2017, 7, 1), Precision.QUARTER)


def author(name: str = "Marguerite Lunn", portrait: Image | None = None, **facts: Any) -> Any:
    links = [
        thing(label=label, url="https://lunn.example/") for label in ("Mastodon", "Website", "RSS")
    ]
    return thing(
        name=name,
        portrait=portrait,
        links=links if facts.get("bio") else [],
        **{"bio": "", "role": ""} | facts,
    )


def byline(name: str, role: str = "", portrait: Image | None = None) -> Any:
    return SimpleNamespace(author=author(name, portrait), role=role, author_stories=10)


def story(headline: str, standfirst: str = "", **facts: Any) -> Any:
    """A story and its card."""
    picture = facts.setdefault("lead_image", None)
    return thing(
        headline=headline,
        standfirst=standfirst,
        shown_headline=headline,
        shown_standfirst=standfirst,
        shown_image=picture,
        **{
            "live_at": MOMENT,
            "section": TV,
            "show_slug": SHOW.slug,
            "show_name": SHOW.name,
            "first_author": "Marguerite Lunn",
            "lead_standing": Standing.REPORTED,
            "was_edited": True,
            "edited_at": MOMENT,
            "get_changes_url": NOWHERE,
            "minutes": 2,
        }
        | facts,
    )


STORY = story(
    "Production Starts on Jessica Jones Season 2",
    "A film crew has set up on the block that Jessica calls home.",
)
LONG_STORY = story(
    names.LONG_HEADLINE,
    names.LONG_STANDFIRST,
    show_slug=LONG_SHOW.slug,
    show_name=LONG_SHOW.name,
    first_author=names.LONG_PERSON,
)
WORD_STORY = story(names.LONG_WORD, f"{names.LONG_WORD}.", lead_standing=Standing.RUMOURED)
BARE_STORY = story(
    "No",
    show_slug=None,
    show_name=None,
    first_author=None,
    lead_standing=None,
    was_edited=False,
)


def claim(says: str, standing: Standing, **facts: Any) -> Any:
    return thing(
        says=says,
        standing=standing.value,
        sure=standing,
        **{
            "kind": "filming_began",
            "get_kind_display": lambda: "Filming began",
            "chain": CHAIN,
            "show": SHOW,
            "show_id": SHOW.pk,
            "season": None,
            "person": None,
            "character": None,
            "location": None,
            "date": DAY,
            "detail": "",
            "settled": None,
            "turned_out": None,
            "told_at": MOMENT,
            "article": STORY,
        }
        | facts,
    )


def fact(says: str, standing: Standing, **facts: Any) -> Any:
    made = claim(says, standing, **facts)
    return SimpleNamespace(
        claim=made,
        standing=standing,
        date=made.date,
        since=MOMENT,
        is_open=standing in OPEN,
        stories=2,
        origins=1,
        before=[],
    )


FACTS = [
    fact("Season 2 was ordered", Standing.CONFIRMED, chain=[thing(name="Netflix")], kind="renewed"),
    fact("Season 2 began filming", Standing.REPORTED),
    fact("Season 2 has more than one villain", Standing.RUMOURED, date=None, kind="other"),
    fact("Season 2 repeats the Kilgrave story", Standing.DENIED, date=YEAR, kind="other"),
]
LONG_FACTS = [
    fact(
        f"The {names.LONG_WORD} will be told in a season that nobody has ordered and that two "
        "people have seen",
        standing,
        chain=LONG_CHAIN,
        show=LONG_SHOW,
        show_id=LONG_SHOW.pk,
        date=QUARTER,
        location=thing(name=names.LONG_PLACE),
        kind="other",
    )
    for standing in Standing
]
