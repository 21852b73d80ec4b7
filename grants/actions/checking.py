"""Officers check whether an application meets the rules of its call: pass, fail, or ask the applicant to clarify."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from grants.actions.attachment import replace_attachment
from grants.actions.budget import write_budget
from grants.enums import ApplicationState, Promise
from grants.models import Application, Attachment, BudgetLine, Call, Clarification
from grants.queries.clarification import BUDGET, attachments_by_name
from grants.queries.money import terms_of
from grants.workflow import APPLICATION
from portal.audit.actions import action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.files.models import File
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import work_calendar
from portal.ui.links import plain_reverse
from portal.ui.templatetags.portal_ui import day, moment, money
from portal.ui.visibility import Visibility

SHORTEST_REASON = 30


@action("grants.application.accepted")
def accept_application(*, application: Application, by, now: datetime) -> Application:
    """The rules of the call are met: it goes to the commission. What is still being asked need not be answered."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.ELIGIBLE)
    drop_clarification(application=application, now=now)
    application.state = ApplicationState.ELIGIBLE
    application.save(update_fields=["state", "updated_at"])
    record(target=application)
    return application


@action("grants.application.refused")
def refuse_application(*, application: Application, reason: str, by, now: datetime) -> Application:
    """The rules of the call are not met; the applicant hears why. Raises ``StateConflict`` while an answer may still come."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.INELIGIBLE)
    asked = application.clarifications.open().first()
    if asked and now < end_of_day(asked.due_on):
        raise StateConflict(_("The applicant may still clarify it, until the end of %(day)s") % {"day": day(asked.due_on)})
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(_("Name the rule of the call that is not met, and how."), field="reason")
    drop_clarification(application=application, now=now)
    application.state, application.ineligible_reason = ApplicationState.INELIGIBLE, reason.strip()
    application.save(update_fields=["state", "ineligible_reason", "updated_at"])
    record(target=application, reason=reason.strip())
    fulfil_obligation(kind=Promise.DECISION, subject=application, now=now)
    notify("grants.application_refused", subject=application, now=now)
    return application


@action("grants.clarification.asked")
def ask_clarification(
    *, application: Application, question: str, fields: Iterable[str], days: int, by, now: datetime
) -> Clarification:
    """Open the named fields to the applicant again, for so many working days, and no others."""
    application = Application.objects.select_related("community").lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.CLARIFYING)
    if len("".join(question.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say what is to be clarified, and why."), field="question")
    due_on = work_calendar().add_working_days(timezone.localdate(now), days)
    clarification = Clarification.objects.create(
        application=application, question=question.strip(), fields=list(fields), asked_at=now, asked_by=by, due_on=due_on
    )
    application.state = ApplicationState.CLARIFYING
    application.save(update_fields=["state", "updated_at"])
    record(target=application, fields=clarification.fields, due_on=due_on)
    open_obligation(
        kind=Promise.CLARIFICATION,
        subject=clarification,
        holder=application.community,
        received_at=now,
        due_on=due_on,
        label=application.title,
        address=plain_reverse("grants:clarification", application.pk),
        staff_address=plain_reverse("admin:grants_application_change", application.pk),
        visibility=Visibility.STAFF,
    )
    notify("grants.clarification_asked", subject=clarification, now=now)
    return clarification


def keep_clarification(*, clarification: Clarification, typed: Mapping[str, str]) -> None:
    """Keep the unfinished answer, right or wrong, while it may still come. Not an audited action: it runs every few seconds."""
    Clarification.objects.open().filter(pk=clarification.pk).update(typed=dict(typed))


@action("grants.clarification.answered")
def answer_clarification(
    *, clarification: Clarification, answer: str, changes: Mapping[str, Any], lines: Sequence[dict[str, Any]] | None = None,
    uploads: Mapping[str, File] | None = None, by, now: datetime,
) -> Clarification:  # fmt: skip
    """Write the named fields anew and hand the application back to the officers.

    ``changes`` holds cleaned values of the open fields, ``uploads`` the files in the place of open attachments, ``lines``
    the budget where that is open: it may not ask for more than the application did. Raises ``DeadlinePassed`` after the
    last day; the text typed so far stays for the officer.
    """
    application = Application.objects.select_related("call").lock(clarification.application_id)
    clarification = Clarification.objects.lock(clarification.pk)
    if clarification.answered_at or clarification.closed_at or application.state != ApplicationState.CLARIFYING:
        raise StateConflict(_("This question is closed already; somebody may have been faster."))
    if now >= end_of_day(clarification.due_on):
        raise DeadlinePassed(_("The time to clarify is over; the officer decides on what is there. Your text is kept."))
    if not answer.strip():
        raise InvalidInput(_("Say in a sentence what you have changed or why it is right as it is."), field="answer")
    before = facts_of(application, clarification.fields)
    for name in set(clarification.fields) & set(changes):
        setattr(application, name, changes[name])
    check_dates(application, application.call)
    if BUDGET in clarification.fields and lines is not None:
        _write_no_larger_budget(application, lines)
    files = attachments_by_name(application)
    for name in set(clarification.fields) & set(uploads or ()):
        replace_attachment(attachment=files[name], upload=uploads[name], by=by, now=now)
    application.state = ApplicationState.SUBMITTED
    application.save()
    clarification.before, clarification.after = before, facts_of(application, clarification.fields)
    clarification.answer, clarification.typed = answer.strip(), {}
    clarification.answered_at, clarification.answered_by = now, by
    clarification.save()
    record(target=application, fields=clarification.fields)
    fulfil_obligation(kind=Promise.CLARIFICATION, subject=clarification, now=now)
    notify("grants.clarification_answered", subject=clarification, now=now)
    return clarification


def check_dates(application: Application, call: Call) -> None:
    """Raises ``InvalidInput`` for a project that runs outside the days of its call."""
    starts, ends = application.starts_on, application.ends_on
    if not (call.implementation_from <= starts < ends <= call.implementation_to):
        raise InvalidInput(
            _("The project must begin and end between %(start)s and %(end)s.")
            % {"start": day(call.implementation_from), "end": day(call.implementation_to)},
            field="starts_on",
        )


def _write_no_larger_budget(application: Application, lines: Sequence[dict[str, Any]]) -> None:
    asked = application.requested
    write_budget(application, lines, terms_of(application.call))
    if application.requested > asked:
        raise InvalidInput(
            _("The application asked for %(asked)s; clarifying it cannot raise the sum.") % {"asked": money(asked)}, code="budget"
        )


def drop_clarification(*, application: Application, now: datetime) -> None:
    """Nothing more is asked of the applicant. Joins the action under way."""
    for clarification in application.clarifications.open():
        clarification.closed_at = now
        clarification.save(update_fields=["closed_at", "updated_at"])
        cancel_obligation(
            kind=Promise.CLARIFICATION, subject=clarification, reason=_("decided without an answer"), now=now
        )  # fmt: skip


def facts_of(application: Application, names: Iterable[str]) -> dict[str, str]:
    """The named fields as texts, to be compared later; of the budget one line for each row, of a file its name and since
    when it is there."""
    files = attachments_by_name(application)
    return {name: _fact(application, name, files) for name in names}


def _fact(application: Application, name: str, files: Mapping[str, Attachment]) -> str:
    if name in files:
        return f"{files[name].upload.original_name} ({moment(files[name].attached_at)})"
    return _budget_text(application) if name == BUDGET else _text(getattr(application, name))


def _text(value: Any) -> str:
    return day(value) if isinstance(value, date) else str(value or "")


def _budget_text(application: Application) -> str:
    return "\n".join(_line_text(line) for line in application.budget_lines.select_related("category"))


def _line_text(line: BudgetLine) -> str:
    group = line.category.name if line.category else line.get_kind_display()
    return f"{group}: {line.item}, {number_format(line.quantity)} × {money(line.price)} = {money(line.amount)}"
