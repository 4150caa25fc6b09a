"""Somebody who writes comments."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.commenters import CommenterQuerySet

LONGEST_NAME = 60
KEY_BYTES = 16


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


class Commenter(models.Model):
    """A name that readers see, and the e-mail address behind it, which they never do.

    Who has an account at the desk comments as that. Everybody else is known by the address that
    they confirmed, in each browser by a cookie that holds `key`: with another key, all of those are
    strangers again.
    """

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    # NULL, not "": several may have none, and no two the same.
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        null=True,
        blank=True,
        help_text=_("In small letters. Readers never see it."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="commenter",
    )
    key = models.CharField(max_length=32, default=new_key, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    wants_letters = models.BooleanField(
        _("letters about decisions"),
        default=True,
        help_text=_(
            "Is told what moderators do with their comments. Letters about answers are asked for "
            "with each comment."
        ),
    )
    first_seen_at = models.DateTimeField(_("first seen at"), auto_now_add=True)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="commenter_email_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Somebody"))

    @property
    def is_staff(self) -> bool:
        """Whether the comments carry the newsroom's badge."""
        return self.user is not None and self.user.is_staff and self.user.is_active
