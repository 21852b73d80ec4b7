from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import LegalForm
from communities.models import Community
from grants.enums import ApplicantKind, ApplicationState, LineKind, Promise
from grants.models import Application, ApplicationDraft, BudgetLine, Call, ProjectResult
from grants.queries.money import terms_of
from grants.validators.budget import Line, add_up, broken_rules
from grants.workflow import APPLICATION
from portal.audit.actions import action, record
from portal.errors import DeadlinePassed, DomainError, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.templatetags.portal_ui import moment
from portal.ui.visibility import Visibility

KIND_OF_FORM = {
    LegalForm.ASSOCIATION: ApplicantKind.ASSOCIATION,
    LegalForm.FOUNDATION: ApplicantKind.FOUNDATION,
    LegalForm.INFORMAL: ApplicantKind.INFORMAL,
}


@action("grants.application.begun")
def begin_application(*, call: Call, community: Community, by, now: datetime) -> Application:
    """Open a draft that belongs to the community; a draft that is there already is handed back.

    Raises ``DeadlinePassed`` when the call takes none, ``InvalidInput`` when the community may not apply.
    """
    call = Call.objects.lock(call.pk)
    existing = call.applications.filter(community=community, state=ApplicationState.DRAFT).first()
    if existing:
        return existing
    if not call.is_open(now):
        raise DeadlinePassed(_("The call takes no applications now."))
    if KIND_OF_FORM[community.legal_form] not in call.eligible_applicants:
        raise InvalidInput(_("The rules of this call do not let this kind of applicant apply."))
    if call.one_per_applicant and call.applications.submitted().filter(community=community).exists():
        raise StateConflict(_("The community has applied to this call already; one application per applicant is allowed."))
    application = Application.objects.create(
        call=call, community=community, created_by=by, neighbourhood=community.neighbourhoods.order_by("name_sort").first()
    )
    ApplicationDraft.objects.create(application=application)
    record(target=application, call=call, community=community)
    return application


class EditConflict(DomainError):
    """The same section was saved meanwhile, by somebody else or in another window. ``by`` and ``at`` say who and when;
    nothing was overwritten."""

    code = "conflict"

    def __init__(self, message, *, by: str, at: datetime, revision: int):
        super().__init__(message)
        self.by, self.at, self.revision = by, at, revision


def save_section(
    *, application: Application, section: str, fields: dict[str, Any], revision: int, by, now: datetime
) -> tuple[int, datetime]:
    """Keep what is typed in one section, right or wrong, and say which revision it is now.

    Not an audited action: it runs every few seconds, outside the tracked history. Raises ``EditConflict`` when the
    section was saved after ``revision``, unless with the same text; ``StateConflict`` once it is submitted.
    """
    with transaction.atomic():
        draft = ApplicationDraft.objects.select_for_update(of=("self",)).get(application=application)
        state = Application.objects.values_list("state", flat=True).get(pk=application.pk)
        if state != ApplicationState.DRAFT:
            raise StateConflict(_("The application is handed in; it can no longer be edited."))
        kept = draft.data.get(section, {})
        current = kept.get("revision", 0)
        if revision < current and kept["fields"] != fields:
            raise _conflict(kept, by)
        draft.data[section] = {
            "fields": fields, "revision": current + 1, "by": by.pk, "by_name": str(by), "at": now.isoformat()
        }  # fmt: skip
        draft.revision += 1
        draft.saved_at, draft.saved_by = now, by
        draft.save()
    return current + 1, now


def _conflict(kept: dict[str, Any], by) -> EditConflict:
    at = datetime.fromisoformat(kept["at"])
    if kept["by"] == by.pk:
        sentence = _("You saved this section in another window: %(at)s. Your text is still on this page; nothing was lost.")
    else:
        sentence = _(
            "Somebody else has saved this section meanwhile: %(name)s, %(at)s. Your text is still on this page; nothing was lost."
        )
    return EditConflict(
        sentence % {"name": kept["by_name"], "at": moment(at)}, by=kept["by_name"], at=at, revision=kept["revision"]
    )


@action("grants.application.submitted")
def submit_application(
    *, application: Application, project: dict[str, Any], lines: list[dict[str, Any]], by, now: datetime
) -> Application:
    """Hand in: checked once more, written, numbered, and the decision promised by the call's day.

    ``project`` holds the cleaned fields, ``lines`` the cleaned budget rows. Raises ``DeadlinePassed`` at and after
    the deadline (the draft stays as it is), ``InvalidInput`` with every broken rule, ``StateConflict`` the second time.
    """
    application = Application.objects.lock(application.pk)
    call = Call.objects.get(pk=application.call_id)
    if application.state == ApplicationState.SUBMITTED:
        return application
    APPLICATION.check(application.state, ApplicationState.SUBMITTED)
    if not call.is_open(now):
        raise DeadlinePassed(
            _("The deadline has passed. The draft is kept; ask the call's contact person whether it can be extended for you.")
        )
    if call.one_per_applicant:
        others = call.applications.submitted().filter(community=application.community_id).exclude(pk=application.pk)
        if others.exists():
            raise StateConflict(_("The community has applied to this call already; one application per applicant is allowed."))
    sums = _write_budget(application, call, lines)
    for name, value in project.items():
        setattr(application, name, value)
    _check_dates(application, call)
    application.requested, application.total = sums.requested, sums.total
    application.own_money, application.in_kind, application.other_money = sums.own_money, sums.in_kind, sums.other_money
    application.state, application.submitted_at, application.submitted_by = ApplicationState.SUBMITTED, now, by
    application.save()
    receipt = issue_receipt(subject=application, now=now)
    record(target=application, number=receipt.number, requested=application.requested)
    open_obligation(
        kind=Promise.DECISION,
        subject=application,
        holder=call.unit,
        received_at=now,
        due_on=max(call.decision_on, timezone.localdate(now)),
        label=application.title,
        number=receipt.number,
        address=plain_path(application),
        staff_address=plain_reverse("admin:grants_application_change", application.pk),
        neighbourhood_key=application.neighbourhood_id,
        visibility=Visibility.STAFF,
    )
    notify("grants.application_submitted", subject=application, now=now)
    return application


def _write_budget(application: Application, call: Call, lines: list[dict[str, Any]]):
    sums = add_up(
        Line(line["kind"], line["quantity"], line["price"], bool(line.get("category") and line["category"].is_administration))
        for line in lines
    )
    broken = broken_rules(sums, terms_of(call))
    if broken:
        raise InvalidInput(" ".join(broken), code="budget")
    for line in lines:
        if line["kind"] == LineKind.COST and line["category"].call_id != call.pk:
            raise InvalidInput(_("A cost stands in a category that this call does not have."), code="budget")
    application.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(application=application, position=position, **line) for position, line in enumerate(lines, start=1)
    )
    return sums


def _check_dates(application: Application, call: Call) -> None:
    starts, ends = application.starts_on, application.ends_on
    if not (call.implementation_from <= starts < ends <= call.implementation_to):
        raise InvalidInput(
            _("The project must begin and end between %(start)s and %(end)s.")
            % {"start": _day(call.implementation_from), "end": _day(call.implementation_to)},
            field="starts_on",
        )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}."


@action("grants.application.withdrawn")
def withdraw_application(*, application: Application, by, now: datetime) -> Application:
    """The applicant takes the application back; the municipality owes no decision any more."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.WITHDRAWN)
    application.state = ApplicationState.WITHDRAWN
    application.save(update_fields=["state", "updated_at"])
    record(target=application)
    cancel_obligation(kind=Promise.DECISION, subject=application, reason=_("withdrawn by the applicant"), now=now)
    return application


@action("grants.application.accepted")
def accept_application(*, application: Application, by, now: datetime) -> Application:
    """The rules of the call are met: it goes to the commission."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.ELIGIBLE)
    application.state = ApplicationState.ELIGIBLE
    application.save(update_fields=["state", "updated_at"])
    record(target=application)
    return application


@action("grants.application.refused")
def refuse_application(*, application: Application, reason: str, by, now: datetime) -> Application:
    """The rules of the call are not met; the applicant hears why."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.INELIGIBLE)
    if len(reason.strip()) < 30:
        raise InvalidInput(_("Name the rule of the call that is not met, and how."), field="reason")
    application.state, application.ineligible_reason = ApplicationState.INELIGIBLE, reason.strip()
    application.save(update_fields=["state", "ineligible_reason", "updated_at"])
    record(target=application, reason=reason.strip())
    fulfil_obligation(kind=Promise.DECISION, subject=application, now=now)
    notify("grants.application_refused", subject=application, now=now)
    return application


@action("grants.application.closed")
def close_project(
    *, application: Application, summary: str, people_reached: int, before: str, after: str, by, now: datetime
) -> Application:
    """The final report is accepted; its short result goes to the public register."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.CLOSED)
    application.state = ApplicationState.CLOSED
    application.save(update_fields=["state", "updated_at"])
    ProjectResult.objects.create(
        application=application, summary=summary, people_reached=people_reached, before=before, after=after,
        accepted_on=timezone.localdate(now),
    )  # fmt: skip
    record(target=application, people_reached=people_reached)
    return application
