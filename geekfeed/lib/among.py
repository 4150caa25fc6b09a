"""Rows that a subquery chooses, and PostgreSQL told to choose them first."""

from typing import Any

from django.db.models import BooleanField, Func


class Among(Func):
    """Whether a number is one of those that a subquery finds: `filter(Among("pk", Subquery(…)))`.

    PostgreSQL is told to find them first. By itself it would join to all rows whatever is wanted
    with a few of them, above all where the subquery has a LIMIT.
    """

    template, arg_joiner, output_field = "%(expressions)s", " IN ", BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        as_list = {"template": "%(expressions)s)", "arg_joiner": " = ANY(ARRAY"}
        return self.as_sql(compiler, connection, **as_list | context)
