import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import (
    AccessFeature,
    AgreementKind,
    CentreSetting,
    CommunityStage,
    CouncilKind,
    EventKind,
    LegalForm,
    NoticeCategory,
    NoticeKind,
    SupportAudience,
    SupportForm,
    SupportKind,
    TermKind,
)
from communities.lookups import PlaceFilter
from communities.models import (
    Agreement,
    Community,
    ConsultationSlot,
    Council,
    Equipment,
    Event,
    ExchangeNotice,
    GoodPractice,
    Neighbourhood,
    ResourceCentre,
    SupportInstrument,
    Term,
)
from communities.models.agreement import PUBLIC_STATES
from communities.queries.opening import open_on
from communities.workflow import AGREEMENT
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
    meklet = WordsFilter(label=_("Words"), folded="folded")
    apkaime = PlaceFilter(field_name="neighbourhoods")
    stadija = django_filters.ChoiceFilter(label=_("Stage"), field_name="stage", choices=PUBLIC_STAGES, empty_label=_("all"))
    forma = django_filters.ChoiceFilter(label=_("Legal form"), field_name="legal_form", choices=LegalForm, empty_label=_("all"))
    pieredze = django_filters.ChoiceFilter(
        label=_("Shares experience"), field_name="is_mentor", choices=[("True", _("Yes"))], empty_label=_("all")
    )

    class Meta:
        model = Community
        fields = []


class EquipmentWordsFilter(WordsFilter):
    """Centres that keep a thing of these words."""

    def filter(self, rows, value):
        found = super().filter(Equipment.objects.all(), value)
        return rows.filter(pk__in=found.values("centre")) if value else rows


class ResourceCentreFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "host", "description"))
    aprikojums = EquipmentWordsFilter(label=_("Equipment"), columns=("name",))
    atverts = django_filters.DateFilter(
        label=_("Open on"), method="open_on_day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    vieta = django_filters.ChoiceFilter(label=_("Setting"), field_name="setting", choices=CentreSetting, empty_label=_("all"))
    piemers = django_filters.ChoiceFilter(
        label=_("Where"), field_name="is_reference", empty_label=_("all"),
        choices=[("False", _("in this municipality")), ("True", _("examples from Latgale"))],
    )  # fmt: skip

    rezervejams = django_filters.ChoiceFilter(
        label=_("Can be booked"), method="bookable", empty_label=_("all"), choices=[("ja", _("Yes"))]
    )
    pieejams = django_filters.MultipleChoiceFilter(
        label=_("Accessible by"), method="accessible_by", choices=AccessFeature, widget=forms.CheckboxSelectMultiple
    )

    def open_on_day(self, rows, _name, day):
        return open_on(rows, day)

    def bookable(self, rows, _name, _value):
        return rows.taking_bookings()

    def accessible_by(self, rows, _name, features):
        return rows.filter(access_features__contains=features)

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


PUBLIC_KINDS = [choice for choice in AgreementKind.choices if choice[0] != AgreementKind.DELEGATION]
PUBLIC_AGREEMENT_STATES = [(state.value, AGREEMENT.status(state).public) for state in PUBLIC_STATES]


class AgreementFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=PUBLIC_KINDS, empty_label=_("all"))
    stavoklis = django_filters.ChoiceFilter(
        label=_("State"), method="in_state", choices=PUBLIC_AGREEMENT_STATES, empty_label=_("all")
    )

    def in_state(self, agreements, name, state):
        """By the clock: what ended yesterday is not in force today."""
        return agreements.in_state(state, timezone.localdate())

    class Meta:
        model = Agreement
        fields = []


class NoticeFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "text"))
    veids = django_filters.ChoiceFilter(label=_("Offer or need"), field_name="kind", choices=NoticeKind, empty_label=_("all"))
    kategorija = django_filters.ChoiceFilter(
        label=_("What kind of thing"), field_name="category", choices=NoticeCategory, empty_label=_("all")
    )
    apkaime = PlaceFilter(field_name="community__neighbourhoods")

    class Meta:
        model = ExchangeNotice
        fields = []


class EventFilter(PortalFilterSet):
    """What is still to come, unless the visitor asks for what was."""

    meklet = WordsFilter(label=_("Words"), columns=("title", "summary", "place"))
    laiks = django_filters.ChoiceFilter(
        label=_("When"), method="at_time", empty_label=_("still to come"),
        choices=[("bijusie", _("past")), ("visi", _("all, past ones too"))],
    )  # fmt: skip
    apkaime = PlaceFilter(field_name="neighbourhoods")
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=EventKind, empty_label=_("all"))
    grupa = django_filters.ModelChoiceFilter(
        label=_("Especially for"), field_name="target_groups", to_field_name="slug", queryset=_terms(TermKind.GROUP),
        empty_label=_("all"),
    )  # fmt: skip
    rikotajs = django_filters.ChoiceFilter(
        label=_("Organiser"), method="of_organiser", empty_label=_("all"),
        choices=[("kopiena", _("communities")), ("pasvaldiba", _("municipality"))],
    )  # fmt: skip

    class Meta:
        model = Event
        fields = []

    def at_time(self, rows, name, value):
        return rows.past(timezone.now()) if value == "bijusie" else rows

    def of_organiser(self, rows, name, value):
        return rows.filter(unit__isnull=value == "kopiena")

    def filter_queryset(self, rows):
        rows = super().filter_queryset(rows)
        return rows if self.form.cleaned_data["laiks"] else rows.still_to_come(timezone.now())


class SupportFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "summary", "terms"))
    veids = django_filters.ChoiceFilter(label=_("Kind of support"), field_name="kind", choices=SupportKind, empty_label=_("all"))
    forma = django_filters.ChoiceFilter(label=_("Form of support"), field_name="form", choices=SupportForm, empty_label=_("all"))
    kam = django_filters.ChoiceFilter(
        label=_("For whom"), method="for_audience", empty_label=_("all"),
        choices=[choice for choice in SupportAudience.choices if choice[0] != SupportAudience.BOTH],
    )  # fmt: skip

    class Meta:
        model = SupportInstrument
        fields = []

    def for_audience(self, rows, name, value):
        return rows.filter(audience__in=(value, SupportAudience.BOTH))


class CouncilFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("name", "purpose"))
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=CouncilKind, empty_label=_("all"))
    apkaime = PlaceFilter(field_name="neighbourhoods")

    class Meta:
        model = Council
        fields = []


class ConsultationSlotFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("topic", "place"))
    devejs = django_filters.ChoiceFilter(
        label=_("Who gives advice"), method="given_by", empty_label=_("all"),
        choices=[("pasvaldiba", _("the municipality")), ("nvo", _("NGO centre"))],
    )  # fmt: skip

    def given_by(self, rows, _name, giver):
        return rows.filter(unit__isnull=giver == "nvo")

    class Meta:
        model = ConsultationSlot
        fields = []
