"""Authors and accounts at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from authors.models import Author, AuthorLink, User
from authors.signals import author_moved
from geekfeed.lib.desk import DeskAdmin, DeskTabularInline

WEB_ADDRESS = {
    "assume_scheme": "https",
    "validators": [
        RegexValidator(r"\Ahttps?://", _("Give an address that begins with https://."), "scheme")
    ],
}


class AuthorLinkInline(DeskTabularInline):
    model = AuthorLink
    extra = 1
    fields = ["label", "url", "position"]
    formfield_overrides = {models.URLField: WEB_ADDRESS}


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    fields = ["name", "slug", "role", "bio", "portrait", "user"]
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
    autocomplete_fields = ["portrait", "user"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AuthorLinkInline]

    def save_model(self, request: HttpRequest, obj: Author, form: Any, change: bool) -> None:
        with transaction.atomic():
            was = Author.objects.select_for_update().get(pk=obj.pk) if change else None
            super().save_model(request, obj, form, change)
            if was and was.slug != obj.slug:
                author_moved.send(sender=Author, author=obj, was=was)

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> list[str]:
        """Whose stories these are decides who may change them, so accounts' keepers say it."""
        fields = [*super().get_readonly_fields(request, obj)]
        return fields if request.user.has_perm("authors.change_user") else [*fields, "user"]


class AccountCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ["username", "first_name", "last_name", "email", "groups", "is_staff"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_staff"] = True


class AccountChangeForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountChangeForm
    add_form = AccountCreationForm
    list_display = ["username", "first_name", "last_name", "email", "is_staff", "is_active"]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("At the desk"),
            {
                "fields": ["is_staff", "groups"],
                "description": _(
                    "Writers draft stories. Editors review, schedule, publish and correct them."
                ),
            },
        ),
    ]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("At the desk"), {"fields": ["is_active", "is_staff", "groups"]}),
        (
            _("Beyond the groups"),
            {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        """The groups are few: boxes to tick."""
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = ""
        return super().formfield_for_manytomany(db_field, request, **kwargs)
