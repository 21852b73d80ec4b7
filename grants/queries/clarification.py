"""Clarifications as officers and applicants read them: what was asked, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communities.queries.differences import Piece, compare_words
from grants.models import Application, Attachment, Clarification

BUDGET = "budget"
"""The budget, and each attachment by its number, can be opened again beside the fields of an application."""
TOLD = ("application", "question", "fields", "asked_at", "due_on", "before", "after", "answer", "answered_at", "closed_at")


def attachments_by_name(application: Application) -> dict[str, Attachment]:
    """The files of an application under the names by which they are opened again."""
    return {f"attachment-{one.pk}": one for one in application.attachments.select_related("kind", "upload")}


def label_of(name: str, files: Mapping[str, Attachment]) -> str:
    """The words for an open field."""
    if name in files:
        return _("Attachment: %(name)s") % {"name": files[name].label}
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
    asked = list(application.clarifications.only(*TOLD))
    files = attachments_by_name(application) if asked else {}
    return [Clarified(one, _compared(one, files)) for one in asked]


def _compared(one: Clarification, files: Mapping[str, Attachment]) -> list[ClarifiedField]:
    labels = {name: label_of(name, files) for name in one.fields}
    if one.answered_at is None:
        return [ClarifiedField(label, [], False) for label in labels.values()]
    pairs = ((label, one.before.get(name, ""), one.after.get(name, "")) for name, label in labels.items())
    return [ClarifiedField(label, compare_words(before, after), before != after) for label, before, after in pairs]
