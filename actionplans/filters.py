import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.enums import ActionStatus
from actionplans.models import Action, CreativePartner, Indicator, Plan, PlanTemplate, Reading
from actionplans.queries.monitoring import late_readings, stale_actions, stale_indicators
from communities.enums import TermKind
from communities.models import Term
from portal.ui.filters import NamesFilter, PortalFilterSet, WordsFilter


class PlanNameFilter(NamesFilter):
    """What belongs to one plan."""

    def __init__(self, *args, **kwargs):
        plans = Plan.objects.order_by("-year_from", "-pk")
        super().__init__(*args, label=_("Plan"), column="title", queryset=plans, **kwargs)


class PlanFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "story"))
    veids = django_filters.ModelChoiceFilter(
        label=_("Kind of plan"),
        field_name="template",
        to_field_name="slug",
        queryset=PlanTemplate.objects.all(),
        empty_label=_("all"),
    )

    class Meta:
        model = Plan
        fields = []


class ActionFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("what", "who"))
    plans = PlanNameFilter(field_name="plan")
    statuss = django_filters.ChoiceFilter(
        label=_("Progress"), field_name="progress", choices=ActionStatus, empty_label=_("any")
    )  # fmt: skip
    pievienoties = django_filters.BooleanFilter(
        label=_("One can join"), method="filter_open", widget=forms.CheckboxInput
    )  # fmt: skip

    noklusets = django_filters.BooleanFilter(
        label=_("Nothing told for half a year"), method="filter_stale", widget=forms.CheckboxInput
    )  # fmt: skip

    class Meta:
        model = Action
        fields = []

    def filter_open(self, rows, name, value):
        return rows.open_to_join() if value else rows

    def filter_stale(self, rows, name, value):
        return rows.filter(stale_actions(timezone.localdate())) if value else rows


class IndicatorFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "source"))
    plans = PlanNameFilter(field_name="goal__plan")
    vertibas = django_filters.ChoiceFilter(
        label=_("Values"), method="filter_values", empty_label=_("any"),
        choices=[("kavejas", _("late")), ("novecojusas", _("none for two periods"))],
    )  # fmt: skip

    class Meta:
        model = Indicator
        fields = []

    def filter_values(self, rows, name, value):
        if value == "novecojusas":
            return rows.filter(stale_indicators(timezone.localdate()))
        return rows.filter(pk__in=late_readings(timezone.now()))


class ReadingFilter(PortalFilterSet):
    plans = PlanNameFilter(field_name="indicator__goal__plan")
    gads = django_filters.NumberFilter(
        label=_("Year"), field_name="measured_on", lookup_expr="year", min_value=2000, max_value=2100
    )

    class Meta:
        model = Reading
        fields = []


class CreativePartnerFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "offer", "experience"))
    nozare = django_filters.ModelChoiceFilter(
        label=_("Sector"), field_name="sectors", to_field_name="slug", queryset=Term.objects.filter(kind=TermKind.SECTOR),
        empty_label=_("all"),
    )  # fmt: skip
    riks = django_filters.ModelChoiceFilter(
        label=_("Culture tool"), field_name="tools", to_field_name="slug", queryset=Term.objects.filter(kind=TermKind.TOOL),
        empty_label=_("all"),
    )  # fmt: skip

    class Meta:
        model = CreativePartner
        fields = []
