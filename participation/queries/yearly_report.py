"""What the yearly participation report tells (S4-43), as plain values that stay with the report."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from communities.models import AttractedFunding, SelfHelpAction
from participation.enums import Mistake, Occurrence, Outcome, SubmissionState
from participation.models import BudgetCampaign, Consultation, Forum, SelfAuditMark, Submission, YearlyReport
from participation.queries.counting import FIGURES
from participation.queries.scorecard import FigureLine, Scorecard, read_scorecard
from portal.ui.links import plain_path

REPORT = "participation.yearly_report"
"""The kind of document."""


def gather_year(year: int) -> dict[str, Any]:
    """The year in numbers and names, from the kept figures and the year's own rows."""
    card = read_scorecard(year)
    return {
        "consultations": _consultations(year),
        "answers": _answers(card),
        "forums": _forums(year),
        "proposals": _proposals(year),
        "campaigns": _campaigns(year),
        "deeds": _deeds(year),
        "self_audit": self_audit_counts(year),
        "figures": [{"code": line.code, "part": line.part, "whole": line.whole} for line in card.lines],
    }


def _consultations(year: int) -> list[dict]:
    rows = Consultation.objects.published().filter(opens_at__year=year).order_by("opens_at", "pk")
    return [
        {
            "title": one.title,
            "page": plain_path(one),
            "joint": one.joint_count,
            "represented": one.represented_count,
            "individual": one.individual_count,
            "answered": one.answered_count,
            "has_result": bool(one.result),
        }
        for one in rows
    ]


def _answers(card: Scorecard) -> dict:
    return {
        **_score(card.whole),
        "published": card.whole.published,
        "share_taken": card.whole.share_taken,
        "outcomes": card.whole.outcomes,
        "units": [{"name": one.name, **_score(one)} for one in card.units if one.answered],
    }


def _score(one) -> dict:
    return {
        "answered": one.answered,
        "share_in_time": one.share_in_time,
        "median_days": one.median_days,
        "ninetieth_days": one.ninetieth_days,
    }


def _forums(year: int) -> list[dict]:
    answered = Count("submissions", filter=Q(submissions__state=SubmissionState.ANSWERED))
    held = Forum.objects.held().filter(held_at__year=year).select_related("neighbourhood")
    counted = held.annotate(proposals=Count("submissions"), answered=answered)
    return [
        {
            "place": one.neighbourhood.name,
            "page": plain_path(one),
            "held_on": timezone.localdate(one.held_at).isoformat(),
            "attendance": one.attendance,
            "proposals": one.proposals,
            "answered": one.answered,
        }
        for one in counted.order_by("held_at", "pk")
    ]


def _proposals(year: int) -> dict:
    received = Submission.objects.public().filter(received_at__year=year)
    return received.order_by().aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=Q(state=SubmissionState.ANSWERED)),
        taken=Count("pk", filter=Q(state=SubmissionState.ANSWERED, answer__outcome__in=(Outcome.TAKEN, Outcome.PARTLY))),
        represented=Sum("residents_represented"),
    )


def _campaigns(year: int) -> list[dict]:
    return [
        {
            "title": one.title,
            "page": plain_path(one),
            "proposals": one.proposal_count,
            "waiting": one.waiting_count,
            "conclusion": one.conclusion,
        }
        for one in BudgetCampaign.objects.public().filter(opens_at__year=year).for_list().order_by("opens_at", "pk")
    ]


def _deeds(year: int) -> dict:
    deeds = SelfHelpAction.objects.filter(done_on__year=year).aggregate(number=Count("pk"), people=Sum("people"))
    money = AttractedFunding.objects.filter(year=year).aggregate(total=Sum("amount"))["total"] or Decimal(0)
    return {"number": deeds["number"], "people": deeds["people"] or 0, "money": str(money)}


def self_audit_counts(year: int) -> list[dict]:
    """For each mistake, how many units say that it happens, partly or not; nothing before any unit has looked."""
    marks = SelfAuditMark.objects.filter(audit__year=year, audit__filled_at__isnull=False).order_by()
    counted = {(m, o): n for m, o, n in marks.values_list("mistake", "occurrence").annotate(number=Count("pk"))}
    if not counted:
        return []
    return [
        {"mistake": mistake.value, **{one.value: counted.get((mistake.value, one.value), 0) for one in Occurrence}}
        for mistake in Mistake
    ]


def report_context(report: YearlyReport) -> dict[str, Any]:
    """The report's kept figures with the words of the reader's language, for the page and for the PDF."""
    figures = report.figures
    return {
        "report": report,
        **{key: figures.get(key) for key in ("consultations", "answers", "proposals", "campaigns", "deeds")},
        "forums": [{**one, "held_on": date.fromisoformat(one["held_on"])} for one in figures.get("forums", ())],
        "outcomes": [
            (outcome.label, figures["answers"]["outcomes"][outcome])
            for outcome in Outcome
            if outcome in figures.get("answers", {}).get("outcomes", {})
        ],
        "self_audit": [{**one, "label": Mistake(one["mistake"]).label} for one in figures.get("self_audit", ())],
        "lines": [
            FigureLine(one["code"], info.label, info.group, one["part"], one["whole"])
            for one in figures.get("figures", ())
            if (info := FIGURES.get(one["code"]))
        ],
        "examples": [part.strip() for part in report.examples.split("\n\n") if part.strip()],
    }
