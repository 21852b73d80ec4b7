from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, Neighbourhood
from participation.actions.voices import recount
from participation.enums import ConsultationState, OpinionState, Promise, VoiceKind
from participation.models import Consultation, Opinion
from participation.queries.document import paragraph_for
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
from portal.ui.plain_text import plain_text

LONGEST_OPINION = 20_000
FEWEST_REPRESENTED = 2
"""One person is no community."""

WORDS = ("text", "experience", "proposal")


class Said(TypedDict, total=False):
    """What an opinion says: the same when it is sent, typed in by an officer, and changed by its author."""

    text: str
    experience: str
    proposal: str
    publish_name: bool
    attachment: File | None
    residents_represented: int | None
    how_agreed: str
    agreed_on: date | None
    evidence: File | None
    also_represents: list[Neighbourhood]


JOINT_ALONE = {"residents_represented": None, "how_agreed": "", "agreed_on": None, "evidence": None}


@action("participation.opinion.submitted")
def submit_opinion(
    *,
    consultation: Consultation,
    form_token: UUID,
    by,
    now: datetime,
    name: str = "",
    email: str = "",
    language: str = "lv",
    community: Community | None = None,
    paragraph_key: int | None = None,
    **said: Unpack[Said],
) -> Opinion:
    """Take an opinion that arrived at ``now``. The same form sent twice gives the same opinion.

    From a signed-in person it counts at once; a guest (``by`` is a ``Guest``) confirms by e-mail first. Raises
    ``DeadlinePassed`` once the consultation is closed, ``StateConflict`` before it opens, ``InvalidInput`` for a text
    that is blank or too long, for a joint opinion that does not say how it was agreed, and for a paragraph that reads
    otherwise by now.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    if known := Opinion.objects.filter(form_token=form_token).first():
        return known
    _check_open(consultation, now)
    is_guest = isinstance(by, Guest)
    opinion = Opinion(
        consultation=consultation,
        paragraph=paragraph_for(consultation, paragraph_key) if paragraph_key else None,
        author=None if is_guest else by,
        author_name=name,
        author_email=email,
        language=language,
        state=OpinionState.UNCONFIRMED if is_guest else OpinionState.RECEIVED,
        submitted_at=now,
        confirmed_at=None if is_guest else now,
        form_token=form_token,
    )
    _say(opinion, community, said)
    if is_guest:
        notify("participation.opinion_confirm", subject=opinion, now=now)
    else:
        _receive(opinion, now)
    return opinion


@action("participation.opinion.entered")
def enter_opinion(
    *,
    consultation: Consultation,
    channel: str,
    received_at: datetime,
    form_token: UUID,
    by,
    now: datetime,
    name: str = "",
    email: str = "",
    community: Community | None = None,
    **said: Unpack[Said],
) -> Opinion:
    """An officer types in what came on paper, by phone or in a meeting (S4-151); the clock runs from its receipt.

    What came in time may be typed in after closing. Raises ``InvalidInput`` for a moment of receipt that is still to
    come or outside the consultation's time, and for words as ``submit_opinion`` does.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    if known := Opinion.objects.filter(form_token=form_token).first():
        return known
    if received_at > now:
        raise InvalidInput(_("It cannot have been received later than now."), field="received_at")
    if not consultation.is_open(received_at):
        raise InvalidInput(
            _("At that time the consultation did not take opinions. Type in when it was really received."), field="received_at"
        )
    opinion = Opinion(
        consultation=consultation,
        author_name=name,
        author_email=email,
        channel=channel,
        entered_by=by,
        submitted_at=received_at,
        confirmed_at=received_at,
        form_token=form_token,
    )
    _say(opinion, community, said)
    _receive(opinion, now)
    return opinion


def _check_open(consultation: Consultation, now: datetime) -> None:
    if consultation.state == ConsultationState.PUBLISHED and now < consultation.opens_at:
        raise StateConflict(_("This consultation is not open yet. Come back when it opens; the day stands on its page."))
    if not consultation.is_open(now):
        raise DeadlinePassed(
            _("This consultation is closed, so the opinion could not be taken. Write to the contact person named here.")
        )


def _say(opinion: Opinion, community: Community | None, said: Said) -> None:
    """Check the words, write them on the opinion, save and record it."""
    words = {name: plain_text(said.get(name, "")) for name in WORDS}
    if not any(character.isalnum() for character in words["text"]):
        raise InvalidInput(_("Write your opinion."), field="text")
    for name, text in words.items():
        if len(text) > LONGEST_OPINION:
            raise InvalidInput(
                _("The text has %(length)s characters; at most %(limit)s can be sent. Attach the longer text as a file.")
                % {"length": len(text), "limit": LONGEST_OPINION},
                field=name,
            )
    joint = {name: said.get(name, nothing) for name, nothing in JOINT_ALONE.items()} if community else JOINT_ALONE
    if community:
        _check_agreement(joint, opinion.submitted_at)
    facts = {"publish_name": said.get("publish_name", False), "attachment": said.get("attachment")}
    for name, value in (words | joint | facts).items():
        setattr(opinion, name, value)
    opinion.community = community
    opinion.voice = VoiceKind.JOINT if community else VoiceKind.INDIVIDUAL
    opinion.full_clean(validate_unique=False)
    opinion.save()
    opinion.also_represents.set(said.get("also_represents", ()) if community else ())
    record(target=opinion, consultation=opinion.consultation, voice=opinion.voice, channel=opinion.channel)


def _check_agreement(joint: dict, sent_at: datetime) -> None:
    if not (joint["how_agreed"].strip() and (joint["residents_represented"] or 0) >= FEWEST_REPRESENTED):
        raise InvalidInput(
            _("A joint opinion names its community, how it was agreed and how many it speaks for."), field="how_agreed"
        )
    if joint["agreed_on"] is None:
        raise InvalidInput(_("Say on which day the opinion was agreed."), field="agreed_on")
    if joint["agreed_on"] > timezone.localdate(sent_at):
        raise InvalidInput(_("It cannot have been agreed later than it was sent."), field="agreed_on")


@action("participation.opinion.confirmed")
def confirm_opinion(*, opinion: Opinion, by=None, now: datetime) -> Opinion:
    """The guest opened the link: the opinion counts, its clock starts. Opening it again changes nothing.

    An opinion sent in time counts also when its link is opened after closing. Raises ``StateConflict`` when it was
    withdrawn meanwhile, ``InvalidInput`` when its term was over a moment ago and it is erased.
    """
    opinion = Opinion.objects.select_for_update(of=("self",)).filter(pk=opinion.pk).first()
    if opinion is None:
        raise InvalidInput(_("The opinion of this link no longer exists. Send it again."))
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
    consultation, received_at = opinion.consultation, opinion.confirmed_at
    receipt = issue_receipt(subject=opinion, now=received_at)
    first = consultation.neighbourhoods.order_by("name_sort").values_list("pk", flat=True).first()
    open_obligation(
        kind=Promise.OPINION_ANSWER,
        subject=opinion,
        holder=consultation.unit,
        received_at=received_at,
        label=consultation.title,
        number=receipt.number,
        address=plain_path(opinion),
        staff_address=plain_reverse("admin:participation_opinion_change", opinion.pk),
        neighbourhood_key=first,
    )
    recount(consultation)
    notify("participation.opinion_received", subject=opinion, now=now)


@action("participation.opinion.edited")
def edit_opinion(*, opinion: Opinion, by, now: datetime, **said: Unpack[Said]) -> Opinion:
    """The author says it better, until the consultation closes; what was said before stays in the history.

    Raises ``StateConflict`` once it is answered or withdrawn, ``DeadlinePassed`` after closing, ``InvalidInput`` as
    ``submit_opinion`` does. The clock stays as it is.
    """
    opinion = Opinion.objects.select_related("consultation", "community").lock(opinion.pk)
    if opinion.state == OpinionState.ANSWERED:
        raise StateConflict(_("The opinion has been answered already, so it can no longer be changed."))
    if opinion.state not in (OpinionState.RECEIVED, OpinionState.HIDDEN):
        raise StateConflict(_("This opinion does not count, so there is nothing to change. Send a new one."))
    if not opinion.consultation.is_open(now):
        raise DeadlinePassed(_("The consultation is closed, so the opinion can no longer be changed. It counts as it stands."))
    opinion.edited_at = now
    _say(opinion, opinion.community, said)
    recount(opinion.consultation)
    return opinion


@action("participation.opinion.unconfirmed_erased")
def erase_unconfirmed_opinion(*, opinion: Opinion, now: datetime) -> None:
    """Nobody opened the link within its term: what the guest wrote goes, as the letter promised."""
    unconfirmed = Opinion.objects.filter(pk=opinion.pk, state=OpinionState.UNCONFIRMED)
    opinion = unconfirmed.select_for_update(of=("self",)).first()
    if opinion is None:  # confirmed or erased a moment ago
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
    OPINION.check(opinion.state, OpinionState.WITHDRAWN)
    opinion.state = OpinionState.WITHDRAWN
    opinion.save(update_fields=["state", "updated_at"])
    record(target=opinion)
    reason = _("withdrawn by the author")
    cancel_obligation(kind=Promise.OPINION_ANSWER, subject=opinion, reason=reason, now=now)
    for moderation in opinion.moderations.appealed():
        cancel_obligation(kind=Promise.MODERATION_APPEAL, subject=moderation, reason=reason, now=now)
    recount(opinion.consultation)
    return opinion


@action("participation.opinion.evidence_read")
def read_evidence(*, opinion: Opinion, by, now: datetime) -> None:
    """An officer opened the minutes or the list of names behind a joint opinion."""
    record(target=opinion)
