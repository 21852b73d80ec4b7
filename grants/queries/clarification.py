"""Clarifications as officers and applicants read them: what was asked, and what changed."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communities.queries.differences import Piece, compare_words
from grants.models import Application, Clarification

BUDGET = "budget"
"""The one thing beside the fields of an application that can be opened again."""


def label_of(name: str) -> str:
    """The words for an open field."""
    return _("Budget") if name == BUDGET else capfirst(Application._meta.get_field(name).verbose_name)


@dataclass(frozen=True)
class ClarifiedField:
    """One open field with both texts as one."""

    label: str
    pieces: list[Piece]
    is_changed: bool


@dataclass(frozen=True)
class Clarified:
    """One question with what came of it."""

    clarification: Clarification
    fields: list[ClarifiedField]


def clarifications_of(application: Application) -> list[Clarified]:
    """All questions to the applicant, the latest first."""
    return [Clarified(one, _compared(one)) for one in application.clarifications.select_related("asked_by", "answered_by")]


def _compared(one: Clarification) -> list[ClarifiedField]:
    if one.answered_at is None:
        return [ClarifiedField(label_of(name), [], False) for name in one.fields]
    pairs = ((name, one.before.get(name, ""), one.after.get(name, "")) for name in one.fields)
    return [ClarifiedField(label_of(name), compare_words(before, after), before != after) for name, before, after in pairs]
