"""Questions about those who comment."""

import re
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Lookup, Q, Subquery

from comments.mailboxes import email_of
from geekfeed.lib.among import Among

LONGEST = 254  # signs of an address; no name is longer
LAST = "\U0010ffff"  # after every sign that an address can have


class _Begins(Lookup):
    """Whether a column begins so, by the index that it has. LIKE would not do: SQLite finds nothing
    by an index with it, and PostgreSQL only where it plans for the very words."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        return self._between(compiler, connection, ">=", "<")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        """Sign by sign, as the index for beginnings has them, whatever language sorts the rest."""
        return self._between(compiler, connection, "~>=~", "~<~")

    def _between(
        self, compiler: Any, connection: Any, least: str, most: str
    ) -> tuple[str, list[str]]:
        column, params = self.process_lhs(compiler, connection)
        sql = f"({column} {least} %s AND {column} {most} %s)"
        return sql, [*params, self.rhs, *params, self.rhs + LAST]


class CommenterQuerySet(models.QuerySet):
    def named(self) -> "CommenterQuerySet":
        """Without those who have been forgotten: there is nothing to find them by."""
        return self.exclude(name="", email=None, user=None)

    def found_by(self, typed: str) -> "CommenterQuerySet":
        """Whose address is this or begins so; whose name, or a word of it, begins so. In any case.
        An @ with something before it can only be of an address: then no name is looked at, and
        they are found by indexes however many there are.
        """
        if len(typed) > LONGEST:
            return self.none()
        beginning = Q(_Begins(F("email"), typed.casefold()))
        accounts = get_user_model().objects.filter(email__istartswith=typed).order_by()
        of_accounts = Q(Among("user", Subquery(accounts.values("pk"))))
        if "@" not in typed[1:]:
            name = Q(name__iregex=rf"(^|\W|_){re.escape(typed)}")
            return self.filter(beginning | of_accounts | name)
        everybody = self.model.objects.order_by().values_list("pk")
        parts = [everybody.filter(which) for which in (beginning, of_accounts, _whole(typed))]
        return self.filter(Among("pk", Subquery(parts[0].union(*parts[1:], all=True))))


def _whole(typed: str) -> Q:
    """The address as it is kept, its host as it is looked up."""
    try:
        return Q(email=email_of(typed))
    except ValueError:
        return Q(email=typed.casefold())
