from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.actions.consultation import add_result, publish_consultation, start_consultation
from participation.enums import ConsultationKind, DecisionOutcome, DraftStage, Promise
from participation.models import CommitteeInvitation, Consultation, DraftDecision, Opinion, OpinionRequest
from participation.queries.draft_decision import communities_affected
from participation.workflow import DRAFT_DECISION
from portal.audit.actions import action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.files.actions import erase
from portal.files.models import File
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index

REQUEST_RULE = "OPINION_REQUEST_DAYS"
SHORTEST_RESULT = 40


@action("participation.draft_decision.published")
def publish_draft(*, draft: DraftDecision, by, now: datetime) -> DraftDecision:
    """Show the draft to everybody, from the first version on. It names whom it affects (S4-86)."""
    draft = DraftDecision.objects.lock(draft.pk)
    if draft.published_at:
        raise StateConflict(_("The draft is public already."))
    if not draft.neighbourhoods.exists():
        raise InvalidInput(_("Name the affected neighbourhoods: their communities are asked."))
    if not (draft.text.strip() or draft.file_id):
        raise InvalidInput(_("Add the text of the draft or attach it as a file."))
    draft.published_at = now
    draft.save(update_fields=["published_at", "updated_at"])
    record(target=draft)
    index(draft)
    return draft


@action("participation.draft_decision.opinions_requested")
def request_opinions(
    *, draft: DraftDecision, can_change: str, answer_by: date, decision_on: date, by, now: datetime
) -> list[OpinionRequest]:
    """Ask the communities of the affected neighbourhoods, each personally, while the draft is still being drafted.

    Their opinions are given, counted and answered in a consultation of the draft. Refuses once the draft has reached
    the committee (S4-85), and an answering time shorter than the guideline's.
    """
    draft = DraftDecision.objects.lock(draft.pk)
    if draft.stage != DraftStage.DRAFTING:
        raise StateConflict(_("The draft has been submitted to the committee; opinions are asked before that."))
    if draft.published_at is None:
        raise StateConflict(_("Publish the draft first: nobody can judge what cannot be read."))
    if draft.consultation_id:
        raise StateConflict(_("The communities have been asked already."))
    communities = list(communities_affected(draft))
    if not communities:
        raise InvalidInput(_("No registered community lives in the affected neighbourhoods. Check the list of neighbourhoods."))
    days = legal_rule(REQUEST_RULE, timezone.localdate(now)).whole
    opens_on = timezone.localdate(now) + timedelta(days=1)
    if answer_by < opens_on + timedelta(days=days):
        raise InvalidInput(
            _("Communities meet before they answer: give them at least %(days)s days.") % {"days": days}, field="answer_by"
        )
    if decision_on <= answer_by:
        raise InvalidInput(_("The decision comes after the opinions. Set a later day for it."), field="decision_on")
    draft.consultation = _start_consultation(draft, can_change, opens_on, answer_by, decision_on, by, now)
    draft.save(update_fields=["consultation", "updated_at"])
    requests = OpinionRequest.objects.bulk_create(
        OpinionRequest(draft=draft, community=community, asked_at=now) for community in communities
    )
    publish_consultation(consultation=draft.consultation, by=by, now=now)
    record(target=draft, communities=len(communities), answer_by=answer_by)
    for request in requests:
        notify("participation.opinion_request", subject=request, now=now)
    return requests


def _start_consultation(draft: DraftDecision, can_change: str, opens_on: date, answer_by: date, decision_on: date, by, now):
    """The place where the draft's opinions are given, with what is usual for its kind."""
    facts = ("title", "subject", "summary", "unit", "contact_post", "contact_phone", "contact_email")
    consultation = start_consultation(
        consultation=Consultation(
            kind=ConsultationKind.DRAFT_OPINION, description=draft.text, **{name: getattr(draft, name) for name in facts}
        ),
        opens_on=opens_on,
        closes_on=answer_by,
        by=by,
        now=now,
    )
    consultation.can_change, consultation.subject = can_change, draft.subject
    consultation.decision_on = consultation.answers_by = decision_on
    consultation.save(update_fields=["can_change", "subject", "decision_on", "answers_by", "updated_at"])
    consultation.neighbourhoods.set(draft.neighbourhoods.all())
    return consultation


@action("participation.opinion_request.declined")
def decline_request(*, request: OpinionRequest, reason: str, by, now: datetime) -> OpinionRequest:
    """The community has nothing to say on this draft, or no time; it still gets the result."""
    request = OpinionRequest.objects.select_related("draft__consultation").lock(request.pk)
    if now >= request.draft.consultation.closes_at:
        raise DeadlinePassed(_("The time for opinions is over, so nothing needs to be declined. The result will be sent to you."))
    if Opinion.objects.public().filter(consultation=request.draft.consultation, community=request.community).exists():
        raise StateConflict(_("The community has given its opinion already."))
    request.declined_at, request.declined_by, request.reason = now, by, reason.strip()
    request.save(update_fields=["declined_at", "declined_by", "reason", "updated_at"])
    record(target=request.draft, community=request.community)
    return request


@action("participation.draft_decision.submitted")
def submit_to_committee(
    *, draft: DraftDecision, committee: str, meeting_at: datetime, meeting_place: str, by, now: datetime,
    remote_link: str = "", agenda_item: int | None = None,
) -> DraftDecision:  # fmt: skip
    """The draft goes to the deputies. Not while communities are still being heard on it."""
    draft = DraftDecision.objects.select_related("consultation").lock(draft.pk)
    DRAFT_DECISION.check(draft.stage, DraftStage.SUBMITTED)
    if draft.published_at is None:
        raise StateConflict(_("Publish the draft first: nobody can judge what cannot be read."))
    if draft.consultation and draft.consultation.is_open(now):
        raise StateConflict(_("Communities are still giving opinions on the draft. Submit it after the closing."))
    if meeting_at <= now:
        raise InvalidInput(
            _("The meeting is already past. Name the one at which the draft will be discussed."), field="meeting_at"
        )
    draft.stage, draft.submitted_at = DraftStage.SUBMITTED, now
    draft.committee, draft.meeting_at, draft.meeting_place = committee, meeting_at, meeting_place
    draft.remote_link, draft.agenda_item = remote_link, agenda_item
    draft.save()
    record(target=draft, committee=committee, meeting_at=meeting_at)
    index(draft)
    return draft


@action("participation.draft_decision.communities_invited")
def invite_to_committee(*, draft: DraftDecision, by, now: datetime) -> list[CommitteeInvitation]:
    """Invite every affected community to the committee's meeting (S4-84). Doing it again reaches only new ones."""
    draft = DraftDecision.objects.lock(draft.pk)
    if draft.stage != DraftStage.SUBMITTED:
        raise StateConflict(_("Communities are invited once the draft is with the committee and before it is decided."))
    if now >= draft.meeting_at:
        raise DeadlinePassed(_("The meeting has begun already; nobody could come any more."))
    invited = draft.invitations.values("community")
    communities = list(communities_affected(draft).exclude(pk__in=invited))
    if not communities:
        raise StateConflict(_("All communities concerned have their invitation."))
    invitations = CommitteeInvitation.objects.bulk_create(
        CommitteeInvitation(draft=draft, community=community, invited_at=now) for community in communities
    )
    record(target=draft, communities=len(communities))
    for invitation in invitations:
        notify("participation.committee_invitation", subject=invitation, now=now)
    return invitations


@action("participation.committee_invitation.answered")
def answer_invitation(*, invitation: CommitteeInvitation, is_coming: bool, by, now: datetime) -> CommitteeInvitation:
    """The community comes or does not; it may change its mind until the meeting begins."""
    invitation = CommitteeInvitation.objects.select_related("draft").lock(invitation.pk)
    if now >= invitation.draft.meeting_at:
        raise DeadlinePassed(_("The meeting has begun already, so the answer can no longer be changed."))
    invitation.is_coming, invitation.answered_at, invitation.answered_by = is_coming, now, by
    invitation.save(update_fields=["is_coming", "answered_at", "answered_by", "updated_at"])
    record(target=invitation.draft, community=invitation.community, coming=is_coming)
    return invitation


@action("participation.draft_decision.decided")
def record_decision(
    *, draft: DraftDecision, outcome: DecisionOutcome, decided_on: date, by, now: datetime, decision_number: str = ""
) -> DraftDecision:
    """The council has decided; from that day the unit owes everybody affected the result."""
    draft = DraftDecision.objects.lock(draft.pk)
    DRAFT_DECISION.check(draft.stage, DraftStage.DECIDED)
    if not timezone.localdate(draft.submitted_at) <= decided_on <= timezone.localdate(now):
        raise InvalidInput(_("The decision falls after the submission and not later than today."), field="decided_on")
    draft.stage, draft.outcome, draft.decided_on = DraftStage.DECIDED, outcome, decided_on
    draft.decision_number = decision_number
    draft.save(update_fields=["stage", "outcome", "decided_on", "decision_number", "updated_at"])
    record(target=draft, outcome=outcome, decided_on=decided_on)
    open_obligation(
        kind=Promise.DECISION_RESULT,
        subject=draft,
        holder=draft.unit,
        received_at=end_of_day(decided_on) - timedelta(seconds=1),
        label=draft.title,
        address=plain_path(draft),
        staff_address=plain_reverse("admin:participation_draftdecision_change", draft.pk),
        neighbourhood_key=draft.neighbourhoods.order_by("name_sort").values_list("pk", flat=True).first(),
    )
    index(draft)
    return draft


@action("participation.draft_decision.result_sent")
def send_result(*, draft: DraftDecision, result: str, by, now: datetime) -> DraftDecision:
    """Tell every affected community what was decided and what its words changed, also those that stayed silent (S4-61)."""
    draft = DraftDecision.objects.select_related("consultation").lock(draft.pk)
    if draft.stage != DraftStage.DECIDED:
        raise StateConflict(_("The result is sent once the council has decided."))
    if draft.result_at:
        raise StateConflict(_("The result has been sent already."))
    if len(result.strip()) < SHORTEST_RESULT:
        raise InvalidInput(_("Say in a few sentences what was decided and what the opinions changed."), field="result")
    draft.result, draft.result_at = result.strip(), now
    draft.save(update_fields=["result", "result_at", "updated_at"])
    record(target=draft)
    if draft.consultation:
        add_result(consultation=draft.consultation, result=draft.result, by=by, now=now)
    fulfil_obligation(kind=Promise.DECISION_RESULT, subject=draft, now=now)
    notify("participation.decision_result", subject=draft, now=now)
    index(draft)
    return draft


@action("participation.draft_decision.file_attached")
def attach_draft_file(*, draft: DraftDecision, file: File, by, now: datetime) -> DraftDecision:
    """The draft as it goes to the committee, in place of the file before it."""
    draft = DraftDecision.objects.lock(draft.pk)
    if draft.stage != DraftStage.DRAFTING:
        raise StateConflict(_("The draft is with the committee; its file stays as it is."))
    former, draft.file = draft.file, file
    draft.save(update_fields=["file", "updated_at"])
    record(target=draft, file=file.original_name)
    if former:
        erase(former, now=now)
    return draft
