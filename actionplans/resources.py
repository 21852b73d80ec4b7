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


class ActionResource(ExportResource):
    plan = Field("plan__title", column_name=_("Plan"))
    code = Field("code", column_name=_("No."))
    what = Field("what", column_name=_("What"))
    who = Field("who", column_name=_("Who"))
    starts_on = Field("starts_on", column_name=_("From"))
    ends_on = Field("ends_on", column_name=_("Until"))
    money = Field("money", column_name=_("Money"))
    people = Field("people", column_name=_("People"))
    progress = Field("get_progress_display", column_name=_("Progress"))
    joined = Field("joined", column_name=_("Joined"))


class IndicatorResource(ExportResource):
    plan = Field("goal__plan__title", column_name=_("Plan"))
    goal = Field("goal__code", column_name=_("Goal"))
    name = Field("name", column_name=_("Indicator"))
    unit = Field("unit", column_name=_("Unit of measure"))
    baseline = Field("baseline", column_name=_("Baseline"))
    baseline_on = Field("baseline_on", column_name=_("Baseline's date"))
    target = Field("target", column_name=_("Target"))
    target_on = Field("target_on", column_name=_("Target's date"))
    latest = Field("latest", column_name=_("Latest value"))
    last_read_on = Field("last_read_on", column_name=_("Measured"))
    frequency = Field("get_frequency_display", column_name=_("How often"))
    source = Field("source", column_name=_("Source"))


class ReadingResource(ExportResource):
    plan = Field("indicator__goal__plan__title", column_name=_("Plan"))
    goal = Field("indicator__goal__code", column_name=_("Goal"))
    indicator = Field("indicator__name", column_name=_("Indicator"))
    unit = Field("indicator__unit", column_name=_("Unit of measure"))
    measured_on = Field("measured_on", column_name=_("Measured"))
    value = Field("value", column_name=_("Value"))
    note = Field("note", column_name=_("Note"))


class CreativePartnerResource(ExportResource):
    name = Field("name", column_name=_("Creative partner"))
    offer = Field("offer", column_name=_("What they offer"))
    sectors = Field(column_name=_("Sectors"))
    email = Field("email", column_name=_("E-mail"))
    website = Field("website", column_name=_("Website"))

    def dehydrate_sectors(self, partner) -> str:
        return ", ".join(str(sector) for sector in partner.sectors.all())
