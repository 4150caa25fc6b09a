"""Other names of a record, one on each line of a text."""


def names(name: str, aliases: str) -> list[str]:
    """Every name it goes by, its own first."""
    return [name, *(line.strip() for line in aliases.splitlines() if line.strip())]
