import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from grants.models import Application, Call, CoFinancingFund, CoFinancingRequest, SubsidyClaim, SubsidyScheme
from portal.ui.filters import PortalFilterSet, WordsFilter


class CallFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    laiks = django_filters.ChoiceFilter(
        label=_("When"), method="in_time", empty_label=_("all"),
        choices=[("atverts", _("open now")), ("slegts", _("closed"))],
    )  # fmt: skip

    class Meta:
        model = Call
        fields = []

    def in_time(self, rows, name, value):
        now = timezone.now()
        return rows.open(now) if value == "atverts" else rows.filter(closes_at__lte=now)


class ProjectFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    apkaime = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), field_name="neighbourhood", to_field_name="slug",
        queryset=Neighbourhood.objects.filter(is_active=True), empty_label=_("all"),
    )  # fmt: skip
    konkurss = django_filters.ModelChoiceFilter(
        label=_("Call"),
        field_name="call",
        to_field_name="slug",
        queryset=Call.objects.exclude(state="draft"),
        empty_label=_("all"),
    )

    class Meta:
        model = Application
        fields = []


class CoFinancingFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    gads = django_filters.ModelChoiceFilter(
        label=_("Year"), field_name="fund", to_field_name="year", queryset=CoFinancingFund.objects.public(),
        empty_label=_("all"),
    )  # fmt: skip

    class Meta:
        model = CoFinancingRequest
        fields = []


class SubsidyFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), folded="community__folded")
    gads = django_filters.ModelChoiceFilter(
        label=_("Year"), field_name="scheme", to_field_name="year", queryset=SubsidyScheme.objects.public(), empty_label=_("all")
    )
    limenis = django_filters.NumberFilter(label=_("Level"), field_name="tier__position", min_value=1, max_value=20)

    class Meta:
        model = SubsidyClaim
        fields = []
