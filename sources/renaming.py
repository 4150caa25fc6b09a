"""Former names and addresses of sources: links to them lead on, text that uses them still means
the source."""

from geekfeed.lib import aliases
from sources.models import Former, Source
from sources.signals import source_renamed

LONGEST = Source._meta.get_field("aliases").max_length


def renamed(source: Source, was: Source) -> None:
    """The source is saved under another name or address than it `was`.

    Its former address leads to it. An address that it takes back leads nowhere any more, so that
    no address leads to one that leads on.
    """
    if was.name != source.name and call_also(source, was.name):
        source.save(update_fields=["aliases"])
    if was.name != source.name:
        source_renamed.send(sender=Source, source=source)
    if was.slug == source.slug:
        return
    taken_back = Former.objects.filter(slug=source.slug)
    # What was typed may name a merged record by its number: that goes on with the other address.
    number = taken_back.values_list("number", flat=True).first()
    taken_back.delete()
    lead_on(source, was.name, was.slug, number)


def lead_on(source: Source, name: str, slug: str, number: int | None = None) -> None:
    """That address, and what names the record with that number, lead to this source."""
    told = {"source": source, "name": name} | ({"number": number} if number else {})
    Former.objects.update_or_create(slug=slug, defaults=told)


def call_also(source: Source, *names: str) -> bool:
    """Put these among its other names, as far as there is room, and its own not among them. Says
    whether that made any difference; nothing is saved."""
    known = source.names[1:]
    text = aliases.joined(source.name, known, names, LONGEST)
    if text == "\n".join(known):
        return False
    source.aliases = text
    return True
