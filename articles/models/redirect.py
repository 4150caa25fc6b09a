"""Addresses that lead on: of pages that were renamed, and those that editors put in by hand."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST = 400


class Redirect(models.Model):
    """Whoever asks for `path`, where there is no page, is sent to `to`. Never more than one step:
    what leads to a page that is renamed is led to its new address (articles/redirects.py)."""

    path = models.CharField(
        _("address"),
        max_length=LONGEST,
        unique=True,
        validators=[
            RegexValidator(
                r"\A/(?!/)[^\s?#\\]*/\Z",
                _("Begin and end with a slash, without the site's name: /2009/02/old-story/"),
            )
        ],
        help_text=_("Of this site, where there is no page any more: /2009/02/old-story/"),
    )
    to = models.CharField(
        _("leads to"),
        max_length=LONGEST,
        validators=[
            RegexValidator(
                r"\A(/(?!/)[^\s\\]*|https?://[^\s\\]+)\Z",
                _("Give an address of this site, /tv/, or a whole one: https://news.example/"),
            )
        ],
    )
    with_below = models.BooleanField(
        _("and all below it"),
        default=False,
        help_text=_("/old/feed/ leads to /new/feed/, if /old/ leads to /new/."),
    )
    hits = models.PositiveBigIntegerField(_("followed"), default=0, editable=False)
    hit_at = models.DateTimeField(_("last followed"), null=True, editable=False)
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        default_permissions = ()  # who may publish keeps the addresses, too
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="redirect_newest"),
            models.Index(fields=["to"], name="redirect_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/") & ~Q(to=""),
                name="redirect_is_one",
            ),
            models.CheckConstraint(condition=~Q(path=F("to")), name="redirect_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        super().clean()
        if self.path and self.path == self.to:
            raise ValidationError({"to": _("An address cannot lead to itself.")})
        if self.with_below and self.path and self.to.startswith(self.path):
            raise ValidationError(
                {"to": _("This lies below the address itself: it would lead on without end.")}
            )
        if self.with_below and {"?", "#"} & set(self.to):
            raise ValidationError(
                {"to": _("What lies below cannot be added to an address with “?” or “#”.")}
            )
        others = Redirect.objects.exclude(pk=self.pk)
        if further := others.filter(path=self.to).first():
            raise ValidationError(
                {"to": _("%(path)s leads on to %(to)s. Lead there.") % vars(further)}
            )
        if others.filter(to=self.path).exists():
            raise ValidationError(
                {"path": _("Other addresses lead here. Lead those to the new address first.")}
            )
