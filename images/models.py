"""A picture that stories and the catalog may use, with all that must be said beside it."""

import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from images import renditions
from images.storages import originals

FILE_NAME = re.compile(r"^\S+\.(jpe?g|png|webp|gif|avif|heic|tiff?|svg)$", re.IGNORECASE)


def new_path(image: "Image", filename: str) -> str:
    """A folder of its own for each picture. The uploader's file name is never used."""
    return f"images/{secrets.token_hex(8)}/{renditions.ORIGINAL}"


class Image(models.Model):
    """`file` is the original, decoded and written anew; pages show its renditions."""

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("For finding it again in the desk. Readers do not see it."),
    )
    file = models.ImageField(
        _("file"),
        upload_to=new_path,
        storage=originals,
        width_field="width",
        height_field="height",
        max_length=200,
    )
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    alt = models.CharField(
        _("alt text"),
        max_length=250,
        blank=True,
        help_text=_(
            "What the picture shows, for people who cannot see it. "
            "A story's lead picture needs one."
        ),
    )
    caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("One sentence under the picture.")
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        help_text=_("Who made or owns it, as readers should see it: “Marvel/Netflix”."),
    )
    rights_holder = models.CharField(_("rights holder"), max_length=120, blank=True)
    rights_expire_on = models.DateField(
        _("rights expire on"),
        null=True,
        blank=True,
        help_text=_("The last day on which we may show it. Empty: no limit."),
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, across"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Percent from the left. Crops keep this point in sight."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, down"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("Percent from the top."),
    )
    is_clear = models.BooleanField(_("can be seen through"), default=False, editable=False)
    rendered = models.CharField(
        _("rendered"),
        max_length=20,
        blank=True,
        editable=False,
        help_text=_("The recipe by which all renditions are there. Empty: not yet."),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True, null=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="image_newest_first"),
            models.Index(fields=["file"], name="image_by_file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="image_focal_point_inside"
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="image_has_a_size"),
            models.CheckConstraint(condition=~Q(credit=""), name="image_has_a_credit"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if FILE_NAME.search(self.alt):
            raise ValidationError(
                {"alt": _("Say what the picture shows, not what its file is called.")}
            )

    @property
    def has_expired(self) -> bool:
        """Whether the last day on which we may show it is over."""
        return self.rights_expire_on is not None and self.rights_expire_on < timezone.localdate()

    @property
    def src(self) -> str:
        """The whole picture in the middle of a text: an address that stays right, for keeping."""
        return renditions.steady_url(self, "whole", renditions.FALLBACK)

    @property
    def small(self) -> str:
        """The whole picture, small: pickers and lists."""
        return renditions.url(self, "whole", 240)


class FormerFile(models.Model):
    """The folder of a file that a picture had before it got another one. Texts, feeds and other
    sites still name the picture by it (named.py)."""

    image = models.ForeignKey(
        Image, verbose_name=_("picture"), on_delete=models.CASCADE, related_name="former_files"
    )
    folder = models.CharField(_("folder"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("former file of a picture")
        verbose_name_plural = _("former files of pictures")
        default_permissions = ()

    def __str__(self) -> str:
        return self.folder


class Making(models.Model):
    """A file that is being made just now, so that nobody makes it a second time (turns.py)."""

    path = models.CharField(_("path"), max_length=200, unique=True)
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)

    class Meta:
        verbose_name = _("rendition being made")
        verbose_name_plural = _("renditions being made")

    def __str__(self) -> str:
        return self.path
