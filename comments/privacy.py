"""What we have of somebody who comments: all of it, to be handed to them, and the verb that makes
us forget it. docs/privacy.md says what is kept and for how long.
"""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Article
from comments import banned
from comments.acts import announce
from comments.counting import count
from comments.locks import hold
from comments.mailboxes import email_of
from comments.models import Act, Ban, Comment, Commenter, Report
from comments.models.commenter import new_key
from comments.reporting import settle
from comments.rights import Refused
from geekfeed.lib.addresses import address_of

State = Comment.State


def people(email: str) -> list[Commenter]:
    """Whoever comments with that address: by itself, or with an account that has it."""
    email = email.strip()
    try:
        said = email_of(email)
    except ValueError:
        said = email.casefold()
    theirs = Q(email=said) | Q(user__email__iexact=email)
    return list(Commenter.objects.select_related("user").filter(theirs).order_by("pk"))


# -- Handing it out ----------------------------------------------------------------------------


def export(person: Commenter) -> dict[str, Any]:
    """All that we have of somebody, in words that JSON has and they understand. Not whom else it
    is about: a moderator's name is not theirs."""
    comments = person.comments.select_related("story__section", "answers", "thread")
    acts = person.acts.select_related("comment")
    return {
        "name": person.name,
        "e-mail address": person.email,
        "account at the desk": person.user.get_username() if person.user else None,
        "e-mail address confirmed at": _moment(person.confirmed_at),
        "first seen at": _moment(person.first_seen_at),
        "wants letters about decisions": person.wants_letters,
        "comments": [_comment(one) for one in comments.defer("story__body").order_by("pk")],
        "likes": [
            {"comment": address_of(one.comment), "at": _moment(one.at)}
            for one in person.likes.select_related("comment").order_by("pk")
        ],
        "reports by them": [
            {
                "comment": address_of(one.comment),
                "reason": one.get_reason_display(),
                "in their words": one.words,
                "network address": one.network,
                "at": _moment(one.at),
            }
            for one in person.reports.select_related("comment").order_by("pk")
        ],
        "bans": [
            {
                "of": one.what if one.kind != Ban.Kind.PERSON else "them",
                "reason": one.why,
                "at": _moment(one.at),
                "until": _moment(one.until),
            }
            for one in Ban.objects.filter(_theirs(person)).order_by("pk")
        ],
        "what was done": [
            {
                "what": act.verb,
                "comment": address_of(act.comment) if act.comment else None,
                "at": _moment(act.at),
                "by": "moderator" if act.user_id else "themselves or the site",
                "reason": act.why,
            }
            for act in acts.order_by("pk")
        ],
    }


def _comment(comment: Comment) -> dict[str, Any]:
    answered = comment.answers or comment.thread
    return {
        "address": address_of(comment),
        "story": comment.story.headline,
        "story’s address": address_of(comment.story),
        "in answer to": address_of(answered) if answered else None,
        "text": comment.text,
        "contains a spoiler": comment.is_spoiler,
        "of": comment.spoils,
        "state": comment.state,
        "held because": comment.held_because,
        "posted at": _moment(comment.posted_at),
        "edited at": _moment(comment.edited_at),
        "network address": comment.network,
        "wants letters about answers": comment.wants_answers,
        "whoever it answers was written to at": _moment(comment.told_at),
        "likes": comment.likes,
        "answers": comment.replies,
    }


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _theirs(person: Commenter) -> Q:
    """The bans that name somebody, or were made because of them."""
    named = Q(kind=Ban.Kind.PERSON, what=str(person.pk))
    if person.email:
        named |= Q(kind=Ban.Kind.EMAIL, what=person.email)
    return named | Q(about=person)


# -- Forgetting --------------------------------------------------------------------------------


@transaction.atomic
def erase(
    person: Commenter, user: AbstractBaseUser | None = None, *, keep_words: bool = False
) -> Commenter:
    """Forget who somebody is: their name, address, account, and where they wrote from. What they
    said goes, too, as if they had deleted it; with `keep_words` it stays, under no name.

    Answers by others stay. The likes that they gave stay as numbers, the reports that they made
    without them, and what moderators did stays in the log without their name. None as the user is
    the site itself.
    """
    if user is not None and not user.has_perm("comments.delete_commenter"):
        raise Refused(_("Only editors can do this."))
    for number in person.comments.order_by("story").values_list("story", flat=True).distinct():
        story = hold(Article(pk=number))
        theirs = person.comments.filter(story=story).order_by("pk")
        for comment in theirs.select_for_update(no_key=True):
            _forget(comment, user, keep_words=keep_words)
    _forget_in_the_log(person)
    _forget_in_bans(person)
    person.likes.all().delete()
    person.reports.update(by=None, network=None)
    Commenter.objects.filter(pk=person.pk).update(
        name="", email=None, user=None, key=new_key(), confirmed_at=None, wants_letters=False
    )
    Act.objects.create(verb="erase", commenter=person, user=user)
    person.refresh_from_db()
    return person


def _forget(comment: Comment, user: AbstractBaseUser | None, *, keep_words: bool) -> None:
    before = comment.state
    if before == State.UNCONFIRMED:
        comment.delete()  # nobody has ever seen it, and nobody can have answered
        return
    comment.network, comment.held_because = None, ""
    comment.wants_answers = False
    if not keep_words:
        settle(comment, user)
        comment.text = comment.html = comment.digest = comment.spoils = ""
        comment.state = before if before == State.REMOVED else State.DELETED
    comment.save()
    count(comment, before)
    announce(comment, "erase", user=user)


def _forget_in_the_log(person: Commenter) -> None:
    """Where a moderator's reason, a report or the desk's own log names them."""
    names = [name.casefold() for name in (person.name, person.email) if name]

    def naming(rows: QuerySet, field: str) -> QuerySet:
        said = rows.exclude(**{field: ""}).values_list("pk", field)
        return rows.filter(
            pk__in=[pk for pk, text in said if any(name in text.casefold() for name in names)]
        )

    naming(person.acts.all(), "why").update(why="")
    # A report that gives no other reason has to have words.
    reports = Report.objects.filter(Q(by=person) | Q(comment__by=person))
    naming(reports, "words").update(words="…")
    for model, numbers in (
        (Commenter, [person.pk]),
        (Comment, list(person.comments.values_list("pk", flat=True))),
    ):
        _entries(model, numbers).update(object_repr="", change_message="")


def _forget_in_bans(person: Commenter) -> None:
    """A ban stays in force, and does not say of whom; but for one on a network, which would."""
    Ban.objects.filter(kind=Ban.Kind.NETWORK, about=person).delete()
    if not person.email:
        return
    of_address = Ban.objects.filter(kind=Ban.Kind.EMAIL, what=person.email)
    of_address.update(what=banned.forgotten(person.email))
    as_person = Ban.objects.in_force().filter(kind=Ban.Kind.PERSON, what=str(person.pk)).first()
    if as_person:
        # Whoever gives the address again is somebody new.
        Ban.objects.get_or_create(
            kind=Ban.Kind.EMAIL,
            what=banned.forgotten(person.email),
            defaults={"until": as_person.until, "user": as_person.user},
        )
    Ban.objects.filter(_theirs(person)).update(why="", about=None)


def _entries(model: type[Model], numbers: list[int]) -> Any:
    kind = ContentType.objects.get_for_model(model)
    return LogEntry.objects.filter(content_type=kind, object_id__in=map(str, numbers))
