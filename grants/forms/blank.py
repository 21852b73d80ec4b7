"""The form of an application as it can be read before anybody signs in: what is asked, section by section."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from grants.forms.application import DeclarationForm, ProjectForm
from grants.forms.eligibility import EligibilityForm
from grants.models import Call


@dataclass(frozen=True)
class BlankField:
    """One question of the form: what is asked, how to answer, and from what to choose."""

    label: str
    help_text: str
    choices: list[str]
    is_long: bool
    is_tick: bool
    is_required: bool


@dataclass(frozen=True)
class BlankSection:
    title: str
    fields: list[BlankField]


def blank_sections(call: Call) -> list[BlankSection]:
    """The very forms applicants fill in, so that what is read here is what is asked there. The budget and the
    attachments are the call's own and stand beside them."""
    return [
        BlankSection(_("May we apply?"), _fields(EligibilityForm(call=call))),
        BlankSection(_("The project"), _fields(ProjectForm(call=call))),
        BlankSection(_("Declaration"), _fields(DeclarationForm())),
    ]


def _fields(form: forms.Form) -> list[BlankField]:
    return [
        BlankField(
            bound.label, bound.help_text, _choices(bound.field), isinstance(bound.field.widget, forms.Textarea),
            isinstance(bound.field, forms.BooleanField), bound.field.required,
        )
        for bound in form
        if not bound.is_hidden
    ]  # fmt: skip


def _choices(field: forms.Field) -> list[str]:
    return [str(label) for value, label in getattr(field, "choices", ()) if value]
