"""Which components there are: what each is for, what to do with it, and what it is shown with."""

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import mark_safe

from articles import typesetting
from geekfeed.demo.misbehaving import long_read, names
from geekfeed.styleguide import samples
from geekfeed.styleguide.along_time import along_time
from geekfeed.styleguide.component import Component
from geekfeed.styleguide.conversation import conversation
from geekfeed.styleguide.frame import frame
from geekfeed.styleguide.samples import (
    BARE_STORY,
    FACTS,
    LONG_FACTS,
    LONG_SHOW,
    LONG_STORY,
    SHOW,
    STORY,
    TV,
    WORD_STORY,
)
from images.models import Image
from shows import lettering
from shows.ledger import Standing

TEASERS = ("loud", "loud side", "medium", "plain", "quiet", "medium block")


def components(wide: Image | None, tall: Image | None) -> list[Component]:
    """All of them, in the order of a page; with pictures where there are some."""
    return [
        *frame(),
        *_small(),
        *_of_a_story(wide, tall),
        *_lists(wide, tall),
        *_of_the_catalog(tall),
        *along_time(),
        *conversation(),
    ]


def _small() -> Iterator[Component]:
    yield Component(
        "Standing",
        "styleguide/specimens/standings.html",
        "Says how sure we are: a patch of ink and its word.",
        "Put it beside what is claimed, patch and word together.",
        "Colour alone, a tick, a cross, a traffic light.",
        [
            ("in every show’s ink", {"shows": samples.SHOWS, "standings": list(Standing)}),
        ],
    )
    yield Component(
        "Chain",
        "components/chain.html",
        "Whose word it is: the origin first, then through whom it came.",
        "Name everybody; a dotted line leads to a source’s page.",
        "Leave a “via” out, or draw an icon for a source.",
        [
            ("ordinary", {"chain": samples.CHAIN}),
            ("through five", {"chain": samples.LONG_CHAIN}),
        ],
    )
    yield Component(
        "Kicker",
        "components/kicker.html",
        "The caption box: section and show. It may break a panel’s top left corner.",
        "One to a panel, at its corner.",
        "Two on one panel, or one in the middle of the art.",
        [
            ("ordinary", {"section": TV, "show_name": SHOW.name, "show_slug": SHOW.slug}),
            (
                "long name",
                {"section": TV, "show_name": LONG_SHOW.name, "show_slug": LONG_SHOW.slug},
            ),
            ("no show", {"section": TV}),
        ],
    )
    yield Component(
        "Search box",
        "navigation/searchbox.html",
        "The large field on the search page and where somebody is lost.",
        "One to a page.",
        "A placeholder in place of its name.",
        [("ordinary", {"query": "kilgrave"}), ("one word", {"query": names.LONG_WORD})],
    )


def _of_a_story(wide: Image | None, tall: Image | None) -> Iterator[Component]:
    twelve = [samples.byline(name, role) for name, role in names.AUTHORS]
    lead = FACTS[1].claim
    yield Component(
        "Story head",
        "articles/components/opening.html",
        "How a story begins: section and show, headline, standfirst, who and when, and its claim.",
        "Let the headline come first and be read whole.",
        "A headline over a picture, capitals, a headline cut short.",
        [
            (
                "ordinary",
                {
                    "article": STORY,
                    "bylines": [samples.byline("Marguerite Lunn", portrait=tall)],
                    "lead_show": SHOW,
                    "lead_claim": lead,
                },
            ),
            (
                "110 characters, a standfirst of 360, twelve authors",
                {
                    "article": LONG_STORY,
                    "bylines": twelve,
                    "lead_show": LONG_SHOW,
                    "lead_claim": LONG_FACTS[0].claim,
                },
            ),
            (
                "one word of 40 letters",
                {"article": WORD_STORY, "bylines": twelve[3:4], "lead_show": SHOW},
            ),
            ("nothing but a headline", {"article": BARE_STORY, "bylines": twelve[2:3]}),
        ],
        is_wide=True,
    )
    yield Component(
        "Figure",
        "styleguide/specimens/figure.html",
        "The picture that opens a story: a frame, and a caption cut into its corner.",
        "Name who made it, always.",
        "A shadow, a rounded corner, a zoom.",
        [("ordinary", {"image": wide}), ("a tall one in a wide frame", {"image": tall})]
        if wide and tall
        else [],
        is_wide=True,
    )
    yield Component(
        "Tells of",
        "articles/components/tells_of.html",
        "What a story gives away, between its picture and its text.",
        "Say which episode, and no more.",
        "A cover over the text: whoever opened the story chose to.",
        [
            ("an episode", {"article": _spoiler(SHOW.name, "season 1, episode 8")}),
            ("long", {"article": _spoiler(LONG_SHOW.name, "season 3000, episode 9999")}),
            ("until a day", {"article": _spoiler("", "")}),
        ],
    )
    yield Component(
        "Prose",
        "styleguide/specimens/prose.html",
        "The text of a story: about 65 characters a line, one drop cap in the show’s tone.",
        "Underline pages in solid, sources in dots.",
        "Justify, centre, set a second drop cap.",
        [
            ("ordinary", {"html": _prose(*long_read.sentences()[:3])}),
            (
                "lists, code, small type",
                {"html": _prose(long_read.sentences()[0], *_furniture("<ul>", "<pre>", "<sub>"))},
            ),
            (
                "tables",
                {"html": _prose(long_read.sentences()[1], *_furniture("Eight rum", "Two col"))},
            ),
        ],
    )
    yield Component(
        "Quotation",
        "styleguide/specimens/prose.html",
        "A balloon with square shoulders; its tail points at whoever speaks.",
        "Name the speaker. Beyond 140 characters it is read, not shouted.",
        "A quotation without a name, two on one screen.",
        [
            ("short", {"html": _set(*_furniture("“No.”"))}),
            ("long", {"html": _set(*_furniture("People ask me"))}),
            ("nameless", {"html": _set(*_furniture("We do not comment"))}),
        ],
    )
    yield Component(
        "Embed",
        "styleguide/specimens/prose.html",
        "A video or a post of another site: a title that is a link, and a door.",
        "Let nothing load from there before somebody opens the door.",
        "A player that is there unasked, a still picture from the other site.",
        [
            ("a video", {"html": _set(*_furniture("A trailer for"))}),
            ("a long title", {"html": _set(*_furniture("Forty seconds"))}),
        ],
    )
    yield Component(
        "What we know",
        "articles/components/facts.html",
        "The fact box beside a story: what its claims add up to.",
        "One to a story; a standing on every line that can have one.",
        "Prose.",
        [
            ("ordinary", {"facts": FACTS, "lead_show": SHOW}),
            ("long", {"facts": LONG_FACTS, "lead_show": SHOW}),
        ],
    )
    yield Component(
        "Rests on",
        "articles/components/rests_on.html",
        "The margin of a story: every claim, and on whose word.",
        "Keep the order of the text.",
        "A claim without a source, unless it is our own reporting.",
        [
            ("ordinary", {"claims": [fact.claim for fact in FACTS], "lead_show": SHOW}),
            ("long", {"claims": [fact.claim for fact in LONG_FACTS], "lead_show": SHOW}),
        ],
    )
    yield Component(
        "Correction",
        "articles/components/corrections.html",
        "What we got wrong, in the open, in the reading column, dated and typed.",
        "Say what stood there before.",
        "Fold it away.",
        [
            (
                "ordinary",
                {"corrections": [_notice("Correction", "We had written 2016. It was 2015.")]},
            ),
            (
                "long",
                {"corrections": [_notice("Update", " ".join(long_read.sentences()[:9]))]},
            ),
        ],
    )
    yield Component(
        "Sources",
        "articles/components/sources.html",
        "What a story rests on, after its text, with the page on which it was read.",
        "Show the firmest standing that rests on each.",
        "Hide one, or fold them away.",
        [
            ("ordinary", {"citations": [_citation(samples.CHAIN, Standing.REPORTED)]}),
            (
                "many, one of which nothing rests on",
                {
                    "citations": [
                        _citation(samples.LONG_CHAIN, Standing.RUMOURED),
                        _citation([samples.GAZETTE], None),
                        _citation(samples.CHAIN, Standing.CONFIRMED),
                    ]
                },
            ),
        ],
    )
    yield Component(
        "About",
        "articles/components/about.html",
        "What else a story is about: other shows in their ink, then topics.",
        "Name the shows first.",
        "A cloud whose letters grow.",
        [
            ("ordinary", {"topics": [samples.thing(name=name) for name in names.TOPICS[:4]]}),
            (
                "every show and forty topics",
                {
                    "also_about": [samples.thing(show=one, season=None) for one in samples.SHOWS],
                    "topics": [samples.thing(name=name) for name in names.TOPICS],
                },
            ),
        ],
    )
    yield Component(
        "Author box",
        "articles/components/author_box.html",
        "Who wrote it, in a few lines, with the way to their other stories.",
        "Leave the portrait out where there is none.",
        "A grey head in place of a face.",
        [
            (
                "ordinary",
                {
                    "byline": samples.thing(
                        author=samples.author(
                            portrait=tall,
                            bio="Reads call sheets the way others read horoscopes.",
                        ),
                        role="",
                        author_stories=773,
                    ),
                    "number": 1,
                },
            ),
            (
                "a long name, and nothing else",
                {"byline": samples.byline(names.LONG_PERSON, names.AUTHORS[1][1]), "number": 2},
            ),
        ],
    )
    yield Component(
        "Next",
        "articles/components/next_up.html",
        "The story to read after this one. The whole panel is the link.",
        "Dress it in the other story’s show.",
        "A countdown.",
        [
            ("ordinary", {"story": samples.story(STORY.headline, lead_image=wide)}),
            ("long, without a picture", {"story": LONG_STORY}),
            (
                "one word",
                {
                    "story": samples.story(
                        names.LONG_WORD, lead_image=tall, show_slug="the-punisher"
                    )
                },
            ),
        ],
        is_wide=True,
    )
    yield Component(
        "Related",
        "articles/components/related.html",
        "Stories that share something with this one, a line each.",
        "Say what both are about, what tells most first.",
        "Pictures: they are for the next story and for more of the section.",
        [
            (
                "ordinary, and picked by hand",
                {
                    "stories": [
                        samples.story(STORY.headline, reasons=["Season 2 began filming"]),
                        samples.story("Picked by Hand", reasons=[]),
                    ]
                },
            ),
            (
                "long",
                {
                    "stories": [
                        samples.story(names.LONG_HEADLINE, reasons=[names.LONG_WORD] * 2),
                        samples.story(names.LONG_WORD, reasons=[names.LONG_PERSON]),
                    ]
                },
            ),
        ],
        is_wide=True,
    )


def _lists(wide: Image | None, tall: Image | None) -> Iterator[Component]:
    yield Component(
        "Teaser",
        "styleguide/specimens/teasers.html",
        "One story in a list, in several volumes, from loud to quiet.",
        "Mix at least two volumes in a row.",
        "A row of equals; three dots at the end of a headline.",
        [
            (title, {"card": card, "volumes": TEASERS})
            for title, card in (
                ("ordinary", samples.story(STORY.headline, STORY.standfirst, lead_image=wide)),
                ("long, a tall picture", _with(LONG_STORY, shown_image=tall)),
                ("one word, no picture", WORD_STORY),
                ("nothing but a headline", BARE_STORY),
            )
        ],
    )
    yield Component(
        "Callsheet",
        "articles/components/filming.html",
        "What films now, set as slug lines of a script.",
        "Four lines at most, each with its source.",
        "Invent a place.",
        [
            ("ordinary", {"filming": [_shoot(FACTS[1], SHOW, "Broadway & W 101st St")]}),
            (
                "long, no place, wrapped",
                {
                    "filming": [
                        _shoot(LONG_FACTS[0], LONG_SHOW, names.LONG_PLACE),
                        _shoot(FACTS[2], samples.SHOWS[5], None),
                        _shoot(FACTS[0], samples.SHOWS[4], None, wrapped=True),
                    ]
                },
            ),
        ],
        is_wide=True,
    )
    yield Component(
        "Ledger",
        "articles/components/ledger.html",
        "The newest facts, from pencil to strike-through.",
        "Keep what was denied, struck out.",
        "Delete what turned out wrong.",
        [
            ("ordinary", {"ledger": _columns(FACTS)}),
            ("long, and an empty column", {"ledger": _columns(LONG_FACTS[1:])}),
        ],
        is_wide=True,
    )
    yield Component(
        "Spines",
        "articles/components/by_show.html",
        "The shelf as books: a spine is as tall as its show is busy.",
        "Let the heights differ.",
        "Equal heights.",
        [("ordinary and long", {"spines": _spines()})],
        is_wide=True,
    )
    yield Component(
        "Empty list",
        "components/empty.html",
        "In place of a list that has nothing in it: what is not there, and what to do.",
        "Say one thing and lead to one page.",
        "A drawing of an empty box.",
        [
            (
                "ordinary",
                {
                    "message": "No stories here yet.",
                    "hint": "The front page has what is out already.",
                    "url": "/",
                    "label": "Go to the front page",
                },
            ),
            ("nothing to do", {"message": "Nothing has had to be corrected yet."}),
        ],
    )


def _of_the_catalog(tall: Image | None) -> Iterator[Component]:
    yield Component(
        "Hero",
        "shows/components/hero.html",
        "A show’s name at full width on its own colour.",
        "Let the longest word fill a telephone’s line.",
        "White art behind white letters.",
        [
            (title, {"show": _shown(show), "lettering": lettering.measure(show.name)})
            for title, show in (("ordinary", SHOW), ("long, no tagline", LONG_SHOW))
        ],
        is_wide=True,
    )
    yield Component(
        "Timeline",
        "shows/components/timeline.html",
        "Where things stand: firmly as far as things are certain, dotted after that.",
        "Print a date as exactly as it is known, and say so.",
        "Invent a day for “2018”.",
        [("ordinary", {"facts": FACTS}), ("long", {"facts": LONG_FACTS})],
        is_wide=True,
    )
    yield Component(
        "Claims",
        "components/claims.html",
        "What was claimed, line by line; on a telephone each is a little card.",
        "Lead from the words to the story, from the standing to the claim.",
        "A tick for what came true.",
        [
            ("ordinary", {"claims": [fact.claim for fact in FACTS]}),
            ("long", {"claims": [fact.claim for fact in LONG_FACTS]}),
        ],
        is_wide=True,
    )
    yield Component(
        "Figures",
        "components/figures.html",
        "A few numbers that say something, between two rules.",
        "Four, with what they count.",
        "A percentage of three things, stars.",
        [
            (
                "ordinary",
                {"figures": [{"value": 21, "label": "came true"}, {"value": 2, "label": "denied"}]},
            ),
            (
                "large",
                {
                    "figures": [
                        {"value": "1,204,881", "label": names.LONG_WORD, "unit": "days"},
                        {"value": 0, "label": "days ahead of the official word, typically"},
                    ]
                },
            ),
        ],
    )


def _prose(*parts: str) -> str:
    return _set(*(part if part.startswith("<") else f"<p>{part}</p>" for part in parts))


def _set(*parts: str) -> str:
    # It is ours, from the files beside geekfeed/demo/misbehaving/long_read.py.
    return mark_safe(typesetting.set_in_type("".join(parts)))  # noqa: S308


def _furniture(*beginnings: str) -> list[str]:
    """The pieces of the long story in which these words stand, without headings and pictures."""
    return [
        part[part.rindex("</h") + 5 :] if part.startswith("<h") else part
        for words in beginnings
        for part in long_read.furniture()
        if words in part and "data-picture" not in part
    ]


def _notice(kind: str, text: str) -> Any:
    return samples.thing(get_kind_display=kind, at=samples.MOMENT, text=text)


def _citation(chain: list[Any], firmest: Standing | None) -> Any:
    return samples.thing(
        chain=chain,
        firmest=firmest,
        note="Filming in New York, 10 April 2017",
        url="https://a-very-long-address-for-a-very-long-name.gazette.example/permits/",
        host="a-very-long-address-for-a-very-long-name.gazette.example",
    )


def _spoiler(show: str, place: str) -> Any:
    return samples.thing(spoils_show=show, spoils_place=place)


def _with(story: Any, **facts: Any) -> Any:
    return samples.thing(**vars(story) | facts)


def _shoot(fact: Any, show: Any, place: str | None, *, wrapped: bool = False) -> Any:
    location = samples.thing(name=place) if place else None
    return samples.thing(fact=fact, show=show, season=None, location=location, wrapped=wrapped)


def _columns(facts: list[Any]) -> list[dict[str, Any]]:
    return [
        {"standing": standing, "facts": [fact for fact in facts if fact.standing == standing]}
        for standing in Standing
    ]


def _spines() -> list[Any]:
    return [
        samples.thing(
            show=samples.thing(
                name=show.name, slug=show.slug, poster=None, story_count=place * 7 + 1
            ),
            story=WORD_STORY if place % 2 else STORY,
            busy=11 - place,
        )
        for place, show in enumerate(samples.SHOWS)
    ]


def _shown(show: Any) -> Any:
    return samples.thing(
        name=show.name,
        slug=show.slug,
        backdrop=None,
        network=samples.thing(name="Netflix"),
        franchise=samples.thing(name="Marvel"),
        tagline="" if show is LONG_SHOW else "A private eye with too much strength.",
        get_status_display="Rumoured" if show is LONG_SHOW else "In production",
    )
