from typing import Any

import pytest

from geekfeed.lib.html import clean
from geekfeed.tests.reading import Element, parse
from images import in_text, renditions, uploads
from images.models import Image
from images.tests.files import encoded, flat
from images.uses import USES


def stored(width: int = 1000, height: int = 500, **facts: Any) -> Image:
    return uploads.store(encoded(flat(width, height)), title="Red", credit="GeekFeed", **facts)


def shown(html: str) -> Element:
    return parse(in_text.responsive(clean(html)))


def test_a_picture_in_a_text_is_shown_in_all_sizes_and_formats(db):
    picture = stored()
    page = shown(
        f'<figure><img src="{picture.src}" alt="A “red” field" width="960" height="480">'
        "<figcaption>Red.</figcaption></figure>"
    )
    base = f"/{renditions.folder(picture)}/whole-"
    widths = (240, 320, 480, 720, 960, 1000)
    assert [(one["type"], one["srcset"], one["sizes"]) for one in page.all("source")] == [
        (
            f"image/{form}",
            ", ".join(f"{base}{width}-0.{form} {width}w" for width in widths),
            USES["text"].sizes,
        )
        for form in ("avif", "webp")
    ]
    image = page.one("figure picture img")
    assert image["src"] == f"{base}960-0.jpg"
    assert image["alt"] == "A “red” field"
    assert (image["width"], image["height"]) == ("1000", "500")
    assert image["loading"] == "lazy"
    assert page.one("figcaption").text == "Red."


@pytest.mark.parametrize(
    "address", ["/media/{}/960.webp", "/{}/whole-240-0.webp", "/media/{}/master.webp"]
)
def test_whatever_a_text_once_named_it_by(db, address):
    picture = stored(300, 200)
    page = shown(f'<p><img src="{address.format(renditions.folder(picture))}" alt="x"></p>')
    assert page.one("img")["src"] == f"/{renditions.folder(picture)}/whole-300-0.jpg"


def test_words_beside_it_stay_as_they_are(db):
    picture = stored()
    told = f'&lt;img src="{picture.src}"&gt;'
    page = in_text.responsive(clean(f'<p>{told} <img src="{picture.src}" alt="&lt;b&gt;"></p>'))
    assert page.count("<picture>") == 1
    assert f"<p>{told} <picture>" in page
    assert 'alt="&lt;b&gt;"' in page


@pytest.mark.parametrize("address", ["/media/images/0123456789abcdef/960.webp", "/static/a.webp"])
def test_a_picture_that_is_none_of_ours_stays_as_it_is(db, address):
    html = clean(f'<p><img src="{address}" alt="x"></p>')
    assert in_text.responsive(html) == html


def test_pictures_of_a_text_cost_one_query_and_no_pictures_none(db, django_assert_num_queries):
    pictures = [stored() for _number in range(3)]
    with django_assert_num_queries(0):
        in_text.responsive("<p>Words.</p>")
    for several in (pictures[:1], pictures):
        html = "".join(f'<p><img src="{one.src}" alt="x"></p>' for one in several)
        with django_assert_num_queries(1):
            assert in_text.responsive(html).count("<picture>") == len(several)


def test_a_picture_that_got_another_file_is_shown_by_that_one(db):
    picture = stored(1000, 500)
    text = f'<p><img src="{picture.src}" alt="x"></p>'
    for width in (600, 300):
        uploads.save(Image.objects.get(), flat(width, 200))
    image = shown(text).one("img")
    picture.refresh_from_db()
    assert image["src"] == f"/{renditions.folder(picture)}/whole-300-0.jpg"
    assert (image["width"], image["height"]) == ("300", "200")
