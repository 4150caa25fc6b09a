"""Where the marks of the production board stand: on time's axis, in their rows, and clear of each
other."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shows import board, chart
from shows.chart import WIDE
from shows.drawing import LETTER
from shows.tests.milestones import SHOW, TODAY, season, step
from shows.tracks import Window, tracks

WINDOW = Window(2014, 2019)
YEAR = (WIDE.width - WIDE.names) / 6


def drawn(*steps, seasons=(2,), window=WINDOW, today=TODAY):
    made = [season(number) for number in seasons]
    found = [t for t in tracks(SHOW, made, steps, today) if t.is_in(window, today)]
    return chart.drawn([(SHOW, found)], window, today)


def the_one(*steps, **told):
    """The only season that is drawn."""
    rows = drawn(*steps, **told).lanes[0].rows
    assert [len(row.drawings) for row in rows] == [1]
    return rows[0].drawings[0]


def shapes(drawing):
    return [(shape.what, str(shape.standing)) for shape in drawing.shapes]


def labels(drawing):
    return [(label.place, label.name, label.note) for label in drawing.labels]


def test_a_year_is_as_wide_as_another_and_a_day_stands_in_its_own():
    found = drawn(step("premiere", "2016-07-02"))
    xs = [year.x for year in found.years]
    assert [year.number for year in found.years] == [2014, 2015, 2016, 2017, 2018, 2019]
    assert [round(b - a) for a, b in pairwise(xs)] == pytest.approx([YEAR] * 5, 1)
    diamond = found.lanes[0].rows[0].drawings[0].shapes[0]
    assert diamond.middle == pytest.approx(WIDE.names + 2.5 * YEAR, abs=1)


def test_today_is_marked_with_its_date_and_its_flag_turns_at_the_edge():
    today = drawn(step("premiere", "2018")).today
    assert (today.label, today.flag_x) == ("10 April 2017", today.x)
    late = drawn(step("premiere", "2018"), today=date(2019, 12, 30)).today
    assert late.flag_x + late.flag_width == late.x
    assert drawn(step("premiere", "2018"), today=date(2026, 1, 1)).today is None


def test_a_season_goes_from_a_ring_over_a_bar_and_a_thick_line_to_a_diamond():
    drawing = the_one(
        step("announced", "2014-06-01"),
        step("filming_began", "2015-02-10"),
        step("filming_wrapped", "2015-08-26"),
        step("premiere", "2015-11-20"),
    )
    assert [what for what, _standing in shapes(drawing)] == ["ring", "bar", "post", "diamond"]
    ring, bar, post, diamond = drawing.shapes
    assert ring.middle < bar.at < bar.to == post.at < post.to == diamond.middle
    assert [line.style for line in drawing.lines] == ["solid"]
    assert labels(drawing) == [("on", "S2", "")]


@pytest.mark.parametrize("standing", ["rumoured", "reported", "confirmed"])
def test_every_mark_has_the_ink_of_its_own_standing(standing):
    kinds = ["announced", "filming_began", "premiere", "cancelled"]
    steps = [step(kind, "2016-05", standing=standing) for kind in kinds]
    assert {ink for _what, ink in shapes(the_one(*steps))} == {standing}


def test_work_on_the_pictures_is_as_sure_as_the_weaker_of_its_ends():
    ends = [("filming_wrapped", "2017-03-01"), ("premiere", "2017-08-18")]
    for sure in (["reported", "confirmed"], ["confirmed", "reported"]):
        steps = [step(*end, standing=how) for end, how in zip(ends, sure, strict=True)]
        assert ("post", "reported") in shapes(the_one(*steps))


def test_a_denied_step_is_not_drawn():
    found = the_one(step("renewed", "2016-01"), step("premiere", "2018", standing="denied"))
    assert [what for what, _standing in shapes(found)] == ["ring"]


def test_a_vague_premiere_has_a_period_around_it_and_says_so():
    drawing = the_one(step("renewed", "2016-01-17"), step("premiere", "2018"))
    _ring, diamond = drawing.shapes
    dotted, period = drawing.lines
    assert (dotted.style, period.style) == ("dotted", "period")
    assert (period.x, period.to) == (
        round(WIDE.names + 4 * YEAR),
        pytest.approx(WIDE.names + 5 * YEAR, abs=1),
    )
    assert dotted.to == period.x
    assert diamond.middle == pytest.approx((period.x + period.to) / 2, abs=1)
    assert labels(drawing) == [("above", "S2", "in 2018")]


def test_a_premiere_to_the_day_has_no_period():
    drawing = the_one(step("premiere", "2018-03-08"))
    assert (drawing.lines, labels(drawing)) == ([], [("above", "S2", "")])


def test_what_is_not_known_of_a_shoot_is_said_below_it():
    assert labels(the_one(step("filming_began", "2016-01-01"))) == [
        ("on", "S2", ""),
        ("below", "", "end not known"),
    ]
    reported = step("filming_began", "2016-01-01", standing="reported")
    assert labels(the_one(reported)) == [("below", "S2", "end not known")]
    assert labels(the_one(step("filming_wrapped", "2016-01-01"))) == [
        ("below", "S2", "start not known")
    ]


def test_a_bar_is_torn_where_nobody_has_said_when():
    began, wrapped = step("filming_began", "2016-01-01"), step("filming_wrapped", "2016-07-01")
    bars = [the_one(*steps).shapes[0] for steps in ((began,), (wrapped,), (began, wrapped))]
    assert [bar.torn for bar in bars] == ["end", "start", ""]
    for bar, right, left in zip(bars, ("l-6 5", "V15", "V15"), ("z", "l6-5", "z"), strict=True):
        assert bar.outline.startswith(f"M{bar.at} -15H{bar.to}{right}")
        assert f"H{bar.at}{left}" in bar.outline


def test_a_cancellation_says_so():
    drawing = the_one(step("cancelled", "2016-05"))
    assert (shapes(drawing), labels(drawing)) == (
        [("stop", "confirmed")],
        [("above", "S2", "cancelled")],
    )


def test_what_reaches_beyond_the_window_ends_at_its_edge():
    drawing = the_one(
        step("announced", "2012-01-01"),
        step("filming_began", "2013-12-01"),
        step("filming_wrapped", "2014-03-01"),
        step("premiere", "2021"),
    )
    assert [what for what, _standing in shapes(drawing)] == ["bar", "post"]
    bar, post = drawing.shapes
    assert (bar.at, post.to) == (WIDE.names, WIDE.width)
    assert [line for line in drawing.lines if line.x < WIDE.names or line.to > WIDE.width] == []


def test_a_shoot_of_which_only_the_end_is_known_is_a_stub_before_it():
    def bar(when):
        return the_one(step("filming_wrapped", when)).shapes[0]

    assert (bar("2016-01-01").to, bar("2016-01-01").span) == (round(WIDE.names + 2 * YEAR), 24)
    assert (bar("2014-01-02").at, bar("2014-01-02").span) == (WIDE.names, 24)


def test_a_mark_says_what_it_is_when_and_how_sure():
    bar = the_one(step("filming_began", "2017-04-10", standing="reported")).shapes[0]
    assert bar.title == "Jessica Jones, season 2: filming began, 10 April 2017 (reported)"


def test_a_mark_can_be_pressed_however_small_it_is():
    drawing = the_one(step("announced", "2016-05"), step("filming_began", "2016-08-31"))
    assert min(shape.width for shape in drawing.shapes) >= 24


def test_seasons_that_are_apart_share_a_row():
    steps = [step("premiere", "2015-04-10", season=1), step("premiere", "2018-01-01", season=3)]
    lane = drawn(*steps, seasons=(1, 3)).lanes[0]
    assert [len(row.drawings) for row in lane.rows] == [2]


def test_seasons_that_are_close_together_have_rows_of_their_own():
    steps = [step("premiere", f"2017-0{number}-01", season=number) for number in (1, 2, 3)]
    lane = drawn(*steps, seasons=(1, 2, 3)).lanes[0]
    assert [len(row.drawings) for row in lane.rows] == [1, 1, 1]


def boxes(found):
    """Every line of words on the chart: left, top, right, bottom."""
    baseline = {"above": -21, "on": 5, "below": 30}
    for lane in found.lanes:
        for row in lane.rows:
            for drawing in row.drawings:
                for label in drawing.labels:
                    y = row.y + baseline[label.place]
                    yield (label.x, y - 11, label.end, y + 4)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


days = st.dates(date(2013, 6, 1), date(2020, 6, 1)).map(str)
whens = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), st.just(""))
kinds = ["announced", "renewed", "filming_began", "filming_wrapped", "premiere", "cancelled"]
some_steps = st.builds(
    step,
    st.sampled_from(kinds),
    whens,
    season=st.sampled_from([None, 1, 2, 3]),
    standing=st.sampled_from(["rumoured", "reported", "confirmed", "denied"]),
)


@given(st.lists(some_steps, max_size=16), st.sampled_from([chart.WIDE, chart.NARROW]))
def test_words_never_stand_on_one_another_nor_outside_the_paper(steps, paper):
    seasons = [season(number) for number in (1, 2, 3)]
    found = [t for t in tracks(SHOW, seasons, steps, TODAY) if t.is_in(WINDOW, TODAY)]
    made = chart.drawn([(SHOW, found)] * 2, WINDOW, TODAY, paper)
    words = list(boxes(made))
    assert [pair for pair in combinations(words, 2) if overlap(*pair)] == []
    assert all(left >= 0 and right <= paper.width + LETTER for left, _t, right, _b in words)
    assert all(top >= chart.HEAD and bottom <= made.height for _l, top, _r, bottom in words)
    for lane in made.lanes:
        for one in (drawing for row in lane.rows for drawing in row.drawings):
            assert all(paper.names <= line.x <= line.to <= paper.width for line in one.lines)


def test_a_long_name_breaks_into_lines_and_a_long_word_is_squeezed():
    show = type(SHOW)(pk=2, name="The Falcon and the Winter Soldier", slug="falcon")
    names = chart.drawn([(show, [])], WINDOW, TODAY).lanes[0].names
    assert " ".join(name.text for name in names) == show.name
    assert len(names) > 1
    word = type(SHOW)(pk=3, name="Donaudampfschifffahrt", slug="donau")
    names = chart.drawn([(word, [])], WINDOW, TODAY).lanes[0].names
    assert [(name.text, name.squeezed) for name in names] == [("Donaudampfschifffahrt", 154)]


class Loaded:
    """Seasons as a show's page has them."""

    def __init__(self, *steps, today=TODAY, day=None):
        self.season = season(2)
        self.season.first_aired_on = day
        self.board = board.of_show(SHOW, [self.season], steps, today)["board"]


def test_a_show_s_own_chart_has_the_years_in_which_anything_happens():
    window = Loaded(step("renewed", "2015-05"), step("premiere", "2018")).board.window
    assert (window.first_year, window.last_year) == (2015, 2018)


def test_it_has_two_years_at_least_eight_at_most_and_today_if_that_is_near():
    def years(*steps):
        window = Loaded(*steps).board.window
        return window.first_year, window.last_year

    assert years(step("premiere", "2015-11")) == (2014, 2015)
    assert years(step("premiere", "2016-12")) == (2016, 2017)
    assert years(step("announced", "1999"), step("premiere", "2015")) == (2008, 2015)


def test_a_show_without_anything_in_time_has_no_chart():
    assert Loaded().board is None
    assert Loaded(step("premiere", "")).board is None
    assert Loaded(step("premiere", "2018", standing="denied")).board is None
