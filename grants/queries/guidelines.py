"""The guidelines of document 004 held against a call."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Call
from grants.validators.dates import date_faults
from portal.obligations.rules_of_law import legal_rule
from portal.ui.templatetags.portal_ui import money, percent


class Verdict(StrEnum):
    """Kept, worth a thought, to be justified publicly (D2), or forbidding publication (D1)."""

    OK = "ok"
    ADVICE = "advice"
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True)
class GuidelineCheck:
    """One rule of the guidelines held against a call, with what was found."""

    code: str
    rule: str
    source: str
    verdict: Verdict
    finding: str
    justification: str = ""

    @property
    def source_name(self) -> str:
        """Where the rule comes from, for people who do not know our numbers."""
        return _("rule of the portal") if self.source.startswith("D") else _("cooperation guidelines")


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

    def advice(kept: bool) -> Verdict:
        return Verdict.OK if kept else Verdict.ADVICE

    faults = date_faults(call)
    lots = list(call.lots.all())
    reserved = sum((lot.reserved for lot in lots), Decimal(0))
    shares = [term.share for term in call.instalment_terms.all()]
    found = [
        ("dates", _("The days follow one another"), "D1", hard(not faults), " ".join(faults.values())),
        ("rules", _("The rules of the call are published with it"), "S4-100", hard(bool(call.rules.strip())), ""),
        ("criteria", _("The weights of the criteria add up to 100"), "S4-103", hard(weights == 100), str(weights)),
        ("management", _("Management and accounting are eligible costs"), "S4-110", hard(has_management), ""),
        ("cap_zero", _("The cap on administration is above zero"), "S4-112", hard(call.admin_cap > 0), percent(call.admin_cap)),
        ("applicants", _("It says who may apply"), "S4-101", hard(bool(call.eligible_applicants)), ""),
        (
            "lots",
            _("The lots together are not more than the money of the call"),
            "S4-100",
            hard(reserved <= call.total),
            money(reserved) if lots else "",
        ),
        (
            "instalments",
            _("The instalments add up to 100 percent"),
            "S4-100",
            hard(not shares or sum(shares) == 100),
            percent(sum(shares)) if shares else "",
        ),
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
        (
            "outside_dense",
            _("A lot is reserved for communities outside dense places"),
            "S4-119",
            advice(any(lot.is_outside_dense for lot in lots)),
            "",
        ),
        (
            "development",
            _("In two rounds, the work on the full application is paid for"),
            "S4-115",
            advice(call.rounds == 1 or call.development_grant > 0),
            money(call.development_grant) if call.rounds > 1 else "",
        ),
    ]
    return [
        GuidelineCheck(code, rule, source, verdict, finding, call.justifications.get(code, ""))
        for code, rule, source, verdict, finding in found
    ]


def broken_by_changes(call: Call, now: datetime) -> list[GuidelineCheck]:
    """Guidelines that an announced call kept and keeps no longer since a day moved: nobody has explained them."""
    return [one for one in guideline_checks(call, now) if one.verdict == Verdict.SOFT and not one.justification]
