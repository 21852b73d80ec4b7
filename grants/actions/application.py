from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import LegalForm
from communities.models import Community
from grants.actions.budget import write_budget
from grants.actions.checking import check_dates, drop_clarification
from grants.enums import ApplicantKind, ApplicationState, Promise
from grants.models import Application, ApplicationDraft, Call, Idea
from grants.queries.application import missing_attachments
from grants.queries.eligibility import eligibility_of
from grants.queries.idea import has_idea_round
from grants.queries.money import terms_of
from grants.validators.eligibility import Verdict, verdict_of
from grants.workflow import APPLICATION
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import DeadlinePassed, EditConflict, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, open_obligation
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.templatetags.portal_ui import moment
from portal.ui.visibility import Visibility

IS_DRAFT = Exists(Application.objects.filter(pk=OuterRef("application"), state=ApplicationState.DRAFT))
KIND_OF_FORM = {
    LegalForm.ASSOCIATION: ApplicantKind.ASSOCIATION,
    LegalForm.FOUNDATION: ApplicantKind.FOUNDATION,
    LegalForm.INFORMAL: ApplicantKind.INFORMAL,
}


@action("grants.application.begun")
def begin_application(
    *, call: Call, community: Community, by, now: datetime, eligibility: dict[str, str] | None = None
) -> Application:
    """Open a draft that belongs to the community; a draft that is there already is handed back.

    ``eligibility`` are the answers given before anything was typed. In the second round of a call the invited idea fills
    the draft. Raises ``DeadlinePassed`` when the call takes none, ``InvalidInput`` when the community may not apply,
    ``StateConflict`` when its idea was not invited.
    """
    call = Call.objects.lock(call.pk)
    existing = call.applications.filter(community=community, state=ApplicationState.DRAFT).first()
    if existing:
        return existing
    extension = call.extensions.filter(community=community).first()
    application = Application(
        call=call, community=community, created_by=by, extended_until=extension.until if extension else None,
        neighbourhood=community.neighbourhoods.order_by("name_sort").first(),
    )  # fmt: skip
    if not application.is_open(now):
        raise DeadlinePassed(_("The call takes no applications now."))
    if KIND_OF_FORM[community.legal_form] not in call.eligible_applicants:
        raise InvalidInput(_("The rules of this call do not let this kind of applicant apply."))
    if call.one_per_applicant and call.applications.submitted().filter(community=community).exists():
        raise StateConflict(_("The community has applied to this call already; one application per applicant is allowed."))
    if has_idea_round(call):
        application.idea = _invited_idea(call, community)
    application.save()
    draft = ApplicationDraft(application=application)
    for section, fields in (("atbilstiba", eligibility or {}), ("projekts", _told_by(application.idea))):
        if fields:
            draft.data[section] = _kept(fields, 1, by, now)
    draft.save()
    record(target=application, call=call, community=community)
    return application


def _invited_idea(call: Call, community: Community) -> Idea:
    """The community's idea that goes on to the second round; one whose application was withdrawn may go on anew."""
    idea = call.ideas.invited().filter(community=community).first()
    if idea is None:
        raise StateConflict(_("Only communities whose idea was invited write a full application in this call."))
    Application.objects.filter(idea=idea, state=ApplicationState.WITHDRAWN).update(idea=None)
    return idea


def _told_by(idea: Idea | None) -> dict[str, str]:
    """What the idea already says of the project."""
    if idea is None:
        return {}
    return {
        "title": idea.title, "summary": idea.summary, "need": idea.need, "neighbourhood": str(idea.neighbourhood_id or ""),
    }  # fmt: skip


def save_section(
    *, application: Application, section: str, fields: dict[str, Any], revision: int, by, now: datetime
) -> tuple[int, datetime]:
    """Keep what is typed in one section, right or wrong, and say which revision it is now.

    Not an audited action: it runs every few seconds, outside the tracked history. Nor is anything locked: the draft is
    written only as long as it is what was read, otherwise it is read anew and judged again. Raises ``EditConflict`` when
    the section was saved after ``revision``, unless with the same text; ``StateConflict`` once it is submitted.
    """
    while True:
        if application.state != ApplicationState.DRAFT:
            raise StateConflict(_("The application is handed in; it can no longer be edited."))
        kept = application.draft.data.get(section, {})
        current = kept.get("revision", 0)
        if revision < current and kept["fields"] != fields:
            raise _conflict(kept, by)
        if _written(application.draft, {section: _kept(fields, current + 1, by, now)}, by=by, now=now):
            return current + 1, now
        application = Application.objects.select_related("draft").get(pk=application.pk)


def _written(draft: ApplicationDraft, typed: dict[str, Any], *, by, now: datetime) -> bool:
    """Whether ``typed`` is now in the draft: not if somebody has saved or handed it in since ``draft`` was read. The
    revision is asked of the very row that is written, so that of two who save at once the later one finds out."""
    as_read = ApplicationDraft.objects.filter(IS_DRAFT, pk=draft.pk, revision=draft.revision)
    changed = {"data": draft.data | typed, "revision": draft.revision + 1, "saved_at": now, "saved_by": by}
    if not as_read.update(**changed):
        return False
    for name, value in changed.items():
        setattr(draft, name, value)
    return True


def _kept(fields: dict[str, Any], revision: int, by, now: datetime) -> dict[str, Any]:
    """One section as the draft keeps it."""
    return {"fields": fields, "revision": revision, "by": by.pk, "by_name": str(by), "at": now.isoformat()}


def _conflict(kept: dict[str, Any], by) -> EditConflict:
    at = datetime.fromisoformat(kept["at"])
    if kept["by"] == by.pk:
        sentence = _("You saved this section in another window: %(at)s. Your text is still on this page; nothing was lost.")
    else:
        sentence = _(
            "Somebody else has saved this section meanwhile: %(name)s, %(at)s. Your text is still on this page; nothing was lost."
        )
    return EditConflict(
        sentence % {"name": kept["by_name"], "at": moment(at)},
        by=kept["by_name"], at=at, revision=kept["revision"], fields=kept["fields"],
    )  # fmt: skip


@action("grants.application.submitted")
def submit_application(
    *,
    application: Application,
    project: dict[str, Any],
    lines: list[dict[str, Any]],
    by,
    now: datetime,
    eligibility: dict[str, str] | None = None,
) -> Application:
    """Hand in: checked once more, written, numbered, and the decision promised by the call's day.

    ``project`` holds the cleaned fields, ``lines`` the cleaned budget rows, ``eligibility`` the answers on eligibility.
    Raises ``DeadlinePassed`` at and after the deadline (the draft stays as it is), ``InvalidInput`` with every broken rule.
    Handed in twice, it is one.
    """
    application = Application.objects.lock(application.pk)
    call = Call.objects.get(pk=application.call_id)
    if application.state == ApplicationState.SUBMITTED:
        return application
    if application.state != ApplicationState.DRAFT:
        raise StateConflict(_("The application is handed in; it can no longer be edited."))
    application.call = call
    if not application.is_open(now):
        raise DeadlinePassed(
            _("The deadline has passed. The draft is kept; ask the call's contact person whether it can be extended for you.")
        )
    if call.one_per_applicant:
        others = call.applications.submitted().filter(community=application.community_id).exclude(pk=application.pk)
        if others.exists():
            raise StateConflict(_("The community has applied to this call already; one application per applicant is allowed."))
    application.eligibility = eligibility or {}
    _check_parts(application)
    write_budget(application, lines, terms_of(call))
    for name, value in project.items():
        setattr(application, name, value)
    check_dates(application, call)
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
    request_document("grants.application_print", subject=application, now=now)
    notify("grants.application_submitted", subject=application, now=now)
    return application


def _check_parts(application: Application) -> None:
    """What stands beside the texts and the budget: answers on eligibility, partners and attachments."""
    if verdict_of(eligibility_of(application)) == Verdict.FAILS:
        raise InvalidInput(_("By your own answers on eligibility the community may not apply to this call."))
    if waiting := list(application.partners.unconfirmed()):
        names = ", ".join(partner.name for partner in waiting)
        raise InvalidInput(
            _("Partners have not confirmed yet: %(names)s. Remind them or take them off the list.") % {"names": names}
        )
    if missing := list(missing_attachments(application)):
        names = ", ".join(kind.name for kind in missing)
        raise InvalidInput(_("Attachments are missing: %(names)s.") % {"names": names})


@action("grants.application.withdrawn")
def withdraw_application(*, application: Application, by, now: datetime) -> Application:
    """The applicant takes the application back; the municipality owes no decision any more."""
    application = Application.objects.lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.WITHDRAWN)
    application.state = ApplicationState.WITHDRAWN
    application.save(update_fields=["state", "updated_at"])
    record(target=application)
    cancel_obligation(kind=Promise.DECISION, subject=application, reason=_("withdrawn by the applicant"), now=now)
    drop_clarification(application=application, now=now)
    return application
