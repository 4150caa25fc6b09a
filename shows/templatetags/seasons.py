"""How pages count seasons."""

from collections.abc import Iterable

from django import template

register = template.Library()

SHORTEST_RUN = 3


@register.filter
def runs(numbers: Iterable[int]) -> list[str]:
    """Numbers in order as people write them: three or more in a row become one ("1–4")."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [one for row in rows for one in _written(row)]


def _written(row: list[int]) -> list[str]:
    if len(row) < SHORTEST_RUN:
        return [str(number) for number in row]
    return [f"{row[0]}–{row[-1]}"]
