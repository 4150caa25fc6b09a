"""The production board: what films when, and who says so.

Pure functions: shows/tracks.py says what there is to tell of each season, shows/chart.py where that
stands on the paper. shows/views/board.py has the page.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from shows import chart
from shows.tracks import LONGEST, Window, tracks

YEARS_OF_A_SHOW = 8  # the last ones, on its own page


def of_shows(shows: Iterable[Any], window: Window, today: date) -> dict[str, Any]:
    """`board`, the chart of shows that `for_board()` has loaded, and `told`, the same in words with
    what was denied, the newest season first."""
    drawn, told = [], []
    for show in shows:
        seasons = list(show.seasons.all())
        found = tracks(show, seasons, show.steps, today)
        drawn.append((show, [track for track in found if track.is_in(window, today)]))
        said = [track for track in found if track.is_told_of(window, today)]
        told.append({"show": show, "tracks": said[::-1]})
    return {"board": chart.drawn(drawn, window, today), "told": told}


def of_show(
    show: Any, seasons: Iterable[Any], milestones: Iterable[Any], today: date
) -> dict[str, Any]:
    """`board`, the chart of one show for shows/components/board_of_show.html; None where nothing
    has a place in time. The milestones are live."""
    seasons = list(seasons)
    found = tracks(show, seasons, milestones, today)
    days = [day for track in found for day in track.days]
    if not days:
        return {"board": None}
    window = _around(min(days), max(days), today)
    drawn = [track for track in found if track.is_in(window, today)]
    return {"board": chart.drawn([(show, drawn)], window, today, chart.NARROW)}


def _around(first: date, last: date, today: date) -> Window:
    """The years from one day to another, and to today if that is not long after: two at least."""
    if last >= today - LONGEST:
        last = max(last, today)
    first_year = min(first.year, last.year - 1)
    return Window(max(first_year, last.year - YEARS_OF_A_SHOW + 1), last.year)
