"""What says the same is written once (geekfeed/lib/alike.py). In every template without loading.

{% alike "components/patch.html" standing=claim.sure %}
{% alike "components/chain.html" chain=citation.chain|named %}
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.utils.safestring import SafeString

from geekfeed.lib import alike as pieces

register = template.Library()


class Named(NamedTuple):
    """What most pieces say of a record, as a value."""

    name: str
    get_absolute_url: str


@register.simple_tag
def alike(name: str, **given: Any) -> SafeString:
    """Like `{% include … only %}`, given nothing but values."""
    return pieces.written(name, **given)


@register.filter
def named(records: Iterable[Any]) -> tuple[Named, ...]:
    return tuple(Named(record.name, record.get_absolute_url()) for record in records)
