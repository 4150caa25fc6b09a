"""What readers have, as marks that all server processes see."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stamp(models.Model):
    """One row for each thing that pages rest on, by its name. Its stamp is another one after every
    change to it (articles/edition.py): what was made before is not taken for what is now."""

    name = models.CharField(_("name"), max_length=100, primary_key=True)
    stamp = models.UUIDField(_("stamp"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("stamp")
        verbose_name_plural = _("stamps")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.stamp}"
