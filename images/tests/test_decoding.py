import warnings
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from PIL import Image as Pixels
from PIL import ImageFile

from images.decoding import Refused, TooLarge, decode, normalise
from images.tests.files import (
    BLUE,
    BOTTOM,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    TOP,
    encoded,
    exif,
    flat,
    halves,
    moving,
    near,
    promising,
    red_means_blue,
    speckled,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_the_five_formats_are_read(kind):
    pixels = decode(encoded(halves(), kind))
    assert (pixels.size, pixels.mode) == ((40, 20), "RGB")
    assert (near(pixels, LEFT), near(pixels, RIGHT)) == ("red", "blue")


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM", "PDF", "EPS", "JPEG2000", "TGA"])
def test_no_other_format_is_read(kind):
    with pytest.raises(Refused, match="Export it as JPEG, PNG, WebP, GIF or AVIF"):
        decode(encoded(flat(), kind))


def test_a_byte_too_many_is_refused_and_no_more_is_read(settings):
    settings.IMAGE_MAX_BYTES = 1000

    class Endless(BytesIO):
        served = 0

        def read(self, size=-1):
            assert size >= 0
            self.served += size
            return b"\xff" * size

    stream = Endless()
    with pytest.raises(TooLarge, match=r"larger than 1000.bytes.*Export"):
        decode(stream)
    assert stream.served == 1001


def test_a_file_of_just_the_limit_is_read(settings):
    file = encoded(flat())
    settings.IMAGE_MAX_BYTES = len(file.getvalue())
    assert decode(file).size == (40, 20)


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 9_000), (8_000, 6_251)])
@pytest.mark.parametrize("reaction", ["ignore", "error"])
def test_a_header_that_promises_too_many_pixels_is_refused_undecoded(size, reaction, monkeypatch):
    def must_not(self):
        raise AssertionError("was decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", must_not)
    with warnings.catch_warnings():
        # Pillow warns between its own limit and twice that; the server only logs warnings.
        warnings.simplefilter(reaction)
        with pytest.raises(TooLarge, match="more than 50,000,000 pixels"):
            decode(promising(*size))


def test_as_many_pixels_as_the_limit_are_read(settings):
    settings.IMAGE_MAX_PIXELS = 800
    assert decode(encoded(flat(40, 20))).size == (40, 20)
    with pytest.raises(TooLarge):
        decode(encoded(flat(40, 21)))


def test_an_empty_file_is_refused():
    with pytest.raises(Refused, match="empty"):
        decode(BytesIO())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_half_a_picture_is_refused(kind):
    data = encoded(speckled(), kind).getvalue()
    with pytest.raises(Refused, match=r"damaged|not a picture"):
        decode(BytesIO(data[: len(data) // 2]))


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        HTML,
        b"\xef\xbb\xbf" + HTML,
        b"<?xml version='1.0'?>" + SVG,
        b"%PDF-1.7\n" + HTML,
        b"PK\x03\x04" + bytes(60),
        b"\xff\xd8\xff" + HTML,
        b"\x89PNG\r\n\x1a\n" + HTML,
        b"RIFF\x40\x00\x00\x00WEBPVP8 " + HTML,
        # Script that begins like a GIF.
        b"GIF89a/*\x01\x00\x00\x00\x00,*/=1;alert(document.cookie)",
        # A page or a script with a picture behind it.
        HTML + encoded(flat()).getvalue(),
        b"#!/bin/sh\n" + encoded(flat(), "GIF").getvalue(),
    ],
)
def test_what_only_claims_to_be_a_picture_is_refused(data):
    with pytest.raises(Refused, match=r"[Ee]xport|save it as"):
        decode(BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_refused(kind):
    with pytest.raises(Refused, match="one frame"):
        decode(moving(kind))


def test_of_a_moving_gif_the_first_frame_is_taken():
    assert near(decode(moving("GIF", GREEN, BLUE)), LEFT) == "green"


def test_a_camera_jpeg_with_a_preview_behind_it_is_read():
    file = encoded(flat(), "MPO", save_all=True, append_images=[flat(10, 5, BLUE)])
    assert near(decode(file), LEFT) == "red"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_held_sideways_is_turned_upright(kind):
    pixels = decode(encoded(halves(40, 20), kind, exif=exif(orientation=6)))
    assert pixels.size == (20, 40)
    assert (near(pixels, TOP), near(pixels, BOTTOM)) == ("red", "blue")


def test_transparency_is_kept():
    pixels = halves().convert("RGBA")
    pixels.putalpha(128)
    decoded = decode(encoded(pixels))
    assert decoded.mode == "RGBA"
    assert decoded.getchannel("A").getextrema() == (128, 128)


def test_a_palette_with_a_transparent_colour_is_kept_transparent():
    pixels = flat(colour=1, mode="P")
    pixels.putpalette([255, 0, 0, 0, 0, 255])
    decoded = decode(encoded(pixels, "GIF", transparency=1))
    assert decoded.getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [
        ("1", 1, "PNG"),
        ("L", 255, "PNG"),
        ("LA", (255, 255), "PNG"),
        ("I;16", 65535, "PNG"),
        ("CMYK", (0, 0, 0, 0), "JPEG"),
    ],
)
def test_other_colour_modes_become_rgb(mode, colour, kind):
    pixels = decode(encoded(flat(colour=colour, mode=mode), kind))
    assert pixels.mode in {"RGB", "RGBA"}
    assert near(pixels, LEFT) == "white"


def test_sixteen_bits_are_scaled_and_not_cut_off():
    grey = decode(encoded(flat(colour=0x8000, mode="I;16"))).getpixel((0, 0))
    assert grey == (128, 128, 128)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_converted_from_the_profile_that_comes_along(mode):
    source = flat(colour=RED).convert(mode)
    assert near(decode(encoded(source, icc_profile=red_means_blue())), LEFT) == "blue"


@pytest.mark.parametrize(
    ("mode", "colour", "profile"),
    [
        ("RGB", RED, b"nonsense"),
        ("CMYK", (0, 255, 255, 0), b"nonsense"),
        ("CMYK", (0, 255, 255, 0), red_means_blue()),
    ],
)
def test_a_broken_or_foreign_profile_is_ignored(mode, colour, profile):
    source = flat(colour=colour, mode=mode)
    assert near(decode(encoded(source, "JPEG", icc_profile=profile)), LEFT) == "red"


def test_nothing_but_pixels_comes_out():
    file = encoded(flat(), "JPEG", exif=exif(), icc_profile=red_means_blue(), comment=b"hello")
    with Pixels.open(file) as before:
        assert before.getexif().get_ifd(0x8825)
    file.seek(0)
    pixels = decode(file)
    assert pixels.info == {}
    assert dict(pixels.getexif()) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((2400, 10), (2400, 10)),
        ((2401, 10), (2400, 10)),
        ((4800, 600), (2400, 300)),
        ((10, 20_000), (8, 16_383)),
        ((300, 3000), (300, 3000)),
    ],
)
def test_a_master_is_at_most_2400_pixels_wide(before, after):
    assert decode(encoded(flat(*before))).size == after


def test_the_width_of_a_picture_held_sideways_is_what_readers_see():
    assert decode(encoded(flat(20, 4800), exif=exif(orientation=6))).size == (2400, 10)
    assert decode(encoded(flat(4800, 20), exif=exif(orientation=6))).size == (20, 4800)


def test_a_large_jpeg_is_decoded_smaller_but_never_too_small():
    assert decode(encoded(flat(5000, 4900), "JPEG")).size == (2400, 2352)
    # Held sideways, so that its height becomes the width.
    sideways = encoded(flat(4900, 5000), "JPEG", exif=exif(orientation=6))
    assert decode(sideways).size == (2400, 2352)


def test_normalising_leaves_its_argument_alone():
    drawn = flat(3000, 30)
    drawn.info["icc_profile"] = red_means_blue()
    assert normalise(drawn).size == (2400, 24)
    assert drawn.size == (3000, 30)
    assert "icc_profile" in drawn.info


SAMPLES = {
    kind: encoded(speckled(16, 12), kind).getvalue()
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
}


@tries(max_examples=150)
@given(
    kind=st.sampled_from(sorted(SAMPLES)),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))),
)
def test_a_file_that_was_tampered_with_is_read_or_refused(kind, changes):
    data = bytearray(SAMPLES[kind])
    for place, replacement in changes:
        start = place % len(data)
        data[start : start + len(replacement)] = replacement
    with suppress(Refused):
        assert decode(BytesIO(bytes(data))).mode in {"RGB", "RGBA"}
