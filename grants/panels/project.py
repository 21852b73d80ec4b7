"""Funded projects on the pages of places and communities."""

from django.db.models import OuterRef

from communities.queries.cooperation import TRACES
from grants.models import Application
from portal.db import only_columns
from portal.ui.panels import Panel, Slot, fill_slot

SHOWN = 5


def _latest(**where) -> list[Application]:
    """What their rows show, and nothing else."""
    projects = Application.objects.projects().filter(**where).order_by("-submitted_at")
    shown = ("title", "summary", "state", "community__name", "neighbourhood__name", "decision__amount")
    return list(only_columns(projects, *shown)[:SHOWN])


@fill_slot(Slot.NEIGHBOURHOOD)
def projects_here(place, *, now):
    projects = _latest(neighbourhood=place)
    return [Panel("grants/partials/projects.html", {"projects": projects}, order=60)] if projects else []


@fill_slot(Slot.COMMUNITY)
def projects_of(community, *, now):
    projects = _latest(community=community)
    return [Panel("grants/partials/projects.html", {"projects": projects}, order=30)] if projects else []


TRACES.register("project", Application.objects.projects().filter(community=OuterRef("pk")))
