"""The sections of an application: what each asks, what is typed in it so far, and whether anything is missing."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.forms.application import ProjectForm
from grants.forms.budget import BudgetForm
from grants.forms.eligibility import EligibilityForm
from grants.models import Application, Call
from grants.queries.application import missing_attachments
from grants.queries.money import terms_of
from grants.validators.budget import broken_rules

TYPED = {"atbilstiba": EligibilityForm, "projekts": ProjectForm, "tame": BudgetForm}
"""Sections whose fields the draft keeps as they are typed; the others are lists of their own."""

SECTIONS = {
    "atbilstiba": _("May we apply?"),
    "projekts": _("The project"),
    "partneri": _("Partners"),
    "tame": _("Budget"),
    "pielikumi": _("Attachments"),
}


@dataclass(frozen=True)
class SectionState:
    """One section in the list: its name, whether anything is missing in it, and whether it may stay empty."""

    key: str
    label: Any
    is_complete: bool
    is_begun: bool
    is_optional: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether it keeps the application from being handed in."""
        return not self.is_complete and (self.is_begun or not self.is_optional)


def sections_of(call: Call) -> list[str]:
    return [key for key in SECTIONS if key != "partneri" or call.allows_joint]


def typed_in(application: Application, section: str) -> dict[str, str]:
    return application.draft.data.get(section, {}).get("fields", {})


def revision_of(application: Application, section: str) -> int:
    return application.draft.data.get(section, {}).get("revision", 0)


def section_form(application: Application, section: str, data):
    """The form of a typed section, bound to ``data``."""
    if section == "projekts":
        return ProjectForm(data, call=application.call, community=application.community)
    return TYPED[section](data, call=application.call)


def budget_faults(application: Application, budget: BudgetForm) -> list[str]:
    """Every rule of the call that the rows typed so far break."""
    return [*budget.too_many, *broken_rules(budget.sums, terms_of(application.call))]


def typed_forms(application: Application) -> dict[str, Any]:
    """The typed sections as they stand, each bound to what is kept of it."""
    return {section: section_form(application, section, typed_in(application, section)) for section in TYPED}


def section_states(application: Application, forms: dict[str, Any] | None = None) -> list[SectionState]:
    """Every section with its tick; ``forms`` as from ``typed_forms`` where the caller needs them too."""
    forms = forms or typed_forms(application)
    lists = {"partneri": _partners, "pielikumi": _attachments}
    return [
        lists[key](application, key) if key in lists else _typed_state(application, key, forms[key])
        for key in sections_of(application.call)
    ]


def _typed_state(application: Application, key: str, form) -> SectionState:
    is_begun = bool(typed_in(application, key))
    is_complete = is_begun and form.is_valid()
    if key == "tame":
        is_complete = is_complete and not budget_faults(application, form)
    elif key == "atbilstiba":
        is_complete = is_complete and form.admits
    return SectionState(key, SECTIONS[key], is_complete, is_begun)


def _partners(application: Application, key: str) -> SectionState:
    partners = application.partners.all()
    agreed = bool(partners) and all(one.is_agreed for one in partners)
    return SectionState(key, SECTIONS[key], agreed, bool(partners), is_optional=True)


def _attachments(application: Application, key: str) -> SectionState:
    begun, missing = bool(application.attachments.all()), missing_attachments(application).exists()
    return SectionState(key, SECTIONS[key], begun and not missing, begun, is_optional=not missing)
