from typing import Any

import pytest

from images import making, renditions, uploads
from images.models import Image
from images.shown import shown
from images.templatetags import pictures
from images.tests.files import encoded, flat
from images.uses import USES, teaser


def stored(pixels: Any = None, **facts: Any) -> Image:
    return uploads.store(encoded(pixels or flat(1000, 500)), title="Red", credit="x", **facts)


def test_a_page_says_all_formats_sizes_and_the_shape(db):
    picture = stored(alt="A red field")
    making.make_all(picture)
    base = f"/media/{renditions.folder(picture)}/wide-"
    found = shown(picture, USES["lead"])
    widths = (320, 480, 720, 889)
    assert [one.type for one in found.sources] == ["image/avif", "image/webp"]
    assert found.sources[0].srcset == ", ".join(f"{base}{w}-56.avif {w}w" for w in widths)
    assert found.srcset == ", ".join(f"{base}{w}-56.jpg {w}w" for w in widths)
    assert found.src == f"{base}889-56.jpg"
    assert (found.width, found.height) == (889, 500)
    assert found.classes == ""


@pytest.mark.parametrize(
    ("use", "focal_x", "classes"),
    [
        ("hero", 20, "focus-x-20 focus-y-50"),
        ("hero", 54, ""),
        ("spine", 20, "focus-x-40 focus-y-50"),
        ("spine", 50, ""),
    ],
)
def test_a_box_of_another_shape_keeps_the_focal_point_in_sight(db, use, focal_x, classes):
    assert shown(stored(focal_x=focal_x), USES[use]).classes == classes


def test_what_can_be_seen_through_gets_no_ground(db):
    picture = stored(flat(100, 50, (255, 0, 0, 90), "RGBA"), focal_y=0)
    assert shown(picture, USES["hero"]).classes == "focus-x-50 focus-y-0 is-clear"


def test_one_that_is_shown_whole_and_is_taller_than_wide_says_so(db):
    picture = stored(flat(50, 100, (255, 0, 0), "RGB"))
    classes = {use: shown(picture, USES[use]).classes for use in ("text", "lead", "face")}
    assert classes == {"text": "is-tall", "lead": "", "face": ""}


def test_nothing_is_waited_for_but_what_a_page_opens_with(db):
    picture = stored()

    def waits(html: str) -> tuple[bool, bool]:
        return 'loading="lazy"' in html, 'fetchpriority="high"' in html

    assert waits(pictures.picture(picture, "lead")) == (True, False)
    assert waits(pictures.picture(picture, "lead", lead=True)) == (False, True)
    assert waits(pictures.teaser_picture(picture)) == (True, False)
    assert waits(pictures.teaser_picture(picture, lead=True)) == (False, True)


def test_the_alt_text_is_the_picture_s_own_unless_words_beside_it_say_the_same(db):
    picture = stored(alt="A red field")
    assert ' alt="A red field"' in pictures.picture(picture, "lead")
    assert ' alt=""' in pictures.picture(picture, "lead", alt="")
    assert ' alt=""' in pictures.teaser_picture(picture)


def test_a_teaser_says_how_wide_its_panel_is():
    narrow = "(min-width: 30rem) 93.2vw, calc(100vw - 2rem)"
    assert teaser(4, 6, is_beside=False).sizes == (
        f"(min-width: 89.5rem) 28.0rem, (min-width: 64rem) 31.1vw, (min-width: 48rem) 46.6vw, "
        f"{narrow}"
    )
    assert teaser(12, 12, is_beside=True).sizes == (
        "(min-width: 89.5rem) 38.2rem, (min-width: 64rem) 42.4vw, (min-width: 48rem) 42.4vw, "
        f"(min-width: 40rem) 42.4vw, {narrow}"
    )
