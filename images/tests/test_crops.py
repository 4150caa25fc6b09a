import pytest

from images.crops import KINDS, MOST_PIXELS, cut


@pytest.mark.parametrize(
    ("kind", "size", "focus", "box"),
    [
        ("whole", (400, 300), (10, 90), (0, 0, 400, 300)),
        ("square", (400, 300), (50, 50), (50, 0, 350, 300)),
        ("square", (400, 300), (0, 50), (0, 0, 300, 300)),
        ("square", (400, 300), (100, 50), (100, 0, 400, 300)),
        ("square", (400, 300), (40, 0), (10, 0, 310, 300)),
        ("square", (300, 400), (0, 70), (0, 100, 300, 400)),
        ("square", (300, 400), (100, 40), (0, 10, 300, 310)),
        ("wide", (1600, 900), (0, 0), (0, 0, 1600, 900)),
        ("wide", (160, 900), (50, 50), (0, 405, 160, 495)),
        ("portrait", (1, 900), (50, 0), (0, 0, 1, 1)),
        ("share", (9000, 1), (100, 50), (8998, 0, 9000, 1)),
    ],
)
def test_a_cut_keeps_the_focal_point_as_near_to_its_middle_as_the_edges_allow(
    kind, size, focus, box
):
    assert cut(kind, *size, *focus).box == box


def test_a_cut_that_the_focal_point_does_not_change_has_the_same_name():
    assert cut("square", 400, 300, 50, 0).offset == cut("square", 400, 300, 50, 100).offset == 50


def test_the_focal_point_of_a_cut_is_where_the_picture_s_is():
    assert cut("whole", 400, 300, 20, 70).focus == (20, 70)
    assert cut("square", 400, 300, 40, 70).focus == (50, 70)
    assert cut("square", 400, 300, 0, 70).focus == (0, 70)
    assert cut("square", 400, 300, 90, 70).focus == (87, 70)


@pytest.mark.parametrize(
    ("kind", "size", "sizes"),
    [
        ("portrait", (40, 20), [(17, 20)]),
        ("portrait", (64, 77), [(64, 77)]),
        ("portrait", (500, 600), [(64, 77), (128, 154), (256, 307), (416, 499)]),
        ("share", (1000, 900), [(1000, 525)]),
        ("share", (1600, 900), [(1200, 630)]),
        ("whole", (300, 200), [(240, 160), (300, 200)]),
        ("whole", (240, 1), [(240, 1)]),
        ("wide", (1000, 9000), [(320, 180), (480, 270), (720, 405), (960, 540), (1000, 562)]),
    ],
)
def test_no_size_is_larger_than_the_picture(kind, size, sizes):
    assert list(cut(kind, *size, 50, 50).sizes) == sizes


def test_a_picture_as_high_as_a_tower_is_shown_small():
    sizes = cut("whole", 2400, 16383, 50, 50).sizes
    assert sizes == ((240, 1638), (320, 2184), (480, 3277), (720, 4915))
    assert max(width * height for width, height in sizes) <= MOST_PIXELS
    assert cut("whole", 300, 16383, 50, 50).sizes == ((240, 13106),)


def test_the_nearest_size_is_not_larger_than_asked_for_unless_all_are():
    found = cut("whole", 800, 400, 50, 50)
    assert found.nearest(720) == (720, 360)
    assert found.nearest(700) == (480, 240)
    assert found.nearest(9000) == (800, 400)
    assert found.nearest(1) == (240, 120)


@pytest.mark.parametrize("kind", KINDS)
def test_every_cut_lies_within_the_picture(kind):
    for size in [(1, 1), (1, 16383), (2400, 1), (2400, 1350), (799, 601)]:
        for focus in [(0, 0), (100, 100), (33, 77)]:
            found = cut(kind, *size, *focus)
            left, top, right, bottom = found.box
            assert 0 <= left < right <= size[0]
            assert 0 <= top < bottom <= size[1]
            assert found.sizes
