"""What readers have, as one mark that all server processes see."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """One row. Its stamp is another one after every change to what pages say (articles/edition.py),
    so that what was made of a former edition is not taken for this one's."""

    stamp = models.UUIDField(_("stamp"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.stamp)
