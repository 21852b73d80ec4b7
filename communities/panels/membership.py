"""What waits for the person's own word: an invitation, a leadership to take over."""

from django.utils.translation import gettext_lazy as _

from communities.models import Handover, Invitation
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Slot, fill_slot


def _asked_of(user, now):
    return (
        Invitation.objects.waiting().filter(email__iexact=user.email).select_related("community"),
        Handover.objects.waiting().filter(successor__user=user).select_related("community"),
    )


@fill_slot(Slot.MANS_DUE, when=_asked_of)
def asked_of_me(request, *, now):
    invitations, handovers = _asked_of(request.user, now)
    return [
        *(
            DueItem(
                one.community.name, plain_reverse("communities:invitation", one.pk), _("You are invited to join."),
                one.works_until, order=30,
            )
            for one in invitations
            if now < one.works_until
        ),
        *(
            DueItem(
                one.community.name, plain_reverse("communities:handover", one.community.slug),
                _("You are asked to lead the community."), order=10,
            )
            for one in handovers
        ),
    ]  # fmt: skip
