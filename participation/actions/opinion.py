from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from communities.models import Community
from participation.enums import Channel, ConsultationState, OpinionState, Promise, VoiceKind
from participation.models import Consultation, Opinion
from participation.workflow import OPINION
from portal.audit.actions import Guest, action, record
from portal.audit.erasure import blank_history
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.files.actions import erase
from portal.files.models import File
from portal.notifications.actions import notify
from portal.notifications.models import Message
from portal.obligations.actions import cancel_obligation, open_obligation
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse

LONGEST_OPINION = 20_000
FEWEST_REPRESENTED = 2
"""One person is no community."""


@action("participation.opinion.submitted")
def submit_opinion(
    *,
    consultation: Consultation,
    text: str,
    form_token: UUID,
    by,
    now: datetime,
    name: str = "",
    email: str = "",
    language: str = "lv",
    publish_name: bool = False,
    community: Community | None = None,
    residents_represented: int | None = None,
    how_agreed: str = "",
    attachment: File | None = None,
    channel: str = Channel.WEB,
    entered_by=None,
) -> Opinion:
    """Take an opinion that arrived at ``now``. The same form sent twice gives the same opinion.

    From a signed-in person, or typed in by staff, it counts at once; a guest (``by`` is a ``Guest``) confirms by
    e-mail first. Raises ``DeadlinePassed`` once the consultation is closed, ``StateConflict`` before it opens,
    ``InvalidInput`` for a text that is blank or too long, or a joint opinion that does not say how it was agreed.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    known = Opinion.objects.filter(form_token=form_token).first()
    if known:
        return known
    if consultation.state == ConsultationState.PUBLISHED and now < consultation.opens_at:
        raise StateConflict(_("This consultation is not open yet. Come back when it opens; the day stands on its page."))
    if not consultation.is_open(now):
        raise DeadlinePassed(
            _("This consultation is closed, so the opinion could not be taken. Write to the contact person named here.")
        )
    if not any(character.isalnum() for character in text):
        raise InvalidInput(_("Write your opinion."), field="text")
    if len(text) > LONGEST_OPINION:
        raise InvalidInput(
            _("The text has %(length)s characters; at most %(limit)s can be sent. Attach the longer text as a file.")
            % {"length": len(text), "limit": LONGEST_OPINION},
            field="text",
        )
    if community and not (how_agreed.strip() and (residents_represented or 0) >= FEWEST_REPRESENTED):
        raise InvalidInput(
            _("A joint opinion names its community, how it was agreed and how many it speaks for."), field="how_agreed"
        )
    is_guest = isinstance(by, Guest)
    opinion = Opinion(
        consultation=consultation,
        voice=VoiceKind.JOINT if community else VoiceKind.INDIVIDUAL,
        author=None if is_guest or entered_by else by,
        author_name=name,
        author_email=email,
        language=language,
        publish_name=publish_name,
        community=community,
        residents_represented=residents_represented if community else None,
        how_agreed=how_agreed if community else "",
        text=text.strip(),
        attachment=attachment,
        channel=channel,
        entered_by=entered_by,
        state=OpinionState.UNCONFIRMED if is_guest else OpinionState.RECEIVED,
        submitted_at=now,
        confirmed_at=None if is_guest else now,
        form_token=form_token,
    )
    opinion.full_clean(validate_unique=False)
    opinion.save()
    record(target=opinion, consultation=consultation, voice=opinion.voice, channel=channel)
    if is_guest:
        notify("participation.opinion_confirm", subject=opinion, now=now)
    else:
        _receive(opinion, now)
    return opinion


@action("participation.opinion.confirmed")
def confirm_opinion(*, opinion: Opinion, by=None, now: datetime) -> Opinion:
    """The guest opened the link: the opinion counts, its clock starts. Opening it again changes nothing.

    An opinion sent in time counts also when its link is opened after closing. Raises ``StateConflict`` when it was
    withdrawn meanwhile.
    """
    opinion = Opinion.objects.lock(opinion.pk)
    if opinion.state in (OpinionState.RECEIVED, OpinionState.ANSWERED, OpinionState.HIDDEN):
        return opinion
    OPINION.check(opinion.state, OpinionState.RECEIVED)
    opinion.state, opinion.confirmed_at = OpinionState.RECEIVED, now
    opinion.save(update_fields=["state", "confirmed_at", "updated_at"])
    record(target=opinion)
    _receive(opinion, now)
    return opinion


def _receive(opinion: Opinion, now: datetime) -> None:
    """Number, clock, counters and the letter that tells them."""
    consultation = opinion.consultation
    receipt = issue_receipt(subject=opinion, now=now)
    first = consultation.neighbourhoods.order_by("name_sort").values_list("pk", flat=True).first()
    open_obligation(
        kind=Promise.OPINION_ANSWER,
        subject=opinion,
        holder=consultation.unit,
        received_at=opinion.confirmed_at or now,
        label=consultation.title,
        number=receipt.number,
        address=plain_path(opinion),
        staff_address=plain_reverse("admin:participation_opinion_change", opinion.pk),
        neighbourhood_key=first,
    )
    _count(consultation, opinion, +1)
    notify("participation.opinion_received", subject=opinion, now=now)


def _count(consultation: Consultation, opinion: Opinion, step: int) -> None:
    """Keep the consultation's counters: joint opinions and those they speak for apart from individual ones."""
    if opinion.is_joint:
        changes = {
            "joint_count": F("joint_count") + step,
            "represented_count": F("represented_count") + step * opinion.residents_represented,
        }
    else:
        changes = {"individual_count": F("individual_count") + step}
    Consultation.objects.filter(pk=consultation.pk).update(**changes)


@action("participation.opinion.unconfirmed_erased")
def erase_unconfirmed_opinion(*, opinion: Opinion, now: datetime) -> None:
    """Nobody opened the link within its term: what the guest wrote goes, as the letter promised."""
    opinion = Opinion.objects.lock(opinion.pk)
    if opinion.state != OpinionState.UNCONFIRMED:
        return
    record(target=opinion)
    Message.objects.about(opinion).delete()
    pk, attachment = opinion.pk, opinion.attachment
    opinion.delete()
    blank_history(Opinion, [pk])
    if attachment:
        erase(attachment, now=now)


@action("participation.opinion.withdrawn")
def withdraw_opinion(*, opinion: Opinion, by, now: datetime) -> Opinion:
    """The author takes it back, any time before the answer; it no longer counts and nobody owes an answer."""
    opinion = Opinion.objects.lock(opinion.pk)
    if opinion.state == OpinionState.ANSWERED:
        raise StateConflict(_("The opinion has been answered already, so it can no longer be withdrawn."))
    was_counted = opinion.state == OpinionState.RECEIVED
    OPINION.check(opinion.state, OpinionState.WITHDRAWN)
    opinion.state = OpinionState.WITHDRAWN
    opinion.save(update_fields=["state", "updated_at"])
    record(target=opinion)
    cancel_obligation(kind=Promise.OPINION_ANSWER, subject=opinion, reason=_("withdrawn by the author"), now=now)
    if was_counted:
        _count(opinion.consultation, opinion, -1)
    return opinion
