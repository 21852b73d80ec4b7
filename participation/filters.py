from datetime import timedelta

import django_filters
from django.db.models import Q
from django.forms import DateInput, HiddenInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import ParticipationLevel
from communities.lookups import PlaceFilter
from communities.models import Community
from participation.enums import (
    Audience,
    CampaignState,
    Clarified,
    ConsultationKind,
    DraftStage,
    OpinionState,
    Outcome,
    ProposalTarget,
    Stage,
    Subject,
    SubmissionKind,
    SubmissionState,
    SurveyAudience,
    TaskState,
    Theme,
    VoiceKind,
)
from participation.models import (
    Announcement,
    Answer,
    BudgetCampaign,
    Consultation,
    DraftDecision,
    Forum,
    MeetingTask,
    Opinion,
    Paragraph,
    Submission,
    Survey,
)
from participation.models.submission_kind import PUBLIC_KINDS
from portal.municipality.models import Unit
from portal.obligations.clock import end_of_day
from portal.ui.filters import NamesFilter, PortalFilterSet, WordsFilter


def _own_communities(request):
    return Community.objects.of_member(request.user)


DAY = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ConsultationFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    laiks = django_filters.ChoiceFilter(
        label=_("When"), method="in_time", empty_label=_("all"),
        choices=[
            ("atverta", _("open now")), ("gaidama", _("opens soon")), ("slegta", pgettext_lazy("consultation", "closed")),
            ("atcelta", pgettext_lazy("consultation", "cancelled")),
        ],
    )  # fmt: skip
    apkaime = PlaceFilter(field_name="neighbourhoods")
    vieta = WordsFilter(label=pgettext_lazy("consultation", "Place"), columns=("place",))
    kam = django_filters.ChoiceFilter(label=_("For whom"), method="for_audience", empty_label=_("all"), choices=Audience)
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=ConsultationKind, empty_label=_("all"))
    temats = django_filters.ChoiceFilter(
        label=pgettext_lazy("consultation", "Subject"), field_name="subject", choices=Subject, empty_label=_("all")
    )
    posms = django_filters.ChoiceFilter(
        label=pgettext_lazy("consultation", "Stage"), field_name="stage", choices=Stage, empty_label=_("all")
    )
    pakape = django_filters.ChoiceFilter(label=_("Level"), field_name="level", choices=ParticipationLevel, empty_label=_("all"))

    class Meta:
        model = Consultation
        fields = []

    def in_time(self, rows, name, value):
        now = timezone.now()
        if value == "atcelta":
            return rows.cancelled()
        return {"atverta": rows.open, "gaidama": rows.upcoming, "slegta": rows.closed}[value](now)

    def for_audience(self, rows, name, value):
        return rows.filter(audiences__contains=[value])


class ContributionFilter(PortalFilterSet):
    """Filters of one consultation's opinions; its documents' paragraphs are offered as they stand now."""

    punkts = django_filters.ModelChoiceFilter(
        label=_("Paragraph"), method="of_paragraph", queryset=Paragraph.objects.none(), empty_label=_("all")
    )
    balss = django_filters.ChoiceFilter(label=_("Voice"), field_name="voice", choices=VoiceKind, empty_label=_("all"))
    atbilde = django_filters.ChoiceFilter(
        label=_("Answer"), method="answered", empty_label=_("all"),
        choices=[("gaida", _("waits for an answer")), *Outcome.choices],
    )  # fmt: skip

    class Meta:
        model = Opinion
        fields = []

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        paragraphs = Paragraph.objects.of(consultation).newest().select_related("version__document")
        self.filters["punkts"].queryset = paragraphs.order_by("version__document", "number")

    def of_paragraph(self, rows, name, value):
        return rows.filter(paragraph__key=value.key, paragraph__version__document=value.version.document_id)

    def answered(self, rows, name, value):
        if value == "gaida":
            return rows.exclude(answer__published_at__isnull=False)
        return rows.filter(answer__outcome=value, answer__published_at__isnull=False)


class ForumFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "place"))
    apkaime = PlaceFilter(method="in_place")

    def in_place(self, rows, name, value):
        return rows.filter(pk__in=Forum.objects.about(value).values("pk"))

    class Meta:
        model = Forum
        fields = []


class TaskFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title",))
    stavoklis = django_filters.ChoiceFilter(label=_("State"), field_name="state", choices=TaskState, empty_label=_("all"))
    apkaime = PlaceFilter(field_name="neighbourhood")
    nodala = NamesFilter(label=_("Unit"), field_name="unit", kept_as="active", queryset=Unit.objects.active())

    class Meta:
        model = MeetingTask
        fields = []


class AnnouncementFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "text"))
    apkaime = PlaceFilter(field_name="neighbourhoods")

    class Meta:
        model = Announcement
        fields = []


class ProposalFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "text"))
    apkaime = PlaceFilter(field_name="neighbourhood")
    atbilde = django_filters.ChoiceFilter(
        label=_("Answer"), method="answered", empty_label=_("all"),
        choices=[("gaida", _("waits for an answer")), ("ir", _("answered")), ("izpildits", _("carried out"))],
    )  # fmt: skip
    tema = django_filters.ChoiceFilter(label=_("Theme"), field_name="theme", choices=Theme, empty_label=_("all"))
    merkis = django_filters.ChoiceFilter(
        label=_("Proposal for"), field_name="target", choices=ProposalTarget, empty_label=_("all")
    )
    veids = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kind", empty_label=_("all"),
        choices=[(kind.value, kind.label) for kind in (SubmissionKind.PROPOSAL, SubmissionKind.COLLECTIVE)],
    )  # fmt: skip
    kampana = NamesFilter(
        label=_("Budget campaign"), field_name="campaign", column="title", queryset=BudgetCampaign.objects.public()
    )
    vieta = django_filters.CharFilter(label=pgettext_lazy("proposal", "Place"), field_name="place", lookup_expr="iexact")

    class Meta:
        model = Submission
        fields = []

    def answered(self, rows, name, value):
        if value == "izpildits":
            return rows.filter(carried_out_on__isnull=False)
        return rows.waiting() if value == "gaida" else rows.filter(state="answered")


class OwnSubmissionFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "text"))
    veids = django_filters.ChoiceFilter(label=_("Kind"), field_name="kind", choices=SubmissionKind, empty_label=_("all"))
    stavoklis = django_filters.ChoiceFilter(label=_("State"), field_name="state", choices=SubmissionState, empty_label=_("all"))

    class Meta:
        model = Submission
        fields = []


class CampaignFilter(PortalFilterSet):
    gads = django_filters.NumberFilter(label=_("Budget of the year"), field_name="year")
    stavoklis = django_filters.ChoiceFilter(
        label=_("State"), field_name="state", empty_label=_("all"),
        choices=[(state.value, state.label) for state in (CampaignState.PUBLISHED, CampaignState.CLOSED)],
    )  # fmt: skip

    class Meta:
        model = BudgetCampaign
        fields = []


class OwnOpinionFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("text",))
    stavoklis = django_filters.ChoiceFilter(label=_("State"), field_name="state", choices=OpinionState, empty_label=_("all"))
    kopiena = django_filters.ModelChoiceFilter(
        label=_("Community"), field_name="community", to_field_name="slug", queryset=_own_communities, empty_label=_("all")
    )  # fmt: skip

    class Meta:
        model = Opinion
        fields = []


class AnswerFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("reason", "next_step"))
    iznakums = django_filters.ChoiceFilter(label=_("Outcome"), field_name="outcome", choices=Outcome, empty_label=_("all"))
    nodala = NamesFilter(label=_("Unit"), field_name="unit", kept_as="active", queryset=Unit.objects.active())
    apkaime = PlaceFilter(method="in_place")
    veids = django_filters.ChoiceFilter(
        label=_("Kind"), method="of_kind", empty_label=_("all"),
        choices=[("opinion", _("opinion")), *((kind, SubmissionKind(kind).label) for kind in PUBLIC_KINDS)],
    )  # fmt: skip
    no = django_filters.DateFilter(label=_("Answered from"), method="answered_from", widget=DAY)
    lidz = django_filters.DateFilter(label=_("Answered until"), method="answered_until", widget=DAY)
    skaidro = django_filters.ChoiceFilter(
        label=_("Explanation that clears up"), method="clears_up", choices=Clarified, empty_label=_("all")
    )
    apstridets = django_filters.ChoiceFilter(
        label=_("Disputed"), method="disputed", empty_label=_("all"),
        choices=[("gaida", _("waits for a second look")), ("ir", _("looked at again"))],
    )  # fmt: skip
    grupa = django_filters.NumberFilter(field_name="batch", widget=HiddenInput)

    def in_place(self, rows, name, place):
        consulted = Consultation.neighbourhoods.through.objects.filter(neighbourhood=place).values("consultation")
        return rows.filter(Q(opinion__consultation__in=consulted) | Q(submission__neighbourhood=place))

    def of_kind(self, rows, name, kind):
        return rows.filter(opinion__isnull=False) if kind == "opinion" else rows.filter(submission__kind=kind)

    def answered_from(self, rows, name, day):
        return rows.filter(published_at__gte=end_of_day(day - timedelta(days=1)))

    def answered_until(self, rows, name, day):
        return rows.filter(published_at__lt=end_of_day(day))

    def clears_up(self, rows, name, value):
        return rows.filter(clarifies__contains=[value])

    def disputed(self, rows, name, value):
        return rows.filter(dispute__isnull=False, dispute__decided_at__isnull=value == "gaida")

    class Meta:
        model = Answer
        fields = []


class SurveyFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    laiks = django_filters.ChoiceFilter(
        label=_("When"), method="in_time", empty_label=_("all"),
        choices=[("atverta", _("open now")), ("gaidama", _("opens soon")), ("slegta", pgettext_lazy("survey", "closed"))],
    )  # fmt: skip
    apkaime = PlaceFilter(field_name="neighbourhoods")
    kam = django_filters.ChoiceFilter(
        label=_("Who may answer"), field_name="audience", choices=SurveyAudience, empty_label=_("all")
    )

    class Meta:
        model = Survey
        fields = []

    def in_time(self, rows, name, value):
        now = timezone.now()
        return {"atverta": rows.open, "gaidama": rows.upcoming, "slegta": rows.closed}[value](now)


class DraftDecisionFilter(PortalFilterSet):
    meklet = WordsFilter(label=_("Words"), columns=("title", "summary"))
    posms = django_filters.ChoiceFilter(
        label=pgettext_lazy("consultation", "Stage"), field_name="stage", choices=DraftStage, empty_label=_("all")
    )
    apkaime = PlaceFilter(field_name="neighbourhoods")
    par = django_filters.ChoiceFilter(label=_("About"), field_name="subject", choices=Subject, empty_label=_("all"))

    class Meta:
        model = DraftDecision
        fields = []
