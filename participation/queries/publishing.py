"""What a consultation lacks before it may be published, and what its officer should weigh."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.enums import LEVEL_TECHNIQUES
from participation.models import Consultation, ConsultationPreset
from portal.obligations.clock import last_day_of
from portal.obligations.rules_of_law import Rule, legal_rule, work_calendar
from portal.obligations.working_days import DayKind
from portal.ui.templatetags.portal_ui import day

WINDOW_RULE = "OPINION_MIN_DAYS"
"""Holds for every kind; a preset names what its kind needs beside it."""


def window_rules(kind: str, on: date) -> list[Rule]:
    """How long a consultation of this kind stays open, by the rules of that day."""
    preset = ConsultationPreset.objects.filter(kind=kind).first()
    codes = dict.fromkeys((WINDOW_RULE, *(preset.window_rules if preset else ())))
    return [legal_rule(code, on) for code in codes]


@dataclass(frozen=True)
class WindowShortfall:
    """Rules of the shortest time that a window breaks: what the law forbids, and what asks for a public reason."""

    forbidden: list[Rule]
    advised: list[Rule]


def window_shortfall(consultation: Consultation, now: datetime) -> WindowShortfall:
    """The time for opinions counts from the day on which people can see the consultation."""
    days = _whole_days(max(consultation.opens_at, now), consultation.closes_at)
    broken = [rule for rule in window_rules(consultation.kind, timezone.localdate(consultation.opens_at)) if days < rule.whole]
    return WindowShortfall([rule for rule in broken if rule.is_hard], [rule for rule in broken if not rule.is_hard])


def _whole_days(start: datetime, end: datetime) -> int:
    """Days by the clock on the wall, so that the hour lost in spring takes nobody's last day."""
    return (timezone.localtime(end).replace(tzinfo=None) - timezone.localtime(start).replace(tzinfo=None)).days


def publishing_gaps(consultation: Consultation, now: datetime) -> list[str]:
    """What a consultation lacks before it may be published at ``now`` (D1, S4-37, S4-53, S4-75, S4-78, S4-86)."""
    closing = last_day_of(consultation.closes_at)
    gaps = [
        label
        for label, there in (
            (_("what can still change"), consultation.can_change.strip()),
            (_("how to take part"), consultation.how_to_take_part.strip()),
            (_("ways of taking part"), consultation.ways),
            (_("neighbourhoods concerned"), consultation.neighbourhoods.exists()),
            (_("day of the decision"), consultation.decision_on),
            (_("day by which all is answered"), consultation.answers_by),
            (_("an opening that is still to come"), consultation.opens_at > now),
            (_("a decision later than the closing"), not consultation.decision_on or consultation.decision_on > closing),
            (_("a day of answers later than the closing"), not consultation.answers_by or consultation.answers_by > closing),
        )
        if not there
    ]
    shortfall = window_shortfall(consultation, now)
    gaps += [_("a window of at least %(days)s days") % {"days": rule.whole} for rule in shortfall.forbidden]
    if not consultation.justification.strip():
        gaps += [
            _("a public reason why the window is shorter than the advised %(days)s days") % {"days": rule.whole}
            for rule in shortfall.advised
        ]
    return gaps


def publishing_warnings(consultation: Consultation) -> list[str]:
    """What does not forbid publishing but should be weighed (S4-53, S4-88, S0-33)."""
    warnings = []
    if off := holidays_within(consultation.opens_at, consultation.closes_at):
        warnings.append(
            _("The window spans public holidays: %(days)s Volunteers need time too; consider a later closing.")
            % {"days": ", ".join(day(one) for one in off)}
        )
    if not consultation.norm_id and not consultation.legal_basis:
        warnings.append(_("No legal basis is named. That is right only where the municipality asks of its own accord."))
    usual = LEVEL_TECHNIQUES[consultation.level]
    if not set(usual) & set(consultation.ways):
        warnings.append(
            _("Participation level: %(level)s. Usual ways of taking part at it: %(ways)s.")
            % {"level": consultation.get_level_display(), "ways": ", ".join(str(one.label) for one in usual)}
        )
    return warnings


def holidays_within(opens_at: datetime, closes_at: datetime) -> list[date]:
    """Public holidays that take working days out of a window."""
    off = work_calendar().days_off_between(timezone.localdate(opens_at), last_day_of(closes_at))
    return [one.day for one in off if one.kind == DayKind.HOLIDAY]
