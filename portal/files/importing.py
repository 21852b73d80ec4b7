"""Bringing a table into the portal: every line's fate is shown before anything is written, then the good lines are
written by the same actions that people use, and the refused ones say why."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from portal.errors import DomainError
from portal.files.tables import Row
from portal.ui.search import fold


class Fate(models.TextChoices):
    NEW = "new", pgettext_lazy("line of a table", "new")
    CHANGED = "changed", pgettext_lazy("line of a table", "changes")
    UNCHANGED = "unchanged", pgettext_lazy("line of a table", "stays as it is")
    REFUSED = "refused", pgettext_lazy("line of a table", "refused")


@dataclass(frozen=True)
class Change:
    heading: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Line:
    """What becomes of one line of the table."""

    number: int
    title: str
    fate: Fate
    changes: tuple[Change, ...] = ()
    errors: tuple[str, ...] = ()


class TableImport:
    """Subclass with ``row_form``, whose fields are the columns, and with ``find`` and ``save``.

    An empty cell and a column that is not there change nothing: a table never takes anything away.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    explanation: ClassVar[Any] = ""
    row_form: ClassVar[type[forms.ModelForm]]
    key: ClassVar[tuple[str, ...]]
    """The columns by which a thing is known; together they stand in a table once."""

    def find(self, cells: dict[str, str]) -> models.Model | None:
        """What the portal holds already under the key that stands in ``cells``."""
        raise NotImplementedError

    def save(self, thing: models.Model, changed: list[str], *, by, now: datetime) -> None:
        """Write by an action. ``changed`` names the fields that differ; a new thing has no ``pk``."""
        raise NotImplementedError

    @property
    def columns(self) -> dict[str, forms.Field]:
        return self.row_form.base_fields

    def heading(self, name: str) -> str:
        return capfirst(str(self.columns[name].label))

    def read_headings(self, row: Row) -> list[str]:
        """The column each heading means, in whatever language. Raises ``ValidationError`` that names what is wrong."""
        spelled = {word: name for name, field in self.columns.items() for word in {fold(name), *spellings(field.label)}}
        names = [spelled.get(fold(heading), "") for heading in row.cells]
        unknown = [heading for heading, name in zip(row.cells, names, strict=True) if heading and not name]
        missing = [self.heading(name) for name in self.key if name not in names]
        twice = sorted({self.heading(name) for name in names if name and names.count(name) > 1})
        for sentence, found in (
            (_("These columns are not known: %(columns)s. Compare with the list of columns below."), unknown),
            (_("These columns are missing: %(columns)s."), missing),
            (_("These columns are there twice: %(columns)s."), twice),
        ):
            if found:
                raise ValidationError(sentence % {"columns": ", ".join(found)})
        return names

    def run(self, rows: list[Row], *, by, now: datetime) -> list[Line]:
        """Write every good line, each in a transaction of its own; a refused one stops nobody else."""
        names, seen = self.read_headings(rows[0]), {}
        return [self._line(row, names, seen, by, now) for row in rows[1:]]

    def rehearse(self, rows: list[Row], *, by, now: datetime) -> list[Line]:
        """Exactly what ``run`` would do, and then nothing of it."""
        with _undone():
            return self.run(rows, by=by, now=now)

    def _line(self, row: Row, names: list[str], seen: dict, by, now: datetime) -> Line:
        cells = {name: cell for name, cell in zip(names, row.cells, strict=False) if name and cell}
        title = ", ".join(cells.get(name, "") for name in self.key)
        try:
            with transaction.atomic():
                thing, changes = self._thing(cells, row, seen)
                fate = Fate.NEW if thing.pk is None else Fate.CHANGED if changes else Fate.UNCHANGED
                if fate != Fate.UNCHANGED:
                    self.save(thing, list(changes), by=by, now=now)
        except ValidationError as refusal:
            return Line(row.number, title, Fate.REFUSED, errors=tuple(self._sentences(refusal)))
        except DomainError as refusal:
            return Line(row.number, title, Fate.REFUSED, errors=(str(refusal),))
        return Line(row.number, title, fate, changes=tuple(changes.values()) if fate == Fate.CHANGED else ())

    def _thing(self, cells: dict[str, str], row: Row, seen: dict) -> tuple[models.Model, dict[str, Change]]:
        """The thing of the line with the line's values set, and what they change."""
        formulas = [self.heading(name) for name, cell in cells.items() if cell.startswith("=")]
        if formulas:
            raise ValidationError(_("A formula stands where a value belongs: %(columns)s.") % {"columns": ", ".join(formulas)})
        key = tuple(cells.get(name, "").casefold() for name in self.key)
        if key in seen:
            raise ValidationError(_("Line %(number)s of the table is about the same.") % {"number": seen[key]})
        seen[key] = row.number
        thing = self.find(cells)
        before = {name: getattr(thing, name) for name in cells} if thing else {}
        form = self.row_form(cells, instance=thing)
        for name in [name for name, field in form.fields.items() if name not in cells and (thing or not field.required)]:
            del form.fields[name]
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        values = form.cleaned_data
        changes = [name for name in before if before[name] != values[name]]
        return form.instance, {name: Change(self.heading(name), before[name], values[name]) for name in changes}

    def _sentences(self, refusal: ValidationError) -> Iterator[str]:
        if not hasattr(refusal, "error_dict"):
            yield from refusal.messages
            return
        for name, messages in refusal.message_dict.items():
            heading = f"{self.heading(name)}: " if name in self.columns else ""
            yield from (heading + message for message in messages)


class WordField(forms.Field):
    """One of several words, in any of the portal's languages. ``choices`` are (value, word)."""

    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.choices = choices
        self.meaning = {word: value for value, label in choices for word in {str(value).lower(), *spellings(label)}}

    def to_python(self, value):
        (folded,) = spellings(value or "")
        if folded not in self.meaning:
            words = ", ".join(str(label) for _value, label in self.choices)
            raise forms.ValidationError(_("Choose one of these words: %(words)s."), params={"words": words})
        return self.meaning[folded]


class NamedField(forms.ModelChoiceField):
    """A thing of the portal by its name, or what else people know it by."""

    def __init__(self, queryset, *, to_field_name="name__iexact", **kwargs):
        super().__init__(queryset, to_field_name=to_field_name, **kwargs)

    default_error_messages = {"invalid_choice": gettext_lazy("The portal knows no “%(value)s”.")}


def spellings(label) -> set[str]:
    """A word in each of the portal's languages, folded."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(fold(str(label)))
    return found


@contextmanager
def _undone():
    """What is written inside is seen inside, and gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
