"""Who it is that reads, as far as they have told us: by an account at the desk, or by a cookie that
was set when they confirmed their e-mail address. Whoever only reads has neither."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.newsroom import name_of
from comments.models import Commenter
from comments.models.commenter import LONGEST_NAME

COOKIE = "commenter"
SALT = "comments.people"
YEAR = 365 * 24 * 3600  # seconds


def known(request: HttpRequest) -> Commenter | None:
    """The commenter who sent the request. Asks nothing where there is no cookie."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return of_account(request.user)
    return _of_cookie(request.COOKIES.get(COOKIE, ""))


def of_account(user: AbstractBaseUser) -> Commenter | None:
    """Whoever is at the desk comments under the name that stands over their stories. None for an
    account that is no part of the newsroom any more. By reading nobody is written down: it is kept
    by `kept`, once they do something."""
    if not user.is_staff:
        return None
    person = Commenter.objects.select_related("user").filter(user=user).first()
    person = person or Commenter(user=user, confirmed_at=timezone.now())
    author = getattr(user, "author", None)
    person.name = (author.name if author else name_of(user))[:LONGEST_NAME]
    return person


def kept(person: Commenter) -> Commenter:
    """Somebody who is known, as a row, with the name that they have by now."""
    if person.user is None:
        return person
    named = {"name": person.name, "confirmed_at": person.confirmed_at}
    row, _new = Commenter.objects.select_related("user").get_or_create(
        user=person.user, defaults=named
    )
    if row.name != person.name:
        Commenter.objects.filter(pk=row.pk).update(name=person.name)
        row.name = person.name
    return row


def remember(response: HttpResponse, person: Commenter) -> None:
    """From now on this browser is theirs."""
    response.set_cookie(
        COOKIE,
        signing.dumps([person.pk, person.key], salt=SALT),
        max_age=YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _of_cookie(value: str) -> Commenter | None:
    try:
        number, key = signing.loads(value, salt=SALT, max_age=YEAR) if value else (0, "")
    except (signing.BadSignature, TypeError, ValueError):
        return None
    people = Commenter.objects.select_related("user").filter(confirmed_at__isnull=False)
    return people.filter(pk=number, key=key).first() if number else None
