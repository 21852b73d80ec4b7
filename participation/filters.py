import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import ParticipationLevel
from communities.models import Neighbourhood
from participation.enums import ConsultationKind, Outcome
from participation.models import Answer, Consultation, Forum, Submission
from portal.municipality.models import Unit
from portal.ui.filters import PortalFilterSet, WordsFilter


def _places():
    return Neighbourhood.objects.filter(is_active=True)


class ConsultationFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    laiks = django_filters.ChoiceFilter(
        label=_("When"), method="in_time", empty_label=_("all"),
        choices=[("atverta", _("open now")), ("gaidama", _("opens soon")), ("slegta", pgettext_lazy("consultation", "closed"))],
    )  # fmt: skip
    apkaime = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), field_name="neighbourhoods", to_field_name="slug", queryset=_places(), empty_label=_("all")
    )
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=ConsultationKind, empty_label=_("all"))
    pakape = django_filters.ChoiceFilter(label=_("Level"), field_name="level", choices=ParticipationLevel, empty_label=_("all"))

    class Meta:
        model = Consultation
        fields = []

    def in_time(self, rows, name, value):
        now = timezone.now()
        return {"atverta": rows.open, "gaidama": rows.upcoming, "slegta": rows.closed}[value](now)


class ForumFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "place"))
    apkaime = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), field_name="neighbourhood", to_field_name="slug", queryset=_places(), empty_label=_("all")
    )

    class Meta:
        model = Forum
        fields = []


class ProposalFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "text"))
    apkaime = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), field_name="neighbourhood", to_field_name="slug", queryset=_places(), empty_label=_("all")
    )
    atbilde = django_filters.ChoiceFilter(
        label=_("Answer"), method="answered", empty_label=_("all"),
        choices=[("gaida", _("waits for an answer")), ("ir", _("answered"))],
    )  # fmt: skip

    class Meta:
        model = Submission
        fields = []

    def answered(self, rows, name, value):
        return rows.waiting() if value == "gaida" else rows.filter(state="answered")


class AnswerFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("reason",))
    iznakums = django_filters.ChoiceFilter(label=_("Outcome"), field_name="outcome", choices=Outcome, empty_label=_("all"))
    nodala = django_filters.ModelChoiceFilter(
        label=_("Unit"), field_name="unit", to_field_name="slug", queryset=Unit.objects.active(), empty_label=_("all")
    )

    class Meta:
        model = Answer
        fields = []
