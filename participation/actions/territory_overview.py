from collections.abc import Iterable
from datetime import datetime

from communities.models import Neighbourhood
from participation.models import TerritoryOverview
from participation.queries.territory_overview import OVERVIEW
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.documents.models import Document


@action("participation.territory_overview.made")
def make_overview(*, planner: str, neighbourhoods: Iterable[Neighbourhood], by, now: datetime) -> TerritoryOverview:
    """Tell a planner from outside who lives and acts in the territory (S4-90)."""
    overview = TerritoryOverview.objects.create(planner=planner, made_by=by)
    overview.neighbourhoods.set(neighbourhoods)
    record(target=overview)
    request_document(OVERVIEW, subject=overview, now=now)
    return overview


@action("participation.territory_overview.printed")
def print_overview(*, overview: TerritoryOverview, by, now: datetime) -> Document:
    """The next version, with the communities as they are today."""
    record(target=overview)
    return request_document(OVERVIEW, subject=overview, now=now)
