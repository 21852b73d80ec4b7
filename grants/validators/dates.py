"""The order in which the days of a call follow one another."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _


def date_faults(call) -> dict[str, str]:
    """By field, what is wrong with the days of ``call``; days that are not named yet are not wrong.

    The seminar and the last day for questions help whoever still writes, so both come before the deadline.
    """
    faults = {}

    def require(field: str, earlier: date | datetime | None, later: date | datetime | None, sentence: str) -> None:
        if earlier and later and earlier >= later:
            faults.setdefault(field, sentence)

    deadline = call.closes_at
    closing_day = timezone.localdate(deadline) if deadline else None
    require("closes_at", call.opens_at, deadline, _("The deadline must be later than the opening."))
    require(
        "seminar_at", call.seminar_at, deadline, _("The seminar must be before the deadline: it helps to prepare applications.")
    )
    require("seminar_ends_at", call.seminar_at, call.seminar_ends_at, _("The seminar must end after it begins."))
    require("questions_until", call.opens_at, call.questions_until, _("Questions are taken after the opening."))
    if call.questions_until and deadline and call.questions_until > deadline:
        faults["questions_until"] = _("Questions end at the deadline or before it.")
    require("ideas_until", call.opens_at, call.ideas_until, _("Ideas are taken after the opening."))
    require("ideas_until", call.ideas_until, deadline, _("The round of ideas must end before the deadline of full applications."))
    if call.rounds == 2 and not call.ideas_until:
        faults["ideas_until"] = _("A call in two rounds says until when ideas are taken.")
    require("decision_on", closing_day, call.decision_on, _("The decision comes after the deadline."))
    require("implementation_from", closing_day, call.implementation_from, _("Projects begin after the deadline."))
    require("interim_report_on", call.implementation_from, call.interim_report_on, _("The report comes after projects begin."))
    require("final_report_on", call.interim_report_on, call.final_report_on, _("The final report comes after the interim one."))
    require("final_report_on", call.implementation_from, call.final_report_on, _("The report comes after projects begin."))
    return faults
