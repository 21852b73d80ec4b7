"""Page- and report-shaped reads of calls, rankings and projects."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Avg, Count, Max, Min, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.enums import ApplicationState, DecisionOutcome
from grants.models import Application, Call, Decision, Lot, Score
from grants.validators.budget import Terms
from grants.validators.scoring import SPREAD_LIMIT, ranked
from portal.obligations.rules_of_law import legal_rule
from portal.ui.templatetags.portal_ui import percent

TIE_CRITERION = 2
"""Where points are equal, the second criterion (involvement of residents) decides (demo-data 4.10)."""


class Verdict(StrEnum):
    OK = "ok"
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True)
class GuidelineCheck:
    """One rule of the guidelines held against a call: kept, to be justified publicly, or forbidding publication."""

    code: str
    rule: str
    source: str
    verdict: Verdict
    finding: str
    justification: str = ""


def guideline_checks(call: Call, now: datetime) -> list[GuidelineCheck]:
    """The rules a call must keep (D1) or explain (D2), each with what was found.

    Applications are taken from the announcement on, whatever earlier day the call names as its opening.
    """
    on = timezone.localdate(call.opens_at)

    def number(code: str) -> int:
        return legal_rule(code, on).whole

    window = (call.closes_at - max(call.opens_at, call.published_at or now)).days
    seminar = (timezone.localdate(call.closes_at) - timezone.localdate(call.seminar_at)).days if call.seminar_at else None
    weights = call.criteria.aggregate(total=Sum("weight"))["total"] or 0
    has_management = call.cost_categories.filter(is_administration=True).exists()
    running = (call.implementation_to - call.implementation_from).days + 1
    recommended, floor = number("CALL_WINDOW_DAYS"), number("CALL_WINDOW_FLOOR")
    earliest, latest = number("SEMINAR_MIN"), number("SEMINAR_MAX")
    lowest_cap, highest_cap = number("ADMIN_CAP_MIN_PCT"), number("ADMIN_CAP_MAX_PCT")
    year = number("IMPLEMENT_MIN_DAYS")

    def hard(kept: bool) -> Verdict:
        return Verdict.OK if kept else Verdict.HARD

    def soft(kept: bool) -> Verdict:
        return Verdict.OK if kept else Verdict.SOFT

    found = [
        ("rules", _("The rules of the call are published with it"), "S4-100", hard(bool(call.rules.strip())), ""),
        ("criteria", _("The weights of the criteria add up to 100"), "S4-103", hard(weights == 100), str(weights)),
        ("management", _("Management and accounting are eligible costs"), "S4-110", hard(has_management), ""),
        ("cap_zero", _("The cap on administration is above zero"), "S4-112", hard(call.admin_cap > 0), percent(call.admin_cap)),
        ("applicants", _("It says who may apply"), "S4-101", hard(bool(call.eligible_applicants)), ""),
        ("equality", _("The question of equal chances is answered"), "S4-118", hard(bool(call.equality_answer.strip())), ""),
        (
            "floor",
            _("Applications are taken for at least %(n)s days") % {"n": floor},
            "S4-105",
            hard(window >= floor),
            str(window),
        ),
        (
            "window",
            _("Applications are taken for %(n)s days, as the guidelines advise") % {"n": recommended},
            "S4-105",
            soft(window >= recommended),
            str(window),
        ),
        (
            "seminar",
            _("A seminar is held %(a)s to %(b)s days before the deadline") % {"a": earliest, "b": latest},
            "S4-107",
            soft(seminar is not None and earliest <= seminar <= latest),
            "" if seminar is None else str(seminar),
        ),
        (
            "implementation",
            _("Projects have at least a year (%(n)s days)") % {"n": year},
            "S4-109",
            soft(running >= year),
            str(running),
        ),
        (
            "cap",
            _("The cap on administration is between %(a)s and %(b)s %%") % {"a": lowest_cap, "b": highest_cap},
            "S4-111",
            soft(lowest_cap <= call.admin_cap <= highest_cap),
            percent(call.admin_cap),
        ),
        (
            "channels",
            _("It is announced in at least two places"),
            "S4-106",
            soft(len(call.channels) >= 2),
            str(len(call.channels)),
        ),
    ]
    return [
        GuidelineCheck(code, rule, source, verdict, finding, call.justifications.get(code, ""))
        for code, rule, source, verdict, finding in found
    ]


def terms_of(call: Call) -> Terms:
    return Terms(call.smallest_grant, call.largest_grant, call.intensity, call.admin_cap)


def awarded(call: Call, lot: Lot | None = None) -> Decimal:
    """What decisions have promised so far, in the call or in one of its lots."""
    decisions = Decision.objects.filter(application__call=call, outcome=DecisionOutcome.FUNDED)
    if lot is not None:
        decisions = decisions.filter(application__lot=lot)
    return decisions.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def remaining(call: Call, lot: Lot | None = None) -> Decimal:
    """What can still be promised: never more than the call has, nor than the lot reserves."""
    left = call.total - awarded(call)
    return min(left, lot.reserved - awarded(call, lot)) if lot else left


@dataclass(frozen=True)
class RankedApplication:
    place: int
    application: Application
    points: Decimal
    evaluations: int
    spread: Decimal
    above_threshold: bool
    above_line: bool

    @property
    def needs_note(self) -> bool:
        return self.spread > SPREAD_LIMIT


def ranking(call: Call) -> list[RankedApplication]:
    """The evaluated applications from the best to the worst, with the line where the money of the call or lot ends.

    Reproducible from the stored scores: three queries, then plain arithmetic.
    """
    applications = {
        one.pk: one
        for one in call.applications.filter(points__isnull=False)
        .exclude(state=ApplicationState.WITHDRAWN)
        .select_related("community", "lot", "decision")
        .annotate(
            evaluation_count=Count("evaluations", filter=Q(evaluations__submitted_at__isnull=False)),
            lowest=Min("evaluations__total"),
            highest=Max("evaluations__total"),
        )
    }
    ties = dict(
        Score.objects.filter(
            evaluation__application__call=call,
            evaluation__submitted_at__isnull=False,
            criterion__position=TIE_CRITERION,
        )
        .values_list("evaluation__application")
        .annotate(Avg("points"))
    )
    order = ranked({pk: one.points for pk, one in applications.items()}, {pk: Decimal(str(mean)) for pk, mean in ties.items()})
    rows, left, left_in_lot = [], call.total, {lot.pk: lot.reserved for lot in call.lots.all()}
    for place, pk in enumerate(order, start=1):
        one = applications[pk]
        enough, needed = one.points >= call.threshold, _money_needed(one)
        above_line = enough and needed <= min(left, left_in_lot.get(one.lot_id, left))
        if above_line:
            left -= needed
            if one.lot_id:
                left_in_lot[one.lot_id] -= needed
        rows.append(
            RankedApplication(
                place, one, one.points, one.evaluation_count, (one.highest or 0) - (one.lowest or 0), enough, above_line
            )
        )
    return rows


def _money_needed(application: Application) -> Decimal:
    """What is asked for, or from the decision on what is awarded: partial funding and a refusal free money below."""
    decision = getattr(application, "decision", None)
    return decision.amount if decision else application.requested


@dataclass(frozen=True)
class ProjectFigures:
    """The funded projects in all: how many, for how much, how many people were reached."""

    projects: int
    money: Decimal
    people: int


def project_figures() -> ProjectFigures:
    found = Application.objects.projects().aggregate(
        projects=Count("pk"), money=Sum("decision__amount"), people=Sum("result__people_reached")
    )
    return ProjectFigures(found["projects"], found["money"] or Decimal(0), found["people"] or 0)


def drafts_closing(now: datetime, days: int):
    """Drafts whose call closes within ``days`` days."""
    return (
        Application.objects.filter(state=ApplicationState.DRAFT, call__state="published")
        .filter(call__closes_at__gt=now, call__closes_at__lte=now + timedelta(days=days))
        .select_related("call", "community")
    )
