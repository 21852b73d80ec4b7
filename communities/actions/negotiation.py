"""How both sides come to one text: it is offered, remarked on, proposed otherwise, agreed on, or taken back."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from communities.actions.agreement import SHORTEST_REASON, check_municipality_writes, replace_clauses, require_complete
from communities.enums import AgreementState, CommitmentParty
from communities.models import Agreement, AgreementComment, AgreementVersion, ClauseBlock, Commitment
from communities.queries.agreement import changed_since, clauses_of, commitments_of, latest_version
from communities.workflow import AGREEMENT
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.search import index


@action("communities.agreement.offered")
def offer_version(*, agreement: Agreement, by, now: datetime, note: str = "") -> AgreementVersion:
    """The municipality puts its text to the community as the next version; the community holds the pen from now on.

    Raises ``StateConflict`` for a delegation contract, which officers write case by case (S4-137).
    """
    agreement = Agreement.objects.lock(agreement.pk)
    if not agreement.is_negotiated:
        raise StateConflict(_("A delegation contract is drawn up by officers case by case; it is not negotiated in the portal."))
    check_municipality_writes(agreement)
    require_complete(agreement)
    last = latest_version(agreement)
    if last and last.side == CommitmentParty.COMMUNITY and not changed_since(last, agreement):
        raise StateConflict(_("This is exactly what the community proposed: agree to it instead of offering it again."))
    version = _new_version(agreement, CommitmentParty.MUNICIPALITY, note, by, now)
    _hand_pen(agreement, CommitmentParty.COMMUNITY)
    record(target=agreement, version=version.number)
    notify("communities.agreement_offered", subject=agreement, now=now, version=version)
    return version


@action("communities.agreement.proposed")
def propose_version(
    *, agreement: Agreement, clauses: list[dict], commitments: list[dict], note: str, based_on: int, by, now: datetime
) -> AgreementVersion:
    """The community puts its wording to the municipality as the next version.

    Raises ``StateConflict`` when the text moved on while it was being typed (``based_on`` is not the latest version).
    """
    agreement = Agreement.objects.lock(agreement.pk)
    last = _check_community_writes(agreement, based_on)
    if not note.strip():
        raise InvalidInput(_("Say what you changed and why, so that the municipality understands it."), field="note")
    if last.clauses == clauses and last.commitments == commitments:
        raise InvalidInput(_("Nothing is changed yet. If the text suits you as it is, agree to it."))
    replace_clauses(agreement, clauses)
    _replace_commitments(agreement, commitments)
    version = _new_version(agreement, CommitmentParty.COMMUNITY, note, by, now)
    _hand_pen(agreement, CommitmentParty.MUNICIPALITY)
    record(target=agreement, version=version.number)
    notify("communities.agreement_proposed", subject=agreement, now=now, version=version)
    return version


@action("communities.agreement.agreed")
def agree_on_version(*, agreement: Agreement, number: int, side: str, by, now: datetime) -> Agreement:
    """The side that holds the pen takes the other's version ``number`` as it is. It can now be printed and signed."""
    agreement = Agreement.objects.lock(agreement.pk)
    if side == CommitmentParty.COMMUNITY:
        version = _check_community_writes(agreement, number)
    else:
        check_municipality_writes(agreement)
        version = latest_version(agreement)
    if version is None or version.number != number or version.side == side:
        raise StateConflict(_("There is no version of the other side to agree to. Look at the latest one."))
    if changed_since(version, agreement):
        raise StateConflict(_("You have changed the text since the community proposed it: offer your wording instead."))
    agreement.agreed_version, agreement.turn = number, CommitmentParty.MUNICIPALITY
    agreement.save(update_fields=["agreed_version", "turn", "updated_at"])
    record(target=agreement, version=number)
    notify("communities.agreement_agreed", subject=agreement, now=now, side=side)
    return agreement


@action("communities.agreement.commented")
def comment_on_version(*, version: AgreementVersion, block: str, text: str, side: str, by, now: datetime) -> AgreementComment:
    """A remark on a part of the latest version, or on all of it (an empty ``block``)."""
    agreement = Agreement.objects.lock(version.agreement_id)
    if not agreement.is_negotiated or agreement.state not in (AgreementState.DRAFT, AgreementState.PUBLISHED):
        raise StateConflict(_("The text is settled, so remarks are no longer taken."))
    if version != latest_version(agreement):
        raise StateConflict(_("There is a newer version by now. Look at it before you remark."))
    if block and block not in ClauseBlock.of_kind(agreement.kind):
        raise InvalidInput(_("Choose a part of this agreement."), field="block")
    if not text.strip():
        raise InvalidInput(_("Write your remark."), field="text")
    comment = AgreementComment.objects.create(version=version, block=block, side=side, text=text.strip(), made_at=now, made_by=by)
    record(target=agreement, version=version.number, part=block)
    notify("communities.agreement_commented", subject=agreement, now=now, comment=comment)
    return comment


@action("communities.agreement.taken_back")
def take_back(*, agreement: Agreement, reason: str, by, now: datetime) -> Agreement:
    """The municipality takes the text back to change it, whether it is being read, settled, public or being signed.

    The reason stands among the remarks. What was published is published anew, and its days are counted anew.
    """
    agreement = Agreement.objects.lock(agreement.pk)
    if agreement.state != AgreementState.DRAFT:
        AGREEMENT.check(agreement.state, AgreementState.DRAFT)
    elif agreement.turn == CommitmentParty.MUNICIPALITY and not agreement.agreed_version:
        raise StateConflict(_("The text is with you already."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(_("Say why the text has to be changed; the community reads it."), field="reason")
    agreement.state, agreement.published_at, agreement.agreed_version = AgreementState.DRAFT, None, None
    agreement.turn = CommitmentParty.MUNICIPALITY
    agreement.save(update_fields=["state", "published_at", "agreed_version", "turn", "updated_at"])
    record(target=agreement, reason=reason.strip())
    if last := latest_version(agreement):
        _remark(last, CommitmentParty.MUNICIPALITY, reason, by, now)
        notify("communities.agreement_taken_back", subject=agreement, now=now)
    index(agreement)
    return agreement


def _check_community_writes(agreement: Agreement, seen: int) -> AgreementVersion:
    """The latest version, if the community holds the pen and has seen exactly that one."""
    last = latest_version(agreement)
    if agreement.state != AgreementState.DRAFT or agreement.agreed_version:
        raise StateConflict(_("The text is settled. Write to the municipality if it has to be changed."))
    if agreement.turn != CommitmentParty.COMMUNITY:
        raise StateConflict(
            _("The text is with the municipality now: it was taken back, or somebody of your community has answered already.")
        )
    if last is None or last.number != seen:
        raise StateConflict(_("There is a newer version of the text. Look at what was changed before you answer."))
    return last


def _new_version(agreement: Agreement, side: str, note: str, by, now: datetime) -> AgreementVersion:
    last = latest_version(agreement)
    return AgreementVersion.objects.create(
        agreement=agreement,
        number=(last.number if last else 0) + 1,
        side=side,
        clauses=clauses_of(agreement),
        commitments=commitments_of(agreement),
        note=note.strip(),
        made_at=now,
        made_by=by,
    )


def _remark(version: AgreementVersion, side: str, text: str, by, now: datetime, block: str = "") -> AgreementComment:
    return AgreementComment.objects.create(version=version, block=block, side=side, text=text.strip(), made_at=now, made_by=by)


def _hand_pen(agreement: Agreement, side: str) -> None:
    agreement.turn = side
    agreement.save(update_fields=["turn", "updated_at"])


def _replace_commitments(agreement: Agreement, commitments: list[dict]) -> None:
    agreement.commitments.all().delete()
    Commitment.objects.bulk_create(
        Commitment(agreement=agreement, party=one["party"], text=one["text"], due_on=date.fromisoformat(one["due_on"]))
        for one in commitments
    )
