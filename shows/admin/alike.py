"""Rows of a form that say the same: told beside the row, before the database would."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from geekfeed.lib.sentences import in_sentence

Key = tuple[Any, ...]


class Alike:
    """For sets of rows. `same` names the columns in which no two rows of a record say the same;
    where all of them are empty, rows may."""

    same: tuple[str, ...] = ()

    def validate_unique(self) -> None:
        """In the place of Django's own, which knows no rule that has a condition, and does not say
        what is the same."""
        there = self.form.base_fields.keys() - {self.fk.name}
        names = [name for name in self.same if name in there]
        leaving = set(map(id, self.deleted_forms))
        staying = [form for form in self.forms if id(form) not in leaving and _says(form)]
        held: dict[Key, list[BaseForm | None]] = defaultdict(list)
        for form in staying:
            held[key_of(names, form.cleaned_data)].append(form)
        for form in self._held_until_saved():
            held[key_of(names, form.initial)].append(form)
        for key in self._held_elsewhere(names):
            held[key].append(None)
        for form in reversed(staying):
            key = key_of(names, form.cleaned_data)
            others = [one for one in held[key] if one is not form]
            is_touched = form.has_changed() or not form.instance.pk
            if others and is_touched and any(part is not None for part in key):
                form.add_error(None, self._sentence(form, names))
                held[key] = [one for one in held[key] if one is not form]

    def _held_until_saved(self) -> Iterable[BaseForm]:
        """Rows that give up what they say: another one cannot say it before they are saved."""
        leaving = set(map(id, self.deleted_forms))
        return [form for form in self.initial_forms if id(form) in leaving or form.has_changed()]

    def _held_elsewhere(self, names: list[str]) -> Iterable[Key]:
        """What rows of the record say that do not stand in the form."""
        return []

    def _sentence(self, form: BaseForm, names: list[str]) -> str:
        labels = [in_sentence(form.fields[name].label) for name in names]
        return _(
            "Another row has the same %(columns)s. Change one of the two, or take one out first."
        ) % {"columns": get_text_list(labels, _("and"))}


def _says(form: BaseForm) -> bool:
    """Whether a row says something that can be read."""
    return bool(getattr(form, "cleaned_data", None)) and not form.errors


def key_of(names: Iterable[str], cells: Mapping[str, Any]) -> Key:
    """Records by their numbers; what is empty is None."""
    values = (cells.get(name) for name in names)
    return tuple(v.pk if isinstance(v, Model) else None if v == "" else v for v in values)
