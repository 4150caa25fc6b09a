"""A show's colours: readable whatever the accent, and close to it."""

import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from shows import colours
from shows.colours import Oklch, palette

WCAG = 4.5
EXTREMES = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff"]
any_accent = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
any_grey = st.integers(0, 255).map(lambda part: f"#{part:02x}{part:02x}{part:02x}")
accents = st.one_of(any_accent, any_grey, st.sampled_from(EXTREMES))

DAREDEVIL, JESSICA_JONES, LUKE_CAGE = "#c90f1a", "#701bb4", "#facc08"
IRON_FIST, DEFENDERS, PUNISHER = "#036d3f", "#1c2b47", "#07070b"


def show(pk, slug, accent=JESSICA_JONES, leads_to=None):
    return SimpleNamespace(pk=pk, slug=slug, accent=accent, leads_to_id=leads_to)


@given(accents)
@example("#808080")  # neither light nor dark words can be read on it
def test_words_in_the_tone_can_be_read_on_paper_and_on_shade(accent):
    day, night = palette(accent).tone
    assert min(day.contrast(colours.PAPER_DAY), day.contrast(colours.SHADE_DAY)) >= WCAG
    assert min(night.contrast(colours.PAPER_NIGHT), night.contrast(colours.SHADE_NIGHT)) >= WCAG


@given(accents)
@example("#808080")
def test_words_on_the_fill_can_be_read_by_day_and_by_night(accent):
    made = palette(accent)
    assert all(on.contrast(fill) >= WCAG for on, fill in zip(made.on, made.fill, strict=True))


@given(accents)
def test_every_colour_is_one_that_screens_show(accent):
    made = palette(accent)
    for colour in (*made.tone, *made.fill, *made.on):
        assert all(-0.01 <= part <= 1.01 for part in colour.rgb)


@pytest.mark.parametrize("accent", [JESSICA_JONES, LUKE_CAGE, IRON_FIST, DEFENDERS, PUNISHER])
def test_the_fill_by_day_is_the_accent_itself_where_words_can_be_read_on_it(accent):
    assert palette(accent).fill[0] == Oklch.from_hex(accent)


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_that_was_read_is_written_as_it_was(number):
    written = f"#{number:06x}"
    assert Oklch.from_hex(written).hex == written


def test_yellow_takes_dark_words_and_its_tone_is_ochre_and_not_olive():
    made = palette(LUKE_CAGE)
    assert made.on == (colours.DARK, colours.DARK)
    assert made.fill[0] == made.fill[1]
    assert made.tone[0].hue < Oklch.from_hex(LUKE_CAGE).hue - 8


def test_black_is_ink_by_day_and_turns_over_at_night():
    made = palette(PUNISHER)
    assert made.tone == (colours.INK_DAY, colours.INK_NIGHT)
    assert made.fill[0].lightness < 0.2
    assert made.fill[1].lightness > 0.9
    assert made.on == (colours.LIGHT, colours.DARK)


def test_a_dark_accent_s_tone_is_not_taken_for_ink():
    for tone in palette(DEFENDERS).tone:
        assert tone.chroma >= 0.1


@pytest.mark.parametrize("accent", [DAREDEVIL, JESSICA_JONES, IRON_FIST, DEFENDERS])
def test_a_dark_fill_is_lifted_at_night(accent):
    day, night = palette(accent).fill
    assert night.lightness > day.lightness


@pytest.mark.parametrize("value", ["#701bb4", "#ABCDEF", "#000000"])
def test_a_colour_is_six_hexadecimal_digits(value):
    colours.validate_hex(value)


@pytest.mark.parametrize(
    "value",
    ["", "701bb4", "#fff", "#701bb", "#701bb4a", "#70１bb4", "purple", "#701bb4\n", "#xyzxyz"],
)
def test_anything_else_is_refused_with_an_example(value):
    with pytest.raises(ValidationError, match="#6a1b9a"):
        colours.validate_hex(value)


def test_each_show_has_one_rule_and_all_are_in_the_layer_of_tokens():
    made = colours.stylesheet([show(1, "daredevil"), show(2, "luke-cage")])
    assert made.startswith("@layer tokens {\n")
    assert made.endswith("}\n")
    assert made.count("{") == made.count("}")
    assert re.findall(r'\[data-show="([^"]+)"\]', made) == ["daredevil", "luke-cage"]
    assert made.count("--tone:") == made.count("--fill:") == made.count("--on-fill:") == 2
    assert "--stripe" not in made


def test_a_colour_that_is_the_same_by_night_is_written_once():
    rule = colours.stylesheet([show(1, "luke-cage", LUKE_CAGE)])
    assert f"--fill: {Oklch.from_hex(LUKE_CAGE)};" in rule


def test_an_empty_catalog_has_a_stylesheet_too():
    assert colours.stylesheet([]) == "@layer tokens {\n\n}\n"


def test_a_show_wears_the_fills_of_those_that_lead_to_it_in_their_order():
    feeders = [show(n, f"s{n}", a, leads_to=9) for n, a in enumerate([DAREDEVIL, LUKE_CAGE])]
    made = colours.stylesheet([feeders[1], show(9, "the-defenders", DEFENDERS), feeders[0]])
    rule = next(line for line in made.splitlines() if "the-defenders" in line)
    across = rule.split("--stripe: ")[1].split("; --stripe-down: ")[0]
    yellow, red = (str(palette(accent).fill[0]) for accent in (LUKE_CAGE, DAREDEVIL))
    assert across.startswith("linear-gradient(90deg, ")
    assert 0 < across.index(yellow) < across.index("0% 50%") < across.index(red)
    assert across.index(red) < across.index("50% 100%")
    assert "--stripe-down: linear-gradient(" in rule
    assert made.count("--stripe:") == 1


def test_one_show_that_leads_to_another_makes_no_stripe():
    made = colours.stylesheet([show(1, "a", leads_to=2), show(2, "b")])
    assert "--stripe" not in made
