"""The overview of communities for a planner from outside, in Latvian document form (S4-90)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.models import TerritoryOverview
from participation.queries.territory_overview import OVERVIEW, territory_of
from portal.documents.kinds import DocumentKind, register_document


def overview_context(overview: TerritoryOverview) -> dict:
    places = list(overview.neighbourhoods.for_page().order_by("name_sort"))
    return vars(territory_of(places, timezone.now()))


register_document(
    DocumentKind(
        key=OVERVIEW,
        label=_("Overview of communities for a planner"),
        template="participation/documents/territory_overview.html",
        context=overview_context,
        title=lambda overview: f"Kopienu pārskats izstrādātājam: {overview.planner}",
        file_name=lambda overview: f"kopienu-parskats-{overview.pk}",
        may_view=lambda user, overview: True,
    )
)
