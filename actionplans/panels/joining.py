"""Joined actions on a person's own pages, in the own data and in the erasure."""

from actionplans.models import Joining
from actionplans.queries.joining import OWN
from actionplans.workflow import ACTION
from portal.notifications.models import Message
from portal.ui.panels import Panel, Slot, facts, fill_slot


def _joined(user, now):
    own = Joining.objects.joined().filter(user=user)[:5]
    return [facts(own, key="pk", what="action__what", plan="action__plan__title", progress="action__progress")]


@fill_slot(Slot.MANS, rows=_joined)
def joined_actions(request, *, rows, now):
    lines = [one | {"status": ACTION.status(one["progress"]), "token": OWN.token_for(one["key"])} for one in rows]
    return [Panel("actionplans/partials/mans_joinings.html", {"joinings": lines}, order=46)] if lines else []


@fill_slot(Slot.OWN_DATA)
def own_joinings(person):
    rows = Joining.objects.filter(user=person).for_list()
    return [
        (
            "joined_actions",
            [
                {
                    "action": str(row.action), "plan": row.action.plan.title, "time": row.time, "offer": row.offer,
                    "state": row.state, "asked_at": row.asked_at.isoformat(),
                }
                for row in rows
            ],
        )
    ]  # fmt: skip


@fill_slot(Slot.ERASURE)
def forget_joinings(person, *, check_only: bool, now):
    """Whoever goes takes part in nothing any more; how many took part is told by those who stay."""
    if not check_only:
        own = Joining.objects.filter(user=person)
        for joining in own:
            Message.objects.about(joining).delete()
        own.delete()
    return []
