"""Pictures at the desk."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geekfeed.lib.desk import DeskAdmin
from images import named, tasks, uploads
from images.forms import PictureForm
from images.models import Image

# How long before the end of its rights a picture should be replaced.
NOTICE = timedelta(days=30)


class RightsFilter(admin.SimpleListFilter):
    title = gettext_lazy("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("ended", _("Have ended")),
            ("ending", _("End within 30 days")),
            ("limited", _("Have an end")),
            ("unlimited", _("No limit")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        today = timezone.localdate()
        match self.value():
            case "ended":
                return queryset.filter(rights_expire_on__lt=today)
            case "ending":
                return queryset.filter(rights_expire_on__range=(today, today + NOTICE))
            case "limited":
                return queryset.filter(rights_expire_on__isnull=False)
            case "unlimited":
                return queryset.filter(rights_expire_on=None)
        return queryset


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    form = PictureForm
    list_display = ["thumbnail", "title", "credit", "size", "rights", "uploaded_by", "uploaded_at"]
    list_display_links = ["title"]

    list_filter = [
        RightsFilter,
        ("alt", admin.EmptyFieldListFilter),
        ("uploaded_by", admin.RelatedOnlyFieldListFilter),
        "uploaded_at",
    ]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    search_fields = ["title", "alt", "credit", "caption"]
    readonly_fields = ["preview", "size", "rights", "uploaded_by", "uploaded_at"]

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """Writers mend what they brought in themselves; other people's pictures are for editors."""
        allowed = super().has_change_permission(request, obj)
        own = obj is None or obj.uploaded_by_id == request.user.pk
        return allowed and (own or self.has_delete_permission(request, obj))

    def get_fieldsets(
        self, request: HttpRequest, obj: Image | None = None
    ) -> list[tuple[str | None, dict[str, Any]]]:
        may_replace = obj is None or self.has_change_permission(request, obj)
        shown = ["preview", "size"] if obj else []
        record = ["rights", "uploaded_by", "uploaded_at"] if obj else []
        return [
            (None, {"fields": [*shown, *(["upload"] if may_replace else []), "title"]}),
            (_("What readers get"), {"fields": ["alt", "caption", "credit"]}),
            (
                _("Focal point"),
                {
                    "fields": [("focal_x", "focal_y")],
                    "description": _("What a crop must not lose: a face, most of the time."),
                },
            ),
            (
                _("Rights"),
                {
                    "fields": ["rights_holder", "rights_expire_on", *record],
                    "description": _(
                        "When its rights end, replace the file here or choose another picture "
                        "wherever this one is used."
                    ),
                },
            ),
        ]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """A picture stays as long as a story shows it in its text."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        texts = [_in_the_text(*text) for text in named.naming(objs, request.user)]
        return deleted, counts, lacking, [*protected, *texts]

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        return _picture(image, image.small, 96)

    @admin.display(description=gettext_lazy("picture"))
    def preview(self, image: Image) -> SafeString:
        return _picture(image, image.src, 480)

    @admin.display(description=gettext_lazy("size"), ordering="width")
    def size(self, image: Image) -> str:
        return _("%(width)s × %(height)s pixels") % {"width": image.width, "height": image.height}

    @admin.display(description=gettext_lazy("may be shown"), ordering="rights_expire_on")
    def rights(self, image: Image) -> str:
        return _until(image.rights_expire_on, timezone.localdate())

    def save_model(self, request: HttpRequest, obj: Image, form: PictureForm, change: bool) -> None:
        if not change:
            obj.uploaded_by = request.user
        pixels = form.cleaned_data.get("upload")
        if pixels is None:
            super().save_model(request, obj, form, change)
            if {"focal_x", "focal_y"} & set(form.changed_data):
                tasks.make_later(obj)
        else:
            uploads.save(obj, pixels)


def _in_the_text(name: str, page: str) -> SafeString:
    said = format_html('<a href="{}">{}</a>', page, name) if page else name
    return format_html("{} {}", _("In the text:"), said)


def _picture(image: Image, src: str, longest: int) -> SafeString:
    """At most `longest` CSS pixels in either direction. The title beside it says what it is."""
    scale = min(1, longest / max(image.width, image.height))
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="" loading="lazy">',
        src,
        max(1, round(image.width * scale)),
        max(1, round(image.height * scale)),
    )


def _until(last_day: date | None, today: date) -> str:
    if last_day is None:
        return _("without limit")
    day = date_format(last_day)
    if last_day < today:
        return _("no longer: rights ended on %(day)s") % {"day": day}
    if last_day <= today + NOTICE:
        return _("until %(day)s, which is soon") % {"day": day}
    return _("until %(day)s") % {"day": day}
