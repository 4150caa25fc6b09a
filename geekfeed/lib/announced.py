"""Names that are written without saving records one by one, announced to whoever keeps them.

Django announces what `save()` and `delete()` do. Of `bulk_create()`, `bulk_update()` and `update()`
it says nothing.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

NAMES = {"name", "full_name", "aliases"}  # fields that have what a record is called

# Records of a model, the `sender`, were made or are called otherwise: `numbers`, their primary
# keys. Sent inside the transaction that writes them.
names_written = Signal()


class AnnouncingQuerySet(models.QuerySet):
    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            names_written.send(sender=self.model, numbers=[record.pk for record in made])
        return made

    def update(self, **values: Any) -> int:
        if not NAMES & values.keys():
            return super().update(**values)
        with transaction.atomic(using=self.db):
            # Asked before: what they are found by may be what is changed.
            numbers = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**values)
            names_written.send(sender=self.model, numbers=numbers)
        return changed

    def bulk_update(
        self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any
    ) -> int:
        records, columns = list(objs), list(fields)
        # It is a number of updates, which would each be announced.
        plain = models.QuerySet(self.model, using=self._db)
        with transaction.atomic(using=self.db):
            changed = plain.bulk_update(records, columns, *args, **kwargs)
            if NAMES.intersection(columns):
                numbers = [record.pk for record in records]
                names_written.send(sender=self.model, numbers=numbers)
        return changed

    bulk_create.alters_data = True  # type: ignore[attr-defined]
    bulk_update.alters_data = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]
