"""The columns of each kind of record, declared once: reading, loading and writing follow them.

What names a record is first among its columns and never changes by a file. `title` and `aired_on`
name a special where its number would stand, in rows of episodes as in rows that refer to one.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Field, Model

from shows import colours, models
from shows.catalog_file.cells import (
    LARGE,
    Choice,
    Column,
    Degrees,
    Number,
    Refers,
    Slug,
    Text,
    Web,
)
from shows.catalog_file.days import Day, SpecialDay, SpecialTitle, When
from shows.catalog_file.other_names import Aliases
from shows.models.season import LAST_EPISODE, LAST_SEASON

KIND = "kind"
LISTS = {"aliases"}  # columns with several texts


@dataclass(frozen=True, eq=False)
class Kind:
    """`name` are the columns that say which record it is, `says` those with what it says.

    `refers` has the foreign keys: what kind of record each one leads to and which columns name it.
    `order` is that of the export; the last of it is always the order in which records were made.
    `found_by` says how records are looked up: by what stands in a column, at a path.
    """

    slug: str
    model: type[Model]
    name: tuple[Column, ...]
    says: tuple[Column, ...]
    refers: dict[str, tuple[str, tuple[str, ...]]]
    order: tuple[str, ...]
    found_by: tuple[tuple[str, str], ...]

    @cached_property
    def columns(self) -> dict[str, Column]:
        return {column.name: column for column in (*self.name, *self.says)}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Those of the model, by name."""
        return {field.name: field for field in self.model._meta.fields}


def _entry(model: type[Model], *says: Column) -> Kind:
    name = Text("name", needed=True)
    refers = {c.name: (c.name, (c.name,)) for c in says if isinstance(c, Refers)}
    return Kind(
        slug=model._meta.model_name,
        model=model,
        name=(Slug("slug", needed=True),),
        says=(name, Aliases("aliases"), *says),
        refers=refers,
        order=("slug",),
        found_by=(("slug", "slug"),),
    )


def _show(*paths: str, needed: bool = True) -> Column:
    return Refers("show", paths=tuple(f"{path}show__slug" for path in paths), needed=needed)


def _season(*paths: str, needed: bool = True) -> Column:
    paths = tuple(f"{path}number" for path in paths)
    return Number("season", paths=paths, needed=needed, least=1, most=LAST_SEASON)


def _episode(path: str, field: str = "") -> tuple[Column, Column, Column]:
    number = f"{path}number"
    return (
        Number("episode", field, paths=(number,), least=1, most=LAST_EPISODE),
        SpecialTitle("title", paths=(number, f"{path}title")),
        SpecialDay("aired_on", paths=(number, f"{path}aired_on")),
    )


def _refers(*names: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {name: (name, PARTS.get(name, (name,))) for name in names}


PARTS = {
    "season": ("show", "season"),
    "episode": ("show", "season", "episode", "title", "aired_on"),
}
IN_EPISODE = ("episode__number", "episode__aired_on", "episode__pk")
RECORDS = ("show", "season", "episode", "person", "character", "network")
DESCRIPTION = Text("description")
SUMMARY = Text("summary")
POSITION = Number("position", empty=0)

FRANCHISE = _entry(models.Franchise, DESCRIPTION)
NETWORK = _entry(models.Network, Web("homepage"), Text("country"))
PERSON = _entry(models.Person, DESCRIPTION)
CHARACTER = _entry(models.Character, DESCRIPTION)
LOCATION = _entry(
    models.Location,
    Text("address"),
    Text("district"),
    Text("city"),
    Text("country"),
    Degrees("latitude", most=90),
    Degrees("longitude", most=180),
    DESCRIPTION,
)
SHOW = _entry(
    models.Show,
    Text("full_name"),
    Choice("status", choices=models.Show.Status, needed=True),
    Refers("network"),
    Refers("franchise"),
    Text("tagline"),
    SUMMARY,
    Web("homepage"),
    Text("based_on"),
    Text("accent", empty=colours.HOUSE),
    Number("shelf_position", least=1, most=12),
)
SEASON = Kind(
    "season",
    models.Season,
    name=(_show(""), Number("season", "number", needed=True, least=1, most=LAST_SEASON)),
    says=(
        When("premiere"),
        Number("episode_order", least=1, most=500),
        Choice("release", choices=models.Season.Release),
        SUMMARY,
    ),
    refers=_refers("show"),
    order=("show__slug", "number"),
    found_by=(("show", "show__slug"),),
)
PREMIERE = Kind(
    "premiere",
    models.CountryPremiere,
    name=(_show("season__"), _season("season__"), Text("country", needed=True)),
    says=(When("premiere", needed=True),),
    refers=_refers("season"),
    order=("season__show__slug", "season__number", "country"),
    found_by=(("show", "season__show__slug"),),
)
EPISODE = Kind(
    "episode",
    models.Episode,
    name=(_show("season__"), _season("season__"), *_episode("", "number")),
    says=(Text("title"), Day("aired_on"), Number("runtime", least=1), SUMMARY),
    refers=_refers("season"),
    order=("season__show__slug", "season__number", "number", "aired_on"),
    found_by=(("show", "season__show__slug"),),
)
CREDIT = Kind(
    "credit",
    models.Credit,
    name=(
        Refers("person", needed=True),
        _show(""),
        _season("season__", needed=False),
        *_episode("episode__"),
        Refers("character"),
        Text("job"),
    ),
    says=(POSITION,),
    refers=_refers("person", "show", "season", "episode", "character"),
    order=("show__slug", "season__number", *IN_EPISODE, "position"),
    found_by=(("show", "show__slug"),),
)
FILMING = Kind(
    "filming",
    models.LocationUse,
    name=(
        Refers("location", needed=True),
        _show("season__"),
        _season("season__"),
        *_episode("episode__"),
    ),
    says=(Text("stands_in_for"),),
    refers=_refers("location", "season", "episode"),
    order=("season__show__slug", "season__number", *IN_EPISODE),
    found_by=(("show", "season__show__slug"),),
)
SCORE = Kind(
    "score",
    models.CriticScore,
    name=(
        _show("season__"),
        _season("season__"),
        Text("service", needed=True),
        Day("noted_on", needed=True),
    ),
    says=(Number("value", needed=True, most=100), Number("reviews", most=LARGE)),
    refers=_refers("season"),
    order=("season__show__slug", "season__number", "service", "noted_on"),
    found_by=(("show", "season__show__slug"),),
)
EXTERNAL_ID = Kind(
    "external_id",
    models.ExternalId,
    name=(
        _show("", "season__", "episode__season__", needed=False),
        _season("season__", "episode__season__", needed=False),
        *_episode("episode__"),
        Refers("person"),
        Refers("character"),
        Refers("network"),
        Choice("service", choices=models.ExternalId.Service, needed=True),
    ),
    says=(Text("value", needed=True),),
    refers=_refers(*RECORDS),
    order=(
        "network__slug",
        "person__slug",
        "character__slug",
        "show__slug",
        "season__show__slug",
        "season__number",
        "episode__season__show__slug",
        "episode__season__number",
        *IN_EPISODE,
        "service",
    ),
    found_by=(
        ("network", "network__slug"),
        ("person", "person__slug"),
        ("character", "character__slug"),
        ("show", "show__slug"),
        ("show", "season__show__slug"),
        ("show", "episode__season__show__slug"),
    ),
)
VIEWING = Kind(
    "viewing",
    models.ViewingStep,
    name=(Refers("franchise", needed=True), _show("season__"), _season("season__")),
    says=(POSITION, Text("note")),
    refers=_refers("franchise", "season"),
    order=("franchise__slug", "position"),
    found_by=(("franchise", "franchise__slug"),),
)

# In the order in which they are loaded: nothing refers to what comes after it.
KINDS = {
    kind.slug: kind
    for kind in (
        FRANCHISE,
        NETWORK,
        PERSON,
        CHARACTER,
        LOCATION,
        SHOW,
        SEASON,
        PREMIERE,
        EPISODE,
        CREDIT,
        FILMING,
        SCORE,
        EXTERNAL_ID,
        VIEWING,
    )
}
COLUMNS = tuple(dict.fromkeys([KIND, *(name for kind in KINDS.values() for name in kind.columns)]))
