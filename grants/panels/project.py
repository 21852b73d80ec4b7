"""Funded projects on the pages of places and communities."""

from django.db.models import OuterRef

from communities.queries.cooperation import TRACES
from grants.models import Application
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.NEIGHBOURHOOD)
def projects_here(request, place):
    projects = list(Application.objects.projects().filter(neighbourhood=place).for_list().order_by("-submitted_at")[:5])
    return [Panel("grants/partials/projects.html", {"projects": projects}, order=60)] if projects else []


@fill_slot(Slot.COMMUNITY)
def projects_of(request, community):
    projects = list(Application.objects.projects().filter(community=community).for_list().order_by("-submitted_at")[:5])
    return [Panel("grants/partials/projects.html", {"projects": projects}, order=30)] if projects else []


TRACES.register("project", Application.objects.projects().filter(community=OuterRef("pk")))
