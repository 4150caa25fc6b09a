"""The verbs around the lists of words and links: put and take off. Each runs in one transaction,
checks permission and leaves an Act. A refusal is a `Refused` whose message tells the person what to
do; nothing has changed then. None as the user is the site itself."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Act, Listed
from comments.models.listed import LONGEST, LONGEST_KEY
from comments.rights import Refused, ask_for_editor
from comments.screening.lists import key_of

User = AbstractBaseUser | None


@transaction.atomic
def put(kind: str, what: str, then: str, user: User) -> Listed:
    """Look out for a word, some words or a host from now on. What is listed already is so from now
    on with this consequence."""
    ask_for_editor(user)
    what = " ".join(what.split())
    too_long = Refused(_("“%(what)s” is too long for the list.") % {"what": what})
    if len(what) > LONGEST:
        raise too_long
    key = key_of(kind, what)
    if not key and kind == Listed.Kind.LINK:
        raise Refused(_("“%(what)s” is no host: give it like example.com.") % {"what": what})
    if not key:
        raise Refused(_("There is no letter in “%(what)s” to look for.") % {"what": what})
    if len(key) > LONGEST_KEY:
        raise too_long
    if kind == Listed.Kind.LINK:
        what = key  # all else that was typed is not looked for
    told = {"what": what, "then": then, "user": user, "at": timezone.now()}
    made, _new = Listed.objects.update_or_create(kind=kind, key=key, defaults=told)
    said = f"{what} ({made.get_kind_display()}: {made.get_then_display()})"
    Act.objects.create(verb="list", user=user, why=said)
    return made


@transaction.atomic
def take_off(listed: Listed, user: User) -> None:
    """Look out for it no more."""
    ask_for_editor(user)
    if not Listed.objects.filter(pk=listed.pk).delete()[0]:
        raise Refused(_("This has been taken off the list already."))
    Act.objects.create(verb="unlist", user=user, why=f"{listed.what} ({listed.get_kind_display()})")
