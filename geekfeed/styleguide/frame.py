"""What every page is framed with, and how it is passed on."""

from collections.abc import Iterator
from typing import Any

from geekfeed.demo.misbehaving import names
from geekfeed.styleguide import samples
from geekfeed.styleguide.component import Component, Context
from geekfeed.styleguide.samples import LONG_SHOW, SHOW, SHOWS

SECTIONS = [samples.thing(name=name) for name in ("TV", "Movies", "Comics", "Games")]
MANY_SECTIONS = [*SECTIONS, *(samples.thing(name=name) for name in names.TOPICS[:9])]
MANY_SECTIONS += [samples.thing(name=names.LONG_WORD)]
TWELVE = [*SHOWS, *SHOWS[:5]]


def frame() -> Iterator[Component]:
    ordinary: Context = {"sections": SECTIONS, "shelf": SHOWS[:6], "current_show_slug": SHOW.slug}
    crowded: Context = {"sections": MANY_SECTIONS, "shelf": TWELVE}
    yield Component(
        "Masthead",
        "navigation/masthead.html",
        "Whose page it is, and the way to every section and show.",
        "One line where there is room; on a telephone the words share their lines evenly.",
        "A menu behind three bars, a bar that follows the reader.",
        [("ordinary", ordinary), ("a crowd", crowded), ("nothing yet", {})],
        is_wide=True,
    )
    yield Component(
        "Masthead of the front page",
        "navigation/masthead_front.html",
        "The name across the whole page, under the day of the edition.",
        "Let the name be the headline.",
        "A slogan beside it.",
        [
            ("ordinary", ordinary | {"edition_date": samples.MOMENT}),
            ("a crowd, no date", crowded),
        ],
        is_wide=True,
    )
    yield Component(
        "Shelf",
        "navigation/shelf.html",
        "The shows that editors chose, in their order; the page’s own is filled.",
        "Let every row come out full.",
        "A tab for what is not a show.",
        [
            (f"of {count}", {"shelf": TWELVE[-count:], "current_show_slug": SHOW.slug})
            for count in (1, 4, 7, 11)
        ],
        is_wide=True,
    )
    yield Component(
        "Footer",
        "navigation/footer.html",
        "What there is to read, to look up and to follow.",
        "Say again what a telephone’s masthead has no room for.",
        "What nobody looks for at the foot of a page.",
        [
            ("ordinary", ordinary),
            ("a crowd, on the page of a long name", crowded | _on_page_of(LONG_SHOW)),
        ],
        is_wide=True,
    )
    yield Component(
        "Theme switch",
        "navigation/theme_switch.html",
        "By day, by night, or as the system has it. These are drawings: the footer’s works.",
        "Underline the one in force.",
        "A sun and a moon.",
        [("ordinary", {})],
    )
    yield Component(
        "Shortcut switch",
        "navigation/shortcut_switch.html",
        "Whether one key leads to the search. Only where there are keys.",
        "Keep every key alone one that can be turned off.",
        "A page of settings.",
        [("ordinary", {})],
    )
    yield Component(
        "Pass on",
        "articles/components/pass_on.html",
        "A story’s address for somebody else, under the byline.",
        "Leave to whom and how to the reader’s own system.",
        "Buttons of other sites, which would see who reads.",
        [("ordinary", {})],
    )


def _on_page_of(show: Any) -> Context:
    page = samples.thing(path="/", resolver_match=samples.thing(url_name="show"))
    return {"request": page, "show": samples.thing(name=show.name, slug=show.slug)}
