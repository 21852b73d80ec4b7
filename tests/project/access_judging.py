"""Judging: clarifications, commission, sitting: who may open what."""

from typing import Any

from django.utils import timezone

from grants.actions.checking import ask_clarification
from grants.models import Application, Call, Evaluation, Sitting
from tests.project.access_projects import written
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    EVALUATOR,
    LAWYER,
    LEADER,
    Desk,
    Page,
    first,
    official,
    only,
    person,
    private,
)

READS_APPLICATIONS = only(CALLS, LAWYER, ACCOUNTANT, AUDITOR, ADMINISTRATOR)
SCORES = {"opens": only(EVALUATOR)}


def judged_call() -> dict[str, Any]:
    return {"slug": Call.objects.get(state="evaluation").slug}


def fully_scored_call() -> dict[str, Any]:
    """As if the member had scored all that is open to the member."""
    Application.objects.filter(state="eligible").update(state="ineligible", ineligible_reason="Neatbilst nolikumam.")
    return judged_call()


def application_to_score() -> dict[str, Any]:
    """Eligible, and not scored by this member."""
    application = Application.objects.filter(state="eligible").order_by("pk").last()
    return {"slug": application.call.slug, "pk": application.pk}


def scored_application() -> dict[str, Any]:
    mine = Evaluation.objects.filter(member__user=person(EVALUATOR), application__call__state="evaluation")
    application = mine.first().application
    return {"slug": application.call.slug, "pk": application.pk}


def asked_application() -> dict[str, Any]:
    """Handed in by this leader's community, and to be clarified."""
    own = Application.objects.submitted().filter(community__memberships__user=person(LEADER), decision=None)
    application = own.order_by("pk").first()
    if not application.clarifications.open().exists():
        Application.objects.filter(pk=application.pk).update(state="submitted")
        ask_clarification(
            application=application, question="Lūdzam precizēt, kas notiks pēc projekta beigām.", fields=["results", "budget"],
            days=5, by=person(CALLS), now=timezone.now(),
        )  # fmt: skip
    return {"pk": application.pk}


PAGES: tuple[Page, ...] = (
    written("grants:clarification", asked_application),
    private("grants:clarification_autosave", asked_application, status=405),
    private("grants:evaluation_list", opens=only(EVALUATOR), refusal=403),
    private("grants:evaluation_call", judged_call, **SCORES),
    private("grants:evaluation_form", application_to_score, **SCORES),
    private("grants:evaluation_form", scored_application, **SCORES),
    private("grants:evaluation_note", scored_application, status=405),
    private("grants:evaluation_conflict", scored_application, status=405),
    private("grants:evaluation_ranking", fully_scored_call, **SCORES),
    official("admin:grants_sitting_screen", first(lambda: Sitting.objects.filter(state="open"), "pk"), opens=only(CALLS)),
)

DESKS: dict[str, Desk] = {
    "grants.sitting": Desk(
        READS_APPLICATIONS,
        steps=dict.fromkeys(("nosutit", "atvert"), only(CALLS)),
        row=lambda: Sitting.objects.get(state="sent"),
    ),
}
