"""The columns of this app's exports."""

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from portal.ui.exports import ExportResource


class PlanResource(ExportResource):
    title = Field("title", column_name=_("Plan"))
    template = Field("template__name", column_name=_("Kind"))
    state = Field("get_state_display", column_name=_("State"))
    year_from = Field("year_from", column_name=_("From"))
    year_to = Field("year_to", column_name=_("To"))
    goals = Field("goal_count", column_name=_("Goals"))
    actions = Field("action_count", column_name=_("Actions"))
