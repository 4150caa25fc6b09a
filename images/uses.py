"""Where pages show pictures: in which shape, and how wide that is, as HTML's `sizes` says it.

Widths follow the stylesheets (static/css/layout.css and the component's own): a page is as wide as
the window without its edges, 3.4 % on either side, and never wider than 84rem.
"""

from typing import NamedTuple

PAGE = 84  # rem
FULL = 93.2  # percent of the window
SIDE = 5 / 11  # of a teaser that has its words beside the picture
NARROW = "(min-width: 30rem) 93.2vw, calc(100vw - 2rem)"
WIDEST = "(min-width: 89.5rem)"
WHOLE = f"{WIDEST} 84rem, {NARROW}"


class Use(NamedTuple):
    kind: str
    sizes: str


def _of_the_page(share: float, *, since: str) -> str:
    """That share of the page's width from a window's width on; below it, all of it."""
    return f"{WIDEST} {PAGE * share:.1f}rem, (min-width: {since}) {FULL * share:.1f}vw, {NARROW}"


USES = {
    # a story's page
    "lead": Use("wide", WHOLE),
    "text": Use("whole", "(min-width: 39rem) 36rem, calc(100vw - 2rem)"),
    "next": Use("wide", _of_the_page(0.34, since="48rem")),
    # the front page
    "splash": Use("splash", _of_the_page(0.66, since="64rem")),
    "splash-alone": Use("splash", WHOLE),
    "spine": Use("square", "(min-width: 56rem) 24rem, 6.5rem"),
    # the catalog; a hero's art fills a box of any shape
    "hero": Use("whole", "max(100vw, 60rem)"),
    "poster": Use("whole", "(min-width: 62rem) 20.5rem, calc(100vw - 2rem)"),
    "still": Use("wide", "(min-width: 48rem) 14rem, calc(100vw - 2rem)"),
    "place": Use("whole", WHOLE),
    # faces
    "face": Use("portrait", "(min-width: 77rem) 13rem, (min-width: 41.5rem) 17vw, 7rem"),
    "staff": Use("portrait", "(min-width: 80rem) 8rem, (min-width: 55rem) 10vw, 5.5rem"),
    "author-box": Use("portrait", "(min-width: 30rem) 7.5rem, 5rem"),
    "byline": Use("portrait", "3.25rem"),
}


def teaser(w: int, mid: int, *, is_beside: bool) -> Use:
    """A teaser's picture: `w` and `mid` are the panel's width in twelfths, on wide and on middling
    windows; `is_beside`: its words stand beside it."""
    part = SIDE if is_beside else 1
    wide, middling = w / 12 * part, mid / 12 * part
    steps = [
        f"{WIDEST} {PAGE * wide:.1f}rem",
        f"(min-width: 64rem) {FULL * wide:.1f}vw",
        f"(min-width: 48rem) {FULL * middling:.1f}vw",
    ]
    if is_beside:
        steps.append(f"(min-width: 40rem) {FULL * SIDE:.1f}vw")
    return Use("wide", ", ".join([*steps, NARROW]))
