"""How a page of stories is laid out: nothing lost, nothing doubled, no row of equals, no gap."""

from types import SimpleNamespace

import pytest

from geekfeed.lib.paging import Page
from geekfeed.templatetags.panels import Panel, panel_row, panels


def stories(count: int, pictured: bool = True) -> list[SimpleNamespace]:
    made = [
        SimpleNamespace(number=n, shown_image=object() if pictured else None) for n in range(count)
    ]
    for story in made:
        story.card = story
    return made


def rows(made: list[Panel], width: str) -> list[list[Panel]]:
    """The panels as a grid of twelve columns breaks them into rows."""
    broken: list[list[Panel]] = [[]]
    for panel in made:
        if sum(getattr(p, width) for p in broken[-1]) + getattr(panel, width) > 12:
            broken.append([])
        broken[-1].append(panel)
    return broken


@pytest.mark.parametrize("pictured", [True, False], ids=["pictures", "no pictures"])
@pytest.mark.parametrize("is_first", [True, False], ids=["first page", "later page"])
@pytest.mark.parametrize("count", range(25))
def test_every_story_stands_once_and_in_order(count, is_first, pictured):
    made = panels(Page(stories(count, pictured), is_first, None))
    numbers = [card.number for panel in made for card in panel.cards]
    assert numbers == list(range(count))


@pytest.mark.parametrize("is_first", [True, False], ids=["first page", "later page"])
@pytest.mark.parametrize("count", range(1, 25))
def test_every_row_is_full_and_mixes_volumes(count, is_first):
    made = panels(Page(stories(count), is_first, None))
    for width in ("w", "mid"):
        assert {sum(getattr(p, width) for p in row) for row in rows(made, width)} == {12}
    for row in rows(made, "w"):
        assert len({panel.volume for panel in row}) == len(row)


@pytest.mark.parametrize("count", range(7))
def test_the_row_under_a_story_is_one_row(count):
    made = panel_row(stories(count))
    assert len(rows(made, "w")) == 1
    assert sum(len(panel.cards) for panel in made) == count


def test_a_story_without_a_picture_stands_in_a_block_where_one_belongs():
    made = panels(Page(stories(20, pictured=False), True, None))
    assert {panel.volume for panel in made if panel.w < 12} == {"medium block", "quiet"}


def test_only_the_first_page_is_loud():
    assert [panels(Page(stories(9), first, None))[0].volume for first in (True, False)] == [
        "loud side",
        "medium side",
    ]
