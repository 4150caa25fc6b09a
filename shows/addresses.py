"""Former addresses of the catalog's records lead on."""

from collections.abc import Callable

from django.db.models import Model

from geekfeed.lib import former
from geekfeed.lib.former import Found, View
from shows.models import FormerAddress


def leads_on(model: type[Model]) -> Callable[[View], View]:
    """For the pages of a kind of record, as `former.leads_on()`."""

    def find(slug: str) -> Found | None:
        record = FormerAddress.objects.leading_to(model, slug)
        kind = model._meta.model_name
        rows = FormerAddress.objects.filter(slug=slug, **{f"{kind}__isnull": False})
        return Found(record.slug, rows) if record else None

    return former.leads_on(find)
