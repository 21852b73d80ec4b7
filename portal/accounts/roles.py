"""The municipality's roles: what each is for, in words that the help page and the admin show.

A person's part in a community (leader, contact, member) is no role here: it is a membership in that community.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("participation coordinator")
    CALLS = "calls", _("call administrator")
    OFFICER = "officer", _("department officer")
    EVALUATOR = "evaluator", _("evaluation commission member")
    LAWYER = "lawyer", _("lawyer")
    ACCOUNTANT = "accountant", _("accountant")
    SOCIAL = "social", _("social service")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("system administrator")


@dataclass(frozen=True)
class RoleInfo:
    """``is_staff`` opens the admin; evaluators, who may come from outside, work at /mans/vertesana/ instead."""

    description: str
    is_staff: bool


ROLES: dict[str, RoleInfo] = {
    Role.COORDINATOR: RoleInfo(
        _("Keeps neighbourhoods and communities, prepares consultations and forums, answers and sees what is overdue."),
        True,
    ),
    Role.CALLS: RoleInfo(
        _("Prepares and publishes calls, checks eligibility, leads the commission's sitting and records decisions."),
        True,
    ),
    Role.OFFICER: RoleInfo(_("Answers what is sent to the officer's own unit."), True),
    Role.EVALUATOR: RoleInfo(
        _("Declares conflicts of interest and scores applications; may come from outside the municipality."), False
    ),
    Role.LAWYER: RoleInfo(_("Prepares memoranda and contracts and keeps their signed copies."), True),
    Role.ACCOUNTANT: RoleInfo(_("Sees contracts and confirms instalments."), True),
    Role.SOCIAL: RoleInfo(_("Alone sees sensitive early warnings and answers them."), True),
    Role.AUDITOR: RoleInfo(_("Reads everything except what is sensitive, and the audit log; changes nothing."), True),
    Role.ADMINISTRATOR: RoleInfo(_("Keeps people, roles, settings, legal rules and units."), True),
}


def is_staff_role(role: str) -> bool:
    return ROLES[role].is_staff
