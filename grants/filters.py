import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.lookups import PlaceFilter
from grants.enums import ApplicantKind, ApplicationState
from grants.models import Application, Call, CoFinancingFund, CoFinancingRequest, Idea, SubsidyClaim, SubsidyScheme
from portal.ui.filters import NamesFilter, PortalFilterSet, WordsFilter


class CallFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    laiks = django_filters.ChoiceFilter(
        label=_("When"), method="in_time", empty_label=_("all"),
        choices=[("atverts", _("open now")), ("gaidams", _("opens soon")), ("slegts", _("closed"))],
    )  # fmt: skip
    pieteicejs = django_filters.ChoiceFilter(
        label=_("Who may apply"), method="open_to", choices=ApplicantKind.choices, empty_label=_("all")
    )

    class Meta:
        model = Call
        fields = []

    def in_time(self, rows, name, value):
        now = timezone.now()
        if value == "atverts":
            return rows.open(now)
        return rows.filter(opens_at__gt=now) if value == "gaidams" else rows.filter(closes_at__lte=now)

    def open_to(self, rows, name, value):
        return rows.filter(eligible_applicants__contains=[value])


class ProjectFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    apkaime = PlaceFilter(field_name="neighbourhood")
    konkurss = NamesFilter(label=_("Call"), field_name="call", column="title", queryset=Call.objects.exclude(state="draft"))
    statuss = django_filters.ChoiceFilter(
        label=_("State"), field_name="state", empty_label=_("all"),
        choices=[
            (ApplicationState.FUNDED, _("under way")),
            (ApplicationState.CLOSED, _("finished")),
            (ApplicationState.ENDED, ApplicationState.ENDED.label),
        ],
    )  # fmt: skip

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


class IdeaFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    konkurss = NamesFilter(
        label=_("Call"), field_name="call", column="title", kept_as="names_with_ideas",
        queryset=Call.objects.filter(ideas_until__isnull=False).exclude(state="draft"),
    )  # fmt: skip
    apkaime = PlaceFilter(field_name="neighbourhood")

    class Meta:
        model = Idea
        fields = []
