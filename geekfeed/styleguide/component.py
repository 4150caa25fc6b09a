"""What the styleguide says of a component."""

from dataclasses import dataclass, field
from typing import Any

from geekfeed.styleguide.samples import SHOW

Context = dict[str, Any]


@dataclass(frozen=True)
class Component:
    """`specimens` are pairs of what is special and what the template is given. What `is_wide` has
    its day and its night one above the other."""

    name: str
    template: str
    is_for: str
    do: str
    never: str
    specimens: list[tuple[str, Context]] = field(default_factory=list)
    show: str = SHOW.slug
    is_wide: bool = False

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")
