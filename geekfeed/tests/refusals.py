"""Whether the database itself refuses something."""

from collections.abc import Callable

from django.db import IntegrityError, transaction


def refused(make: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False
