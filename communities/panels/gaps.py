"""What neighbourhoods lack: this app's part of the list, and the officers' queue."""

from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from communities.queries.gaps import gaps_of, own_gaps
from portal.ui.cache import kept
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot

fill_slot(Slot.NEIGHBOURHOOD_GAPS)(lambda keys, *, now: own_gaps(keys, now))


@fill_slot(Slot.ADMIN_TASKS)
def neighbourhoods_with_gaps(request, *, now):
    if not request.user.has_perm("communities.change_neighbourhood"):
        return []
    count = kept("communities.neighbourhoods_with_gaps", lambda: len(gaps_of(Neighbourhood.objects.in_use(), now)))
    context = {
        "title": _("Neighbourhoods with gaps"),
        "url": plain_reverse("admin:communities_neighbourhood_gaps"),
        "count": count,
        "rows": [],
        "empty": _("A forum, a contact person, a visit or an answer is missing there.")
        if count
        else _("Every neighbourhood has what it needs."),
    }
    return [Panel("", context, order=60)]
