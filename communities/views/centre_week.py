"""What is taken and what is free: one centre's week, and the week of them all."""

from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from communities.models import ResourceCentre
from communities.queries.booking import Resource, week_of, weeks_of
from communities.queries.opening import ONE_DAY, days_of_week
from portal.ui.paging import read_page

SEES_BOOKINGS = "communities.see_inside_centre"
CENTRES_PER_PAGE = 100


def _day(request) -> date:
    """The day asked for, or today: an address somebody mistyped still shows a week."""
    today = timezone.localdate(request.arrived_at)
    try:
        day = parse_date(request.GET.get("diena", "")) or today
    except ValueError:
        return today
    return min(max(day, date(2020, 1, 6)), date(2100, 1, 1))


@login_not_required
def centre_week(request, slug):
    """Taken and free without names; members of the community and officers see who."""
    centre = get_object_or_404(ResourceCentre.objects.taking_bookings().for_list(), slug=slug)
    items = [item for item in centre.equipment.all() if item.is_bookable]
    wanted = request.GET.get("iekarta", "")
    equipment = next((item for item in items if str(item.pk) == wanted), None if centre.is_bookable else items[0])
    context = {
        "centre": centre,
        "week": week_of(Resource(centre, equipment), _day(request), request.arrived_at),
        "equipment": equipment,
        "items": items,
        "sees_who": request.user.has_perm(SEES_BOOKINGS, centre),
        "chosen": urlencode({"iekarta": equipment.pk}) if equipment else "",
    }
    return render(request, "communities/centre_week.html", context)


@login_not_required
def centres_week(request):
    """Where there is room in a week: every place and everything lent, one line each."""
    centres = read_page(
        ResourceCentre.objects.taking_bookings().for_list(), ("name_sort", "pk"), CENTRES_PER_PAGE,
        after=request.GET.get("pec", ""), before=request.GET.get("pirms", ""),
    )  # fmt: skip
    days = days_of_week(_day(request))
    context = {
        "weeks": weeks_of(centres.rows, days[0], request.arrived_at),
        "page": centres,
        "days": days,
        "monday": days[0],
        "previous": days[0] - 7 * ONE_DAY,
        "following": days[0] + 7 * ONE_DAY,
    }
    return render(request, "communities/centres_week.html", context)
