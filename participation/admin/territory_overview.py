from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.territory_overview import make_overview, print_overview
from participation.models import TerritoryOverview
from participation.queries.territory_overview import OVERVIEW
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.admin import OfficialAdmin, Step


@admin.register(TerritoryOverview)
class TerritoryOverviewAdmin(OfficialAdmin):
    """Saving a new one prints it; a later printing shows the communities as they are by then."""

    list_display = ("planner", "created_at", "made_by")
    search_fields = ("planner",)
    autocomplete_fields = ("neighbourhoods",)
    fields = ("planner", "neighbourhoods")
    steps = (
        Step(
            name="drukat",
            label=_("Print again with today's data"),
            permission="participation.add_territoryoverview",
            perform=lambda overview, **who: print_overview(overview=overview, **who),
            done=_("A new version is being made."),
        ),
    )

    def is_locked(self, overview) -> bool:
        return True

    def side_context(self, request, overview):
        return {
            "side_template": "admin/participation/overview_side.html",
            "document": Document.objects.latest_of(OVERVIEW, overview),
            "entries": timeline(overview, public=False),
        }

    def save_model(self, request, obj, form, change):
        """Made by its action, which asks for the document."""
        made = make_overview(
            planner=form.cleaned_data["planner"],
            neighbourhoods=form.cleaned_data["neighbourhoods"],
            by=request.user,
            now=timezone.now(),
        )
        obj.pk = made.pk
        obj.refresh_from_db()
