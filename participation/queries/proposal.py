"""How far a proposal has come, and where proposals lie on the map."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.enums import Outcome, SubmissionState
from participation.models import Answer, Submission

PLACES = 5
"""Digits after the point: about a metre."""


@dataclass(frozen=True)
class WayStep:
    """One stage of a proposal's way, with its day once it is reached."""

    label: str
    on: date | None
    is_reached: bool


def way_of(submission: Submission, answer: Answer | None) -> list[WayStep]:
    """Received, examined, answered, carried out; the last only where the answer promises something."""
    state, is_answered = submission.state, answer is not None
    is_examined = is_answered or state == SubmissionState.EXAMINED
    is_received = is_examined or state == SubmissionState.RECEIVED
    steps = [
        WayStep(_("Received"), timezone.localdate(submission.received_at) if is_received else None, is_received),
        WayStep(_("Being examined"), None, is_examined),
        WayStep(_("Answered"), timezone.localdate(answer.published_at) if answer else None, is_answered),
    ]
    if submission.is_collective:
        steps.insert(0, WayStep(_("Signatures are gathered"), None, True))
    if answer is None or answer.outcome in (Outcome.TAKEN, Outcome.PARTLY, Outcome.PLANNED):
        steps.append(WayStep(_("Carried out"), submission.carried_out_on, submission.carried_out_on is not None))
    return steps


def proposal_layer(proposals: QuerySet[Submission]) -> dict[str, Any]:
    """A layer of the map, as ``communities.queries.maps`` describes it."""
    rows = proposals.filter(latitude__isnull=False).order_by("-received_at", "-pk")[:1000]
    points = [
        [round(one.latitude, PLACES), round(one.longitude, PLACES), one.title, str(one.pk), str(one.status.public)]
        for one in rows
    ]
    path = reverse("participation:proposal_list")
    return {"kind": "proposal", "name": _("Proposals"), "path": path, "points": points, "shapes": []}
