from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from participation.actions.voices import recount
from participation.enums import OpinionState, Promise
from participation.models import Answer, Moderation, Opinion
from participation.workflow import OPINION
from portal.accounts.roles import Role
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.municipality.models import Unit
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.receipts import receipt_of
from portal.ui.links import plain_reverse
from portal.ui.plain_text import plain_text
from portal.ui.visibility import Visibility

SHORTEST_REASON = 20


@action("participation.opinion.hidden")
def hide_opinion(*, opinion: Opinion, reason: str, by, now: datetime) -> Moderation:
    """Take an opinion out of public sight for a reason everybody can read; its author is told and may object.

    It still gets its answer; an answered one keeps it. Raises ``StateConflict`` when it is hidden already or does not
    count, ``InvalidInput`` for a reason that says nothing.
    """
    opinion = Opinion.objects.lock(opinion.pk)
    if opinion.hidden_reason:
        raise StateConflict(_("This opinion is hidden already; somebody was faster than you."))
    if opinion.state != OpinionState.ANSWERED:
        OPINION.check(opinion.state, OpinionState.HIDDEN)
        opinion.state = OpinionState.HIDDEN
    opinion.hidden_reason = _reason(reason)
    _save_sight(opinion)
    moderation = Moderation.objects.create(opinion=opinion, reason=opinion.hidden_reason, hidden_at=now, hidden_by=by)
    record(target=opinion, reason=opinion.hidden_reason)
    recount(opinion.consultation)
    notify("participation.opinion_hidden", subject=moderation, now=now)
    return moderation


def _save_sight(opinion: Opinion) -> None:
    """Keep whether everybody may read the opinion; its answer, if it has one, is read where the opinion is."""
    opinion.save(update_fields=["state", "hidden_reason", "updated_at"])
    Answer.objects.published().filter(opinion=opinion).update(is_public=opinion.is_public)


def _reason(reason: str) -> str:
    reason = plain_text(reason)
    if len(reason) < SHORTEST_REASON:
        raise InvalidInput(
            _("Say in at least %(number)s characters why: everybody reads the reason.") % {"number": SHORTEST_REASON},
            field="reason",
        )
    return reason


@action("participation.opinion.shown")
def show_opinion(*, opinion: Opinion, by, now: datetime) -> Opinion:
    """Show a hidden opinion again. An objection that waited for a decision has got what it asked for."""
    opinion = Opinion.objects.lock(opinion.pk)
    moderation = _current(opinion)
    if opinion.state == OpinionState.HIDDEN:
        opinion.state = OpinionState.RECEIVED
    opinion.hidden_reason = ""
    _save_sight(opinion)
    moderation.ended_at, moderation.ended_by = now, by
    moderation.save(update_fields=["ended_at", "ended_by", "updated_at"])
    record(target=opinion)
    cancel_obligation(kind=Promise.MODERATION_APPEAL, subject=moderation, reason=_("shown again"), now=now)
    recount(opinion.consultation)
    notify("participation.opinion_shown", subject=moderation, now=now)
    return opinion


def _current(opinion: Opinion) -> Moderation:
    moderation = opinion.moderations.current().select_for_update(of=("self",)).first()
    if moderation is None:
        raise StateConflict(_("This opinion is not hidden."))
    return moderation


@action("participation.opinion.appealed")
def appeal_hiding(*, opinion: Opinion, objection: str, by, now: datetime) -> Moderation:
    """The author objects to the hiding, once. Who hid it does not decide: the head of the unit does, or a coordinator."""
    opinion = Opinion.objects.lock(opinion.pk)
    if opinion.state == OpinionState.WITHDRAWN:
        raise StateConflict(_("The opinion is withdrawn, so there is nothing to object to."))
    moderation = _current(opinion)
    if moderation.appealed_at:
        raise StateConflict(_("You have objected already. The decision comes by e-mail."))
    objection = plain_text(objection)
    if len(objection) < SHORTEST_REASON:
        raise InvalidInput(_("Say why the opinion should be shown."), field="objection")
    unit = opinion.consultation.unit
    moderation.objection, moderation.appealed_at = objection, now
    moderation.reviewer = _reviewer(unit, moderation.hidden_by_id)
    moderation.save(update_fields=["objection", "appealed_at", "reviewer", "updated_at"])
    record(target=opinion)
    open_obligation(
        kind=Promise.MODERATION_APPEAL,
        subject=moderation,
        holder=moderation.reviewer or unit,
        unit=unit,
        received_at=now,
        label=opinion.consultation.title,
        number=receipt_of(opinion).number,
        address=plain_reverse("obligations:receipt_lookup"),
        staff_address=plain_reverse("admin:participation_opinion_change", opinion.pk),
        visibility=Visibility.STAFF,
    )
    notify("participation.moderation_appealed", subject=moderation, now=now)
    return moderation


def _reviewer(unit: Unit, hidden_by_id: int):
    """The head of the unit, or a coordinator; never the one who hid it. None: the unit finds somebody."""
    if unit.head and unit.head.is_active and unit.head_id != hidden_by_id:
        return unit.head
    coordinators = get_user_model().objects.filter(roles__contains=[Role.COORDINATOR], is_active=True)
    return coordinators.exclude(pk=hidden_by_id).order_by("pk").first()


@action("participation.opinion.appeal_decided")
def decide_appeal(*, opinion: Opinion, shows_again: bool, decision: str, by, now: datetime) -> Moderation:
    """Decide on the objection and tell the author why. Raises ``StateConflict`` for the one who hid the opinion."""
    opinion = Opinion.objects.lock(opinion.pk)
    moderation = _current(opinion)
    if moderation.appealed_at is None or moderation.decided_at:
        raise StateConflict(_("No objection waits for a decision here."))
    if moderation.hidden_by_id == by.pk:
        raise StateConflict(_("You hid this opinion, so somebody else decides on the objection."))
    decision = plain_text(decision)
    if len(decision) < SHORTEST_REASON:
        raise InvalidInput(_("Say why you decide so: the author reads it."), field="decision")
    moderation.decision, moderation.decided_at, moderation.decided_by = decision, now, by
    moderation.save(update_fields=["decision", "decided_at", "decided_by", "updated_at"])
    record(target=opinion, shows_again=shows_again)
    fulfil_obligation(kind=Promise.MODERATION_APPEAL, subject=moderation, now=now)
    if shows_again:
        show_opinion(opinion=opinion, by=by, now=now)
    else:
        notify("participation.appeal_refused", subject=moderation, now=now)
    return moderation
