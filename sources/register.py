"""Recording a source in passing: whoever cites one that nobody has recorded names it once."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from geekfeed.lib import aliases
from sources import domains
from sources.models import Domain, Former, Source


def register(name: str, domain: str = "") -> tuple[Source, bool]:
    """The source that goes by this name or publishes there, and whether it is new.

    Whoever is called so already is that source, also under another name, a former one, or if
    somebody has recorded it a moment ago. Raises ValidationError for what is no name or no domain.
    """
    name, domain = " ".join(name.split()), domain.strip().lower()
    if domain and (domains.bare(f"https://{domain}/") != domain or domain in domains.SOCIAL):
        raise ValidationError(_("“%(domain)s” is nobody's own domain.") % {"domain": domain[:100]})
    source = Source(name=name, homepage=f"https://{domain}/" if domain else "")
    source.clean_fields(exclude=["slug"])
    if name and not (name.isprintable() and any(sign.isalnum() for sign in name)):
        raise ValidationError(_("Write the source's name in letters or figures."))
    if found := known(name, domain):
        return found, False
    try:
        with transaction.atomic():
            source.save()
            if domain:
                Domain.objects.create(source=source, name=domain)
    except IntegrityError:
        if found := known(name, domain):
            return found, False  # somebody else was a moment quicker
        raise
    return source, True


def known(name: str, domain: str) -> Source | None:
    """Whose domain it is; otherwise who is called so, or was."""
    if domain:
        address = f"https://{domain}/"
        if owner := domains.owners([address]).get(address):
            return owner
    if found := Source.objects.filter(name__iexact=name).first():
        return found
    # However it is spelled now: its former address leads to the source that it has become.
    was_called = Q(name__iexact=name) | Q(slug=Source().slugify(name))
    if former := Former.objects.filter(was_called).select_related("source").first():
        return former.source
    for source in Source.objects.filter(aliases__icontains=name) if name else []:
        others = aliases.names(source.name, source.aliases)
        if name.casefold() in (other.casefold() for other in others):
            return source
    return None
