"""Records of the catalog that may be two of one and the same: they are called the same, or one by
another name as the other is."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max, Model

from geekfeed.lib import aliases
from shows.models import Distinct

KEPT_FOR = 3600  # seconds; another name or another decision makes it be looked for anew
MOST = 500  # groups
LONGEST_GROUP = 20  # records

_APART = "-‐‑–—/&_"
# Of ASCII all other signs that are no letters and figures fall out.
_ASCII = {
    sign: " " if chr(sign) in _APART else None
    for sign in range(128)
    if not (chr(sign).isalnum() or chr(sign).isspace())
}
_OTHERS = str.maketrans(dict.fromkeys(_APART, " "))


def plain(name: str) -> str:
    """A name as it is compared: without accents, capitals and punctuation.

    "Vincent D’Onofrio" and "vincent d'onofrio", "Jean-Luc" and "Jean Luc" are the same.
    """
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    name = unicodedata.normalize("NFKD", name).casefold().translate(_OTHERS)
    return " ".join("".join(s for s in name if s.isalnum() or s.isspace()).split())


def found(model: type[Model]) -> list[tuple[int, ...]]:
    """The numbers of records that may be the same, group by group, in the order of their names; at
    most MOST groups.

    All names are read, which takes about a second for every 200,000 records. What comes out is
    kept until one of them is changed.
    """
    stamp = _stamp(model)
    key = f"doubles:{model._meta.model_name}"
    kept = cache.get(key)
    if kept is None or kept[0] != stamp:
        kept = (stamp, _looked_for(model))
        cache.set(key, kept, KEPT_FOR)
    return kept[1]


def _stamp(model: type[Model]) -> tuple[object, ...]:
    records = model._base_manager.aggregate(Count("pk"), Max("pk"), Max("changed_at"))
    decided = _decided(model).aggregate(Count("pk"), Max("pk"))
    return (*records.values(), *decided.values())


def _looked_for(model: type[Model]) -> list[tuple[int, ...]]:
    called: dict[str, list[int]] = defaultdict(list)
    own: set[str] = set()
    rows = model._base_manager.order_by("name", "pk").values_list("pk", "name", "aliases")
    for number, name, others in rows.iterator(chunk_size=5_000):
        names = [plain(one) for one in aliases.names(name, others)]
        own.add(names[0])
        for one in dict.fromkeys(filter(None, names)):
            called[one].append(number)
    are_two = set(_decided(model).values_list("one", "other"))
    groups: dict[tuple[int, ...], None] = {}
    for name, numbers in called.items():
        # What two only share as another name is a nickname: "Mike".
        if len(numbers) > 1 and name in own:
            group = tuple(numbers)[:LONGEST_GROUP]
            pairs = combinations(sorted(group), 2)
            if not all(pair in are_two for pair in pairs):
                groups[group] = None
        if len(groups) >= MOST:
            break
    return list(groups)


def _decided(model: type[Model]):
    kind = ContentType.objects.get_for_model(model)
    return Distinct.objects.filter(record_type=kind)


@transaction.atomic
def are_two(model: type[Model], numbers: Iterable[int], by: AbstractBaseUser | None) -> int:
    """Remember of these records that no two of them are the same. Returns how many pairs that
    makes."""
    known = model._base_manager.filter(pk__in=list(numbers)[:LONGEST_GROUP])
    kind = ContentType.objects.get_for_model(model)
    pairs = list(combinations(sorted(known.values_list("pk", flat=True)), 2))
    Distinct.objects.bulk_create(
        [Distinct(record_type=kind, one=one, other=other, by=by) for one, other in pairs],
        ignore_conflicts=True,
    )
    return len(pairs)
