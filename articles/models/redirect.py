"""Addresses that lead on: of pages that were renamed, and those that editors put in by hand."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
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
        if not self.path or not self.to:
            return
        there = self._path_here()
        if there == self.path:
            raise ValidationError({"to": _("An address cannot lead to itself.")})
        if self.with_below and there.startswith(self.path):
            raise ValidationError(
                {"to": _("This lies below the address itself: it would lead on without end.")}
            )
        if self.with_below and not self.takes_more:
            raise ValidationError(
                {"to": _("What lies below cannot be added to an address with “?” or “#”.")}
            )
        others = Redirect.objects.exclude(pk=self.pk)
        above = Q(path__in=and_all_above(there)) & (Q(with_below=True) | Q(path=there))
        if further := others.filter(above).first():
            raise ValidationError(
                {"to": _("%(path)s leads on to %(to)s. Lead there.") % vars(further)}
            )
        leads_here = Q(to=self.path) | (Q(to__startswith=self.path) if self.with_below else Q())
        if others.filter(leads_here).exists():
            raise ValidationError(
                {"path": _("Other addresses lead here. Lead those to the new address first.")}
            )

    @property
    def takes_more(self) -> bool:
        """Whether what lies below the one address can be added to the other."""
        return not {"?", "#"} & set(self.to)

    def _path_here(self) -> str:
        """Where on this site it leads, in the form of `path`; "" for another site."""
        to = self.to.removeprefix(settings.SITE_URL) or "/"
        path = unquote(urlsplit(to).path) if to.startswith("/") else ""
        return path if path.endswith("/") or not path else f"{path}/"


def and_all_above(path: str, most: int | None = None) -> list[str]:
    """ "/a/b/" gives "/a/" and itself; of a long one, as many steps as that."""
    steps = path.strip("/").split("/")[:most]
    return ["/" + "/".join(steps[:count]) + "/" for count in range(1, len(steps) + 1)]
