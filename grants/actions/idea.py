from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from grants.actions.application import KIND_OF_FORM
from grants.enums import IdeaState, OfferKind, Promise
from grants.models import Call, Idea, IdeaOffer, IdeaSupport
from grants.queries.idea import outcome_day, takes_ideas
from grants.workflow import IDEA
from portal.audit.actions import action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import money
from portal.ui.visibility import Visibility

SHORTEST_REASON = 30


@action("grants.idea.submitted")
def submit_idea(
    *, call: Call, community: Community, estimate: Decimal, form_token: UUID, by, now: datetime, **texts: Any
) -> Idea:
    """An idea for the first round of a two-round call (S4-114): received, numbered, and an answer promised.

    Raises ``DeadlinePassed`` outside the first round, ``InvalidInput`` for an applicant or a sum the call does not know.
    """
    call = Call.objects.lock(call.pk)
    if sent := Idea.objects.filter(form_token=form_token).first():
        return sent
    _require_first_round(call, now)
    if KIND_OF_FORM[community.legal_form] not in call.eligible_applicants:
        raise InvalidInput(_("The rules of this call do not let this kind of applicant apply."), field="community")
    if call.one_per_applicant and call.ideas.standing().filter(community=community).exists():
        raise StateConflict(_("The community has an idea in this call already. Change that one, or withdraw it first."))
    _check_estimate(call, estimate)
    idea = Idea.objects.create(
        call=call, community=community, estimate=estimate, form_token=form_token, submitted_at=now, submitted_by=by, **texts
    )
    receipt = issue_receipt(subject=idea, now=now)
    record(target=idea, call=call, community=community, number=receipt.number)
    open_obligation(
        kind=Promise.IDEA,
        subject=idea,
        holder=call.unit,
        received_at=now,
        due_on=outcome_day(call),
        label=idea.title,
        number=receipt.number,
        address=plain_path(idea),
        staff_address=plain_reverse("admin:grants_idea_change", idea.pk),
        neighbourhood_key=idea.neighbourhood_id,
        visibility=Visibility.PUBLIC if idea.is_public else Visibility.STAFF,
    )
    notify("grants.idea_submitted", subject=idea, now=now)
    index(idea)
    return idea


@action("grants.idea.changed")
def change_idea(*, idea: Idea, estimate: Decimal, by, now: datetime, **texts: Any) -> Idea:
    """Say it better while the first round lasts."""
    idea = Idea.objects.lock(idea.pk)
    _require_first_round(idea.call, now)
    if idea.state != IdeaState.SUBMITTED:
        raise StateConflict(_("The idea can no longer be changed."))
    _check_estimate(idea.call, estimate)
    for name, value in (texts | {"estimate": estimate}).items():
        setattr(idea, name, value)
    idea.save(update_fields=[*texts, "estimate", "updated_at"])
    record(target=idea)
    index(idea)
    return idea


@action("grants.idea.withdrawn")
def withdraw_idea(*, idea: Idea, by, now: datetime) -> Idea:
    """The community takes the idea back; nobody owes an answer any more."""
    idea = _move(idea, IdeaState.WITHDRAWN)
    if hasattr(idea, "application"):
        raise StateConflict(_("The full application is begun already: withdraw that one."))
    idea.save(update_fields=["state", "updated_at"])
    record(target=idea)
    cancel_obligation(kind=Promise.IDEA, subject=idea, reason=_("withdrawn by the applicant"), now=now)
    index(idea)
    return idea


@action("grants.idea.invited")
def invite_idea(*, idea: Idea, by, now: datetime, condition: str = "") -> Idea:
    """The community is invited to write the full application; with ``condition``, if it meets that too."""
    return _decide(idea, IdeaState.CONDITIONAL if condition.strip() else IdeaState.INVITED, condition.strip(), by, now)


@action("grants.idea.declined")
def decline_idea(*, idea: Idea, reason: str, by, now: datetime) -> Idea:
    """The community is not invited, and reads why."""
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Give the reason in full: what was missing, and what would help the idea on."), field="reason")
    return _decide(idea, IdeaState.DECLINED, reason.strip(), by, now)


def _decide(idea: Idea, state: IdeaState, answer: str, by, now: datetime) -> Idea:
    idea = _move(idea, state)
    if idea.call.ideas_until is None or now < idea.call.ideas_until:
        raise StateConflict(_("The first round is still open. Ideas are answered once it has closed, all by the same measure."))
    idea.answer, idea.decided_at, idea.decided_by = answer, now, by
    idea.save(update_fields=["state", "answer", "decided_at", "decided_by", "updated_at"])
    record(target=idea, state=state, answer=answer)
    fulfil_obligation(kind=Promise.IDEA, subject=idea, now=now)
    notify("grants.idea_decided", subject=idea, now=now)
    return idea


@action("grants.idea.development_paid")
def note_development_grant(*, idea: Idea, amount: Decimal, paid_on: date, by, now: datetime) -> Idea:
    """The municipality has paid the invited community for writing the full application (S4-115).

    Raises ``InvalidInput`` for more than the call gives and for a day outside the invitation and today, ``StateConflict``
    when nothing is to be paid.
    """
    idea = Idea.objects.select_related("call").lock(idea.pk)
    if not idea.awaits_development_grant:
        raise StateConflict(_("Nothing is to be paid for this idea, or it is paid already."))
    if not 0 < amount <= idea.call.development_grant:
        raise InvalidInput(_("The call gives at most %(most)s.") % {"most": money(idea.call.development_grant)}, field="amount")
    if not timezone.localdate(idea.decided_at) <= paid_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day between the invitation and today."), field="paid_on")
    idea.development_paid, idea.development_paid_on, idea.development_paid_by = amount, paid_on, by
    idea.save(update_fields=["development_paid", "development_paid_on", "development_paid_by", "updated_at"])
    record(target=idea, amount=amount, paid_on=paid_on)
    return idea


def _move(idea: Idea, state: IdeaState) -> Idea:
    idea = Idea.objects.lock(idea.pk)
    IDEA.check(idea.state, state)
    idea.state = state
    return idea


@action("grants.idea.supported")
def support_idea(*, idea: Idea, by, now: datetime, comment: str = "") -> IdeaSupport:
    """A resident says "we need this" (S0-67), once; saying it again changes only the sentence."""
    idea = Idea.objects.lock(idea.pk)
    if not idea.takes_support(now):
        raise StateConflict(_("Residents are no longer asked about this idea."))
    support, is_new = IdeaSupport.objects.update_or_create(
        idea=idea, person=by, defaults={"comment": comment.strip()}, create_defaults={"comment": comment.strip(), "given_at": now}
    )
    if is_new:
        Idea.objects.filter(pk=idea.pk).update(support_count=F("support_count") + 1)
    record(target=idea)
    return support


@action("grants.idea.support_taken_back")
def take_support_back(*, idea: Idea, by, now: datetime) -> None:
    """The resident no longer says so: the row is gone, the number smaller. Twice changes nothing more."""
    idea = Idea.objects.lock(idea.pk)
    if not idea.takes_support(now):
        raise StateConflict(_("Residents are no longer asked about this idea."))
    removed, _rows = IdeaSupport.objects.filter(idea=idea, person=by).delete()
    if removed:
        Idea.objects.filter(pk=idea.pk).update(support_count=F("support_count") - 1)
        record(target=idea)


@action("grants.idea_offer.made")
def offer_help(*, idea: Idea, kind: OfferKind, text: str, by, now: datetime, community: Community | None = None) -> IdeaOffer:
    """Somebody brings a room, hours, money or a merger to an idea. The letter goes through the portal."""
    idea = Idea.objects.lock(idea.pk)
    if not idea.is_public or idea.state in (IdeaState.DECLINED, IdeaState.WITHDRAWN):
        raise StateConflict(_("This idea takes no offers."))
    if community and community.pk == idea.community_id:
        raise InvalidInput(_("This is the community whose idea it is. Choose another."), field="community")
    if idea.offers.filter(offered_by=by, answered_at=None).exists():
        raise StateConflict(_("Your earlier offer waits for a reply."))
    if len("".join(text.split())) < 10:
        raise InvalidInput(_("Say in a sentence what you can bring and when."), field="text")
    offer = IdeaOffer.objects.create(idea=idea, community=community, kind=kind, text=text.strip(), offered_at=now, offered_by=by)
    record(target=offer, idea=idea)
    notify("grants.idea_offered", subject=offer, now=now)
    return offer


@action("grants.idea_offer.answered")
def answer_offer(*, offer: IdeaOffer, is_accepted: bool, reply: str, by, now: datetime) -> IdeaOffer:
    """The community with the idea takes the offer or thanks for it. Taken, both see whom to write to."""
    offer = IdeaOffer.objects.lock(offer.pk)
    if offer.answered_at:
        raise StateConflict(_("The offer is answered already; somebody in your community was faster."))
    if not reply.strip():
        raise InvalidInput(_("Write a few words in reply."), field="reply")
    offer.is_accepted, offer.reply, offer.answered_at, offer.answered_by = is_accepted, reply.strip(), now, by
    offer.save(update_fields=["is_accepted", "reply", "answered_at", "answered_by", "updated_at"])
    record(target=offer, is_accepted=is_accepted)
    notify("grants.idea_offer_answered", subject=offer, now=now)
    return offer


def _require_first_round(call: Call, now: datetime) -> None:
    if not takes_ideas(call, now):
        raise DeadlinePassed(_("The call takes no ideas now."))


def _check_estimate(call: Call, estimate: Decimal) -> None:
    if estimate > call.largest_grant:
        raise InvalidInput(_("This call gives less to one project. Write the sum you would ask of it."), field="estimate")
