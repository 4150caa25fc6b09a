"""The parts of a story's form, for templates that lay it out by name."""

import json
from dataclasses import asdict
from typing import Any

from django import template
from django.contrib.admin.helpers import InlineAdminFormSet
from django.forms import BaseForm
from django.forms.boundfield import BoundField

register = template.Library()


@register.filter
def rows_of(formsets: list[InlineAdminFormSet], prefix: str) -> InlineAdminFormSet | None:
    """The rows of one kind: `inline_admin_formsets|rows_of:"citations"`."""
    return next((rows for rows in formsets if rows.formset.prefix == prefix), None)


@register.filter
def fields_named(form: BaseForm, names: str) -> list[BoundField]:
    """Some fields of a form, in that order: `adminform.form|fields_named:"section,topics"`."""
    return [form[name] for name in names.split(",") if name in form.fields]


@register.simple_tag
def rows_told(prefix: str, add: str, remove: str) -> str:
    """What Django's inlines.js wants to know of a kind of rows."""
    options = {"prefix": prefix, "addText": add, "deleteText": remove}
    return json.dumps({"name": f"#{prefix}", "options": options})


@register.filter
def as_json(record: Any) -> str:
    """A dataclass for a script: `data-adds="{{ way.adds|as_json }}"`."""
    return json.dumps(asdict(record))
