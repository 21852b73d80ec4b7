import django_filters
from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementKind, CentreSetting, CommunityStage, LegalForm, TermKind
from communities.models import Agreement, Community, GoodPractice, Neighbourhood, ResourceCentre, Term
from portal.ui.filters import PortalFilterSet, WordsFilter

PUBLIC_STAGES = [choice for choice in CommunityStage.choices if choice[0] != CommunityStage.IDENTIFIED]


class NeighbourhoodFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "description"))
    blivs = django_filters.ChoiceFilter(
        label=_("Densely populated"),
        field_name="is_dense",
        empty_label=_("all"),
        choices=[("True", _("Yes")), ("False", _("No"))],
    )

    class Meta:
        model = Neighbourhood
        fields = []


class CommunityFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "uniting"))
    apkaime = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), field_name="neighbourhoods", to_field_name="slug",
        queryset=Neighbourhood.objects.filter(is_active=True), empty_label=_("all"),
    )  # fmt: skip
    stadija = django_filters.ChoiceFilter(label=_("Stage"), field_name="stage", choices=PUBLIC_STAGES, empty_label=_("all"))
    forma = django_filters.ChoiceFilter(label=_("Legal form"), field_name="legal_form", choices=LegalForm, empty_label=_("all"))

    class Meta:
        model = Community
        fields = []


class ResourceCentreFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "host", "description"))
    vieta = django_filters.ChoiceFilter(label=_("Setting"), field_name="setting", choices=CentreSetting, empty_label=_("all"))
    piemers = django_filters.ChoiceFilter(
        label=_("Where"), field_name="is_reference", empty_label=_("all"),
        choices=[("False", _("in this municipality")), ("True", _("examples from Latgale"))],
    )  # fmt: skip

    class Meta:
        model = ResourceCentre
        fields = []


def _terms(kind: str):
    return Term.objects.filter(kind=kind)


class GoodPracticeFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "challenge", "story"))
    temturis = django_filters.ModelChoiceFilter(
        label=_("Hashtag"), field_name="tags", to_field_name="slug", queryset=_terms(TermKind.TAG), empty_label=_("all")
    )
    riks = django_filters.ModelChoiceFilter(
        label=_("Culture tool"), field_name="tools", to_field_name="slug", queryset=_terms(TermKind.TOOL), empty_label=_("all")
    )
    aspekts = django_filters.ModelChoiceFilter(
        label=_("Resilience aspect"), field_name="aspects", to_field_name="slug", queryset=_terms(TermKind.ASPECT),
        empty_label=_("all"),
    )  # fmt: skip

    class Meta:
        model = GoodPractice
        fields = []


class AgreementFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=AgreementKind, empty_label=_("all"))

    class Meta:
        model = Agreement
        fields = []
