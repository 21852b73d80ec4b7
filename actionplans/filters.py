import django_filters
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan, PlanTemplate
from portal.ui.filters import PortalFilterSet, WordsFilter


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
