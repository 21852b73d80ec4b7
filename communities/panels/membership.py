"""What waits for the person's own word: an invitation, a leadership to take over."""

from django.utils.translation import gettext_lazy as _

from communities.models import Handover, Invitation
from communities.models.membership import INVITATION_TERM
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Slot, facts, fill_slot


def _invitations(user, now):
    working = Invitation.objects.waiting().filter(email__iexact=user.email, invited_at__gt=now - INVITATION_TERM)
    return [facts(working, key="pk", name="community__name", at="invited_at")]


@fill_slot(Slot.MANS_DUE, rows=_invitations)
def invited_to_join(request, *, rows, now):
    text = _("You are invited to join.")
    return [
        DueItem(one["name"], plain_reverse("communities:invitation", one["key"]), text, one["at"] + INVITATION_TERM, order=30)
        for one in rows
    ]


def _handovers(user, now):
    return [facts(Handover.objects.waiting().filter(successor__user=user), name="community__name", slug="community__slug")]


@fill_slot(Slot.MANS_DUE, rows=_handovers)
def asked_to_lead(request, *, rows, now):
    text = _("You are asked to lead the community.")
    return [DueItem(one["name"], plain_reverse("communities:handover", one["slug"]), text, order=10) for one in rows]
