"""The commission's sitting: from proposals that move freely to minutes, and to letters that go out together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from grants.actions.call import close_decisions
from grants.actions.decision import SHORTEST_REASON, check_amount, decide
from grants.documents.reasons import reason_by_rank
from grants.enums import ApplicationState, CallState, DecisionOutcome, SittingState
from grants.models import Application, Attendance, Call, DiscussionNote, Sitting, SittingItem
from grants.queries.money import purse_of
from grants.queries.ranking import RankedApplication, criterion_points
from grants.queries.sitting import open_ranking, out_by_conflict, protocol_of, quorum
from grants.workflow import SITTING
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.ui.money import to_cents

FEWEST_DECIDING = 2


@dataclass(frozen=True)
class Proposal:
    """What is typed beside one application: without a reason of its own, the ranking is the reason."""

    outcome: str
    amount: Decimal = Decimal(0)
    reason: str = ""
    abstaining: frozenset[int] = frozenset()


@action("grants.sitting.opened")
def open_sitting(*, call: Call, held_at: datetime, place: str, by, now: datetime) -> Sitting:
    """Begin a sitting with an empty list of those present. One sitting of a call at a time."""
    call = Call.objects.lock(call.pk)
    if call.state != CallState.EVALUATION:
        raise StateConflict(_("The commission sits while the call is being evaluated."))
    if call.sittings.exclude(state=SittingState.SENT).exists():
        raise StateConflict(_("A sitting of this commission is under way already."))
    if not open_ranking(call):
        raise StateConflict(_("No application has its points yet; there is nothing to decide."))
    sitting = Sitting.objects.create(call=call, held_at=held_at, place=place, opened_by=by)
    Attendance.objects.bulk_create(Attendance(sitting=sitting, member=member) for member in call.commission.all())
    record(target=sitting, call=call)
    return sitting


@action("grants.sitting.prepared")
def save_sitting(
    *, sitting: Sitting, present: set[int], course: str, proposals: Mapping[int, Proposal], notes: Mapping[int, str],
    by, now: datetime,
) -> Sitting:  # fmt: skip
    """Keep what the sitting has come to so far. Whether it can end so is checked when it ends."""
    sitting = _lock(sitting)
    sitting.course = course.strip()
    sitting.save(update_fields=["course", "updated_at"])
    sitting.attendance.filter(member__in=present).update(is_present=True)
    sitting.attendance.exclude(member__in=present).update(is_present=False)
    judged = {row.application.pk: row.application for row in open_ranking(sitting.call)}
    sitting.items.exclude(application__in=judged).delete()
    for key in judged.keys() & proposals.keys():
        _propose(sitting, judged[key], proposals[key])
    for key in judged.keys() & notes.keys():
        write_note(application=judged[key], text=notes[key], by=by, now=now)
    record(target=sitting, present=len(present))
    return sitting


def _propose(sitting: Sitting, application: Application, proposal: Proposal) -> None:
    amount = to_cents(proposal.amount or Decimal(0)) if proposal.outcome == DecisionOutcome.FUNDED else Decimal(0)
    item, _created = SittingItem.objects.update_or_create(
        sitting=sitting,
        application=application,
        defaults={"outcome": proposal.outcome, "amount": amount, "reason": proposal.reason.strip()},
    )
    item.abstaining.set(sitting.call.commission.filter(pk__in=proposal.abstaining))


@action("grants.discussion_note.written")
def write_note(*, application: Application, text: str, by, now: datetime) -> DiscussionNote | None:
    """Why the members' points lie far apart, in the words of those who gave them or of the chair. Nothing typed changes
    nothing."""
    application = Application.objects.lock(application.pk)
    known = DiscussionNote.objects.filter(application=application).first()
    if not text.strip() or (known and known.text == text.strip()):
        return known
    if application.state not in (ApplicationState.ELIGIBLE, ApplicationState.EVALUATED):
        raise StateConflict(_("The application is decided; the note can no longer change."))
    note, _created = DiscussionNote.objects.update_or_create(
        application=application, defaults={"text": text.strip(), "written_by": by, "written_at": now}
    )
    record(target=application)
    return note


@action("grants.sitting.ended")
def end_sitting(*, sitting: Sitting, by, now: datetime) -> Sitting:
    """Close the sitting: number and minutes. Nothing is decided for the applicants until the letters are sent.

    Raises ``StateConflict`` while an application lacks its second score, and without a quorum; ``InvalidInput`` for a
    proposal that the rules, the money or a missing reason forbid.
    """
    call = Call.objects.lock(sitting.call_id)
    sitting = _lock(sitting)
    SITTING.check(sitting.state, SittingState.ENDED)
    _check_ready(call)
    _check_quorum(sitting)
    rows, purse = open_ranking(call), purse_of(call)
    _check_declared(sitting, rows)
    items = {item.application_id: item for item in sitting.items.prefetch_related("abstaining")}
    means = criterion_points([row.application.pk for row in rows])
    conflicts = out_by_conflict(call)
    present = set(sitting.attendance.filter(is_present=True).values_list("member", flat=True))
    reserve = 0
    for row in rows:
        item = items.get(row.application.pk)
        if item is None:
            raise InvalidInput(_("There is no proposal for this application: %(title)s.") % {"title": row.application.title})
        deciding = present - conflicts.get(row.application.pk, set()) - {member.pk for member in item.abstaining.all()}
        if len(deciding) < FEWEST_DECIDING:
            raise StateConflict(
                _("At least two members without a conflict of interest must decide on this application: %(title)s.")
                % {"title": row.application.title}
            )
        _check_proposal(row, item, call, purse.left_for(row.application.lot_id))
        purse.take(row.application.lot_id, item.amount)
        reserve += item.outcome == DecisionOutcome.RESERVE
        item.is_by_rank = not item.reason
        item.reason = item.reason or reason_by_rank(row, call, means.get(row.application.pk, []), reserve)
        item.place, item.points, item.bonus = row.place, row.points, row.bonus
        item.save()
    sitting.number = sitting.number or (call.sittings.aggregate(last=Max("number"))["last"] or 0) + 1
    sitting.state, sitting.ended_at = SittingState.ENDED, now
    sitting.save(update_fields=["number", "state", "ended_at", "updated_at"])
    record(target=sitting, number=sitting.number)
    request_document("grants.sitting_minutes", subject=sitting, now=now)
    return sitting


def _check_ready(call: Call) -> None:
    unready = call.applications.filter(
        state__in=(ApplicationState.SUBMITTED, ApplicationState.CLARIFYING, ApplicationState.ELIGIBLE)
    )
    if titles := list(unready.order_by("title_sort").values_list("title", flat=True)[:5]):
        raise StateConflict(
            _("Not checked, or not scored by two members yet: %(titles)s.") % {"titles": ", ".join(titles)}, code="scores"
        )


def _check_quorum(sitting: Sitting) -> None:
    present = sitting.attendance.filter(is_present=True).count()
    needed = quorum(sitting)
    if present < needed:
        raise StateConflict(
            _("The commission has no quorum: %(present)s members are present, at least %(needed)s are needed.")
            % {"present": present, "needed": needed},
            code="quorum",
        )


def _check_declared(sitting: Sitting, rows: list[RankedApplication]) -> None:
    """Who decides has said a word on every application first."""
    on_these = Q(member__declarations__application__in=[row.application.pk for row in rows])
    present = sitting.attendance.filter(is_present=True).select_related("member__user")
    silent = present.annotate(declared=Count("member__declarations", filter=on_these)).filter(declared__lt=len(rows))
    if names := ", ".join(str(one.member) for one in silent):
        raise StateConflict(
            _("Present, but without a word on conflicts of interest: %(names)s.") % {"names": names}, code="undeclared"
        )


def _check_proposal(row: RankedApplication, item: SittingItem, call: Call, left: Decimal) -> None:
    application, key = row.application, row.application.pk
    if row.needs_note and not hasattr(application, "discussion_note"):
        raise InvalidInput(
            _("The members' points lie more than 25 apart; note what was discussed: %(title)s.") % {"title": application.title},
            field=f"note_{key}",
        )
    if item.outcome != DecisionOutcome.REJECTED and not row.above_threshold:
        raise InvalidInput(
            _("The application has %(points)s points; the rules of the call ask for %(threshold)s.")
            % {"points": number_format(row.points), "threshold": number_format(call.threshold)},
            field=f"outcome_{key}",
        )
    if item.outcome == DecisionOutcome.FUNDED:
        try:
            check_amount(application, item.amount, left)
        except InvalidInput as refusal:
            raise InvalidInput(str(refusal), field=f"amount_{key}", code=refusal.code) from refusal
    if _needs_own_reason(row, item) and len("".join(item.reason.split())) < SHORTEST_REASON:
        raise InvalidInput(
            _("This differs from the ranking or from the sum asked for; say why: %(title)s.") % {"title": application.title},
            field=f"reason_{key}",
        )


def _needs_own_reason(row: RankedApplication, item: SittingItem) -> bool:
    is_partial = item.outcome == DecisionOutcome.FUNDED and item.amount < row.application.requested
    return item.outcome != row.outcome or is_partial or bool(item.reason)


@action("grants.sitting.reopened")
def reopen_sitting(*, sitting: Sitting, by, now: datetime) -> Sitting:
    """A draft letter showed a mistake: back to the proposals. The number stays; ending again makes the next version of
    the minutes."""
    sitting = _lock(sitting)
    SITTING.check(sitting.state, SittingState.OPEN)
    sitting.items.filter(is_by_rank=True).update(reason="", is_by_rank=False)
    sitting.state = SittingState.OPEN
    sitting.save(update_fields=["state", "updated_at"])
    record(target=sitting, number=sitting.number)
    return sitting


@action("grants.sitting.sent")
def send_letters(*, sitting: Sitting, by, now: datetime) -> Sitting:
    """Make every proposal a decision, with its letter, all or none; nothing is left open in the call then.

    Raises ``InvalidInput`` when the money was promised elsewhere since the sitting ended.
    """
    call = Call.objects.lock(sitting.call_id)
    sitting = _lock(sitting)
    SITTING.check(sitting.state, SittingState.SENT)
    reserve = 0
    for item in sitting.items.select_related("application").order_by("place"):
        reserve += item.outcome == DecisionOutcome.RESERVE
        decide(
            application=item.application, outcome=item.outcome, amount=item.amount, reason=item.reason,
            protocol=protocol_of(sitting), sitting=sitting, reserve_place=reserve, by=by, now=now,
        )  # fmt: skip
    sitting.state, sitting.sent_at, sitting.sent_by = SittingState.SENT, now, by
    sitting.save(update_fields=["state", "sent_at", "sent_by", "updated_at"])
    record(target=sitting, number=sitting.number)
    close_decisions(call=call, by=by, now=now)
    return sitting


def _lock(sitting: Sitting) -> Sitting:
    return Sitting.objects.select_related("call").lock(sitting.pk)
