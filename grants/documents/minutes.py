"""Minutes of a commission's sitting, in Latvian document form (facts 2.7, demo-data 4.20)."""

from django.utils.translation import gettext_lazy as _

from grants.documents.letter import OUTCOME_TEXT
from grants.enums import DecisionOutcome
from grants.models import CommissionMember, ConflictDeclaration, DiscussionNote, Sitting, SittingItem
from grants.queries.sitting import Deciding, deciding_on, quorum
from portal.documents.kinds import DocumentKind, register_document

NOBODY = Deciding([], [], [])


def _line(item: SittingItem, deciding: Deciding, note: DiscussionNote | None) -> dict:
    return {
        "item": item,
        "application": item.application,
        "total": item.points + item.bonus,
        "outcome": OUTCOME_TEXT[DecisionOutcome(item.outcome)],
        "deciding": deciding,
        "note": note.text if note else "",
    }


def minutes_context(sitting: Sitting) -> dict:
    items = list(sitting.items.select_related("application__community", "application__lot").order_by("place"))
    deciding = deciding_on(sitting)
    notes = {one.application_id: one for one in DiscussionNote.objects.filter(application__sitting_items__in=items)}
    attendance = list(sitting.attendance.select_related("member__user"))
    members = [one.member for one in attendance]
    conflicts = ConflictDeclaration.objects.filter(member__call=sitting.call, has_conflict=True)
    return {
        "sitting": sitting,
        "call": sitting.call,
        "chair": _chair(members),
        "present": [one.member for one in attendance if one.is_present],
        "absent": [one.member for one in attendance if not one.is_present],
        "quorum": quorum(sitting),
        "conflicts": conflicts.select_related("member__user", "application").order_by("member", "application__title_sort"),
        "lines": [
            _line(item, deciding.get(item.application_id, NOBODY), notes.get(item.application_id)) for item in items
        ],
        "awarded": sum(item.amount for item in items),
    }  # fmt: skip


def _chair(members: list[CommissionMember]) -> CommissionMember | None:
    return next((one for one in members if one.is_chair), None)


register_document(
    DocumentKind(
        key="grants.sitting_minutes",
        label=_("Minutes of the commission"),
        template="grants/documents/sitting_minutes.html",
        context=minutes_context,
        title=lambda sitting: f"Vērtēšanas komisijas protokols Nr. {sitting.number}: {sitting.call.title}",
        file_name=lambda sitting: f"{sitting.call.slug}-protokols-{sitting.number}",
        may_view=lambda user, sitting: Sitting.objects.visible_to(user).filter(pk=sitting.pk).exists(),
        is_party=lambda user, sitting: user.has_perm("grants.evaluate_call", sitting.call),
    )
)
