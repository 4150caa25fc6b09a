"""Taking what a claim says over into the catalog, and taking it back.

`offers` says what a claim has for the catalog, and why it cannot be had where it cannot. `adopt`
and `undo` are verbs as those of articles/workflow.py are: one transaction, editors only, a refusal
is a sentence and has changed nothing. What becomes of the claim afterwards changes nothing in the
catalog by itself: the desk says so, and somebody looks at it.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.homes import HOMES, Column, Home, Record
from articles.models import Adoption, Claim, Outcome
from articles.querysets import readers_may_see
from articles.rights import Moved, Refused, User, is_editor
from shows import history
from shows.ledger import Standing
from shows.models import Change, Season, Show
from shows.outcomes import STRUCK, Verdict


@dataclass(frozen=True)
class Offer:
    """One thing that the catalog could have from a claim. `why_not` is a sentence, empty where it
    can be had; `adoption` is there where the catalog has it from this claim already. `seen` names
    what the offer says, so that nothing else is taken over than what somebody looked at."""

    home: Home
    record: Season | Show | None
    now: str = ""
    then: str = ""
    why_not: str = ""
    adoption: Adoption | None = None

    @property
    def field(self) -> str:
        return str(self.home.field)

    @property
    def label(self) -> str:
        return str(self.home.field.label)

    @property
    def is_possible(self) -> bool:
        return not self.why_not and self.adoption is None

    @property
    def seen(self) -> str:
        about = (self.field, self.record and self.record.pk, self.now, self.then)
        return blake2b(repr(about).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True)
class Kept:
    """An adoption as the desk tells of it. `value`: what was taken over; `is_overtaken`: the
    catalog says something else by now; `fallen`: why the claim does not bear it out any more."""

    adoption: Adoption
    value: str
    is_overtaken: bool
    fallen: str = ""


def offers(claim: Claim) -> list[Offer]:
    """Everything that a claim has for the catalog, in a number of queries that is bounded. `claim`
    comes with its records (`with_records()`)."""
    adopted = {one.field: one for one in adoptions_of(claim)}
    fallen = no_longer_stands(claim)
    return [
        _offer(home, claim, adopted.get(home.field), fallen)
        for home in HOMES.values()
        if home.wants(claim)
    ]


def _offer(home: Home, claim: Claim, adoption: Adoption | None, fallen: str) -> Offer:
    record = home.record_of(claim)
    if why_not := home.lacks(claim):
        return Offer(home, record, why_not=why_not)
    if adoption is not None and (is_overtaken(adoption) or not home.says_so(claim)):
        adoption = None  # the catalog, or the claim, says something else by now
    told = {"now": home.now(claim), "then": home.told(claim), "adoption": adoption}
    if home.says_so(claim):
        told["now"] = told["then"]
        return Offer(home, record, why_not=_("The catalog says so already."), **told)
    return Offer(home, record, why_not=fallen or home.hinders(claim), **told)


def adoptions_of(claim: Claim) -> Any:
    rows = Adoption.objects.standing().filter(claim_id=claim.key)
    return rows.select_related("show", "season__show", "by")


def no_longer_stands(claim: Claim) -> str:
    """Why nothing can rest on a claim (any more), in a sentence; empty where it can."""
    if claim.live_at is None or claim.live_at > timezone.now():
        return _("Readers do not have this claim: its story is not live.")
    if claim.standing == Standing.DENIED:
        return _("The claim is a denial: there is nothing in it to take over.")
    verdict = claim.outcomes.live().filter(verdict__in=STRUCK).values_list("verdict", flat=True)
    return _fallen_by(verdict.first())


def _fallen_by(verdict: str | None) -> str:
    match verdict:
        case Verdict.DENIED:
            return _("It has been denied since.")
        case Verdict.SUPERSEDED:
            return _("Something else has taken its place since.")
        case _:
            return ""


def can_be_adopted() -> Q:
    """The claims with an offer that is possible at this moment, asked of the database."""
    found = Q()
    for home in HOMES.values():
        found |= home.fits()
    struck = Outcome.objects.live().filter(claim=OuterRef("pk"), verdict__in=STRUCK)
    stands = readers_may_see() & ~Q(standing=Standing.DENIED) & ~Q(Exists(struck))
    return stands & found


# -- The verbs ---------------------------------------------------------------------------------


def adopt(claim: Claim, user: User, field: str, seen: str | None = None) -> Adoption:
    """Take over what the claim says there. `seen` is the offer's own, where somebody looked at it:
    the claim, or the catalog, may have changed since."""
    _ask_for_editor(user)
    home = HOMES.get(field)
    if home is None or not home.wants(claim):
        raise Refused(_("This claim has nothing of that kind for the catalog."))
    try:
        with transaction.atomic():
            locked = _lock(home.record_of(claim))
            claim = _again(claim)
            if home.record_of(claim) != locked:
                raise Moved(_("The claim is about something else by now. Look at it again."))
            return _adopt(home, claim, user, seen)
    except IntegrityError as error:
        # Somebody put the same record there who does not lock: an editor in the catalog's forms.
        raise Moved(_("Somebody has just put that into the catalog. Look at it again.")) from error


def _adopt(home: Home, claim: Claim, user: User, seen: str | None) -> Adoption:
    former = adoptions_of(claim).filter(field=home.field).first()
    offer = _offer(home, claim, former, no_longer_stands(claim))
    if offer.why_not or offer.adoption:
        raise Refused(offer.why_not or _("The catalog says so already."))
    if seen is not None and seen != offer.seen:
        raise Moved(
            _("The catalog says “%(now)s” by now, and the claim “%(then)s”. Look at it again.")
            % {"now": offer.now, "then": offer.then}
        )
    if former is not None:  # the catalog or the claim went its own way since
        _leave(home, former)
        _close(former, user)
    told: dict[str, Any] = {}
    if isinstance(home, Column):
        told = {"value": home.value(claim), "before": home.read(offer.record)}
        home.write(offer.record, told["value"])
        changed = _column_changed(home, told["before"], told["value"])
    elif isinstance(home, Record):
        made = home.make(claim)
        told = {"made": made.pk}
        changed = {_row_key(made): ["", history.called(made)]}
    # After the record was saved: that may have to wait for stories, which others hold who wait for
    # the show, and this row holds the show.
    adoption = Adoption.objects.create(
        claim_id=claim.key,
        show=claim.show,
        season=None if home.field == Adoption.Field.STATUS else claim.season,
        field=home.field,
        by=user,
        **told,
    )
    _log(
        user,
        offer.record,
        _("%(what)s taken over from a claim: %(then)s (%(says)s)")
        % {"what": home.field.label.capitalize(), "then": offer.then, "says": claim.says},
    )
    said = _("Taken over from a claim: %(says)s") % {"says": claim.says}
    history.note(offer.record, Change.Through.CLAIM, user, changed, said)
    return adoption


def _leave(home: Home, former: Adoption) -> None:
    """What was made for what the claim said before goes, unless somebody has worked on it."""
    if isinstance(home, Record):
        made = home.made(former.made)
        if made is not None and not made.in_use:
            made.record.delete()


def undo(adoption: Adoption, user: User) -> None:
    """Put back what the catalog said before, if it still says what was taken over."""
    _ask_for_editor(user)
    home = HOMES[adoption.field]
    with transaction.atomic():
        record = _lock(_record_of(adoption))
        adoption = Adoption.objects.select_for_update(no_key=True).get(pk=adoption.pk)
        if adoption.undone_at is not None:
            raise Refused(_("That has been undone already."))
        changed: dict[str, list[str]] = {}
        if isinstance(home, Column):
            _put_back(home, record, adoption)
            changed = _column_changed(home, adoption.value, adoption.before)
        elif isinstance(home, Record):
            changed = _take_away(home, adoption)
        _close(adoption, user)
        _log(
            user,
            record,
            _("%(what)s undone: no longer from a claim") % {"what": home.field.label.capitalize()},
        )
        said = _("Undone: no longer from a claim")
        history.note(record, Change.Through.CLAIM, user, changed, said)


def _put_back(home: Column, record: Season | Show, adoption: Adoption) -> None:
    now = home.read(record)
    if now != adoption.value:
        raise Refused(
            _(
                "Somebody has changed it since: the catalog says “%(now)s”. Nothing is lost, and "
                "nothing was undone. Change it in the catalog if it is to say something else."
            )
            % {"now": home.words(now)}
        )
    home.write(record, adoption.before)


def _take_away(home: Record, adoption: Adoption) -> dict[str, list[str]]:
    """What the history says of it."""
    made = home.made(adoption.made)
    if made is None:
        return {}  # somebody has taken it out of the catalog themselves
    if made.in_use:
        raise Refused(
            _(
                "Somebody has worked on “%(record)s” since, so it stays. Remove it in the catalog "
                "if it is to go."
            )
            % {"record": made.record}
        )
    told = {_row_key(made.record): [history.called(made.record), ""]}
    made.record.delete()
    return told


def _column_changed(home: Column, before: str | None, after: str | None) -> dict[str, list[str]]:
    """As the history has it: no date yet is nothing."""
    name = "premiere_on" if home.field == Adoption.Field.PREMIERE else str(home.field)
    return {name: [home.words(value) if value else "" for value in (before, after)]}


def _row_key(record: Any) -> str:
    return f"{history.kind_of(record)}:{record.pk}"


# -- What the desk tells of them ---------------------------------------------------------------


def is_overtaken(adoption: Adoption) -> bool:
    """Whether the catalog says something else by now. `show` and `season` come with the row."""
    home = HOMES[adoption.field]
    if isinstance(home, Column):
        return home.read(_record_of(adoption)) != adoption.value
    return not home.model._default_manager.filter(pk=adoption.made).exists()


def fallen(most: int) -> list[Kept]:
    """What the catalog still says on the word of claims that do not stand any more, the newest
    adoptions first."""
    borne_out = Adoption.objects.live().undisputed().order_by().values("pk")
    rows = Adoption.objects.standing().exclude(pk__in=borne_out)
    told = kept(
        list(rows.select_related("show", "season__show", "by").order_by("-at", "-pk")[:most])
    )
    return [one for one in told if one.fallen and not one.is_overtaken]


def kept(adoptions: list[Adoption]) -> list[Kept]:
    """What the desk tells of adoptions, in a number of queries that does not grow with theirs."""
    made = {
        field: home.named(one.made for one in adoptions if one.field == field)
        for field, home in HOMES.items()
        if isinstance(home, Record)
    }
    keys = {one.claim_id for one in adoptions}
    claims = Claim.objects.with_records().in_bulk(keys, field_name="key")
    struck = Outcome.objects.live().filter(claim__key__in=keys, verdict__in=STRUCK)
    verdicts = dict(struck.values_list("claim__key", "verdict"))
    return [
        _told(one, claims.get(one.claim_id), verdicts.get(one.claim_id), made) for one in adoptions
    ]


def _told(
    adoption: Adoption, claim: Claim | None, verdict: str | None, made: dict[str, Any]
) -> Kept:
    home = HOMES[adoption.field]
    if isinstance(home, Column):
        overtaken = home.read(_record_of(adoption)) != adoption.value
        return Kept(
            adoption,
            home.words(adoption.value),
            overtaken,
            _fallen(home, adoption, claim, verdict),
        )
    record = made[adoption.field].get(adoption.made)
    return Kept(
        adoption,
        home.called(record) if record else _("Taken out of the catalog"),
        record is None,
        _fallen(home, adoption, claim, verdict),
    )


def _fallen(home: Home, adoption: Adoption, claim: Claim | None, verdict: str | None) -> str:
    if claim is None:
        return _("Its story does not make the claim any more.")
    if claim.live_at is None or claim.live_at > timezone.now():
        return _("Its story is not live any more.")
    if claim.standing == Standing.DENIED:
        return _("It has been denied since.")
    if verdict:
        return _fallen_by(verdict)
    still_says = home.wants(claim) and not home.lacks(claim)
    if isinstance(home, Column) and still_says:
        still_says = home.value(claim) == adoption.value
    return "" if still_says else _("Its story says something else by now.")


# -- What the verbs share ----------------------------------------------------------------------


def _ask_for_editor(user: User) -> None:
    if not is_editor(user):
        raise Refused(_("Only editors change what the catalog says."))


def _record_of(adoption: Adoption) -> Season | Show:
    is_show = adoption.season is None or adoption.field == Adoption.Field.STATUS
    return adoption.show if is_show else adoption.season


def _lock(record: Season | Show | None) -> Season | Show | None:
    """Nobody else's until the transaction ends. Rows that merely name it need not wait."""
    if record is None:
        return None
    rows = type(record).objects.select_for_update(no_key=True, of=("self",))
    if isinstance(record, Season):
        rows = rows.select_related("show")
    return rows.get(pk=record.pk)


def _again(claim: Claim) -> Claim:
    """The claim and its records as they are now. Read after the lock was given."""
    found = Claim.objects.with_records().filter(pk=claim.pk).first()
    if found is None:
        raise Refused(_("Its story does not make this claim any more."))
    return found


def _close(adoption: Adoption, user: User) -> None:
    Adoption.objects.filter(pk=adoption.pk).update(undone_at=timezone.now(), undone_by=user)


def _log(user: User, record: Season | Show, said: str) -> None:
    if user is not None:
        LogEntry.objects.log_actions(user.pk, [record], CHANGE, change_message=said)
