"""Other names of a record, one on each line of a text."""

from collections.abc import Iterable


def names(name: str, aliases: str) -> list[str]:
    """Every name it goes by, its own first."""
    return [name, *(line.strip() for line in aliases.splitlines() if line.strip())]


def joined(name: str, known: Iterable[str], more: Iterable[str], longest: int) -> str:
    """The other names of a record as its text of `longest` characters has them: those that are
    known and as many more as there is room for, each once, its own not among them."""
    said = {name.casefold()}
    lines: list[str] = []
    for one in (*known, *more):
        if one.casefold() not in said and len("\n".join([*lines, one])) <= longest:
            said.add(one.casefold())
            lines.append(one)
    return "\n".join(lines)
