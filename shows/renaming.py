"""Former addresses of the catalog's records: links to them lead on."""

from django.db.models import Model

from geekfeed.lib import aliases
from shows.models import FormerAddress
from shows.models.entry import Entry


def renamed(record: Model, was: Model) -> None:
    """The record is saved under another address than it `was`: the former one leads to it from
    now on. An address that it takes back leads nowhere any more, so that no address leads to one
    that leads on. Inside the transaction of the change."""
    if was.slug == record.slug:
        return
    kind = record._meta.model_name
    taken_back = FormerAddress.objects.filter(**{kind: record, "slug": record.slug})
    # What was typed may name a merged record by its number: that goes on with the other address.
    number = taken_back.values_list("number", flat=True).first()
    taken_back.delete()
    lead_on(record, was.slug, number)


def lead_on(record: Model, slug: str, number: int | None = None) -> None:
    """That address, and what names the record with that number, lead to this record."""
    kind = record._meta.model_name
    told = {kind: record} | ({"number": number} if number else {})
    of_this_kind = FormerAddress.objects.filter(**{f"{kind}__isnull": False})
    of_this_kind.update_or_create(slug=slug, defaults=told)


def call_also(record: Entry, *names: str) -> None:
    """Put these among its other names, as far as there is room. Nothing is saved."""
    longest = Entry._meta.get_field("aliases").max_length
    record.aliases = aliases.joined(record.name, record.names[1:], names, longest)
