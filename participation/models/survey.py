from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, Neighbourhood
from participation.enums import AnswerSet, Barrier, QuestionKind, SurveyAudience, SurveyState
from participation.models.consultation import Consultation
from participation.workflow import SURVEY
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, only_columns
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status, Tone

IN_ROW = (
    "title", "slug", "source", "audience", "summary", "opens_at", "closes_at", "results_at", "results_by", "response_count",
)  # fmt: skip
"""What a row of surveys shows (``survey_row.html``)."""


class SurveyQuerySet(LockingQuerySet):
    def get_by_natural_key(self, slug: str) -> "Survey":
        return self.get(slug=slug)

    def published(self) -> "SurveyQuerySet":
        return self.filter(state=SurveyState.PUBLISHED)

    def visible_to(self, user) -> "SurveyQuerySet":
        return self if user.has_perm("participation.view_survey") else self.published()

    def open(self, now: datetime) -> "SurveyQuerySet":
        """Answers are taken now. At the closing instant itself it is over."""
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)

    def upcoming(self, now: datetime) -> "SurveyQuerySet":
        return self.published().filter(opens_at__gt=now)

    def closed(self, now: datetime) -> "SurveyQuerySet":
        return self.published().filter(closes_at__lte=now)

    def for_members_of(self, communities) -> "SurveyQuerySet":
        return self.filter(audience=SurveyAudience.MEMBERS, communities__in=communities).distinct()

    def for_list(self) -> "SurveyQuerySet":
        """With the names of the neighbourhoods concerned in ``place_names``."""
        return self.select_related("unit").annotate(place_names=Neighbourhood.objects.names_for("surveys"))

    def for_rows(self) -> "SurveyQuerySet":
        """As ``for_list``, with no more columns than a row shows."""
        return only_columns(self.for_list(), *IN_ROW)


@tracked("response_count")
class Survey(TimestampedModel):
    """A questionnaire that residents answer (aptauja); its results come as charts by the promised day.

    Results are shown after closing only: of two states of a running count anybody could work out the answer between
    them. Their number stands outside the history, which names who was signed in when a row was written. A survey of
    somebody else, with its published shares, names its ``source`` and takes no answers here.
    """

    title = models.CharField(_("title"), max_length=90)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=SurveyState, default=SurveyState.DRAFT)
    audience = models.CharField(_("who may answer"), max_length=10, choices=SurveyAudience, default=SurveyAudience.ANONYMOUS)
    summary = models.TextField(_("in short"), help_text=_("Two or three sentences: why it matters to residents."))
    how_to_take_part = models.TextField(
        _("how to take part"), blank=True, help_text=_("Also for those who do not use the internet: where and how.")
    )
    use_of_results = models.TextField(
        _("what happens with the results"), blank=True, help_text=_("Who uses them, for which decision, and when.")
    )
    neighbourhoods = models.ManyToManyField(
        Neighbourhood, related_name="surveys", blank=True, verbose_name=_("neighbourhoods concerned")
    )
    communities = models.ManyToManyField(
        Community, related_name="surveys", blank=True, verbose_name=_("invited communities"),
        help_text=_("When only members may answer: of which communities."),
    )  # fmt: skip
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="surveys", verbose_name=_("belongs to the consultation")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120, blank=True)
    contact_phone = models.CharField(_("contact person's phone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("contact person's e-mail"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    results_by = models.DateField(_("results are published by"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    announced_at = models.DateTimeField(_("readers told"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)
    conclusions = models.TextField(_("what the results say"), blank=True)
    results_at = models.DateTimeField(_("results published at"), null=True, blank=True)
    source = models.CharField(_("source of published shares"), max_length=300, blank=True)
    published_respondents = models.PositiveIntegerField(_("respondents of the source"), null=True, blank=True)
    response_count = models.PositiveIntegerField(_("responses"), default=0, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="survey_closes_after_it_opens",
                violation_error_message=_("The closing must be later than the opening."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | ~Q(source="")
                | Q(unit__isnull=False, results_by__isnull=False, published_at__isnull=False)
                & ~(Q(how_to_take_part="") | Q(use_of_results="") | Q(contact_email="")),
                name="survey_published_is_complete",
                violation_error_message=_("Say who answers for the survey and what happens with its results."),
            ),
            models.CheckConstraint(
                condition=Q(results_at__isnull=True) | ~Q(conclusions=""), name="survey_results_say_something"
            ),
            models.CheckConstraint(
                condition=Q(source="", published_respondents__isnull=True)
                | ~Q(source="") & Q(published_respondents__isnull=False),
                name="survey_source_names_its_respondents",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-closes_at", "-id"], name="survey_recent")]

    class Privacy:
        personal = ("contact_post", "contact_phone", "contact_email")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return path_to("participation:survey_detail", self.slug)

    @property
    def is_reference(self) -> bool:
        """Published elsewhere: only its shares are known, nobody answers it here."""
        return bool(self.source)

    @property
    def is_for_members(self) -> bool:
        return self.audience == SurveyAudience.MEMBERS

    @property
    def asks_email(self) -> bool:
        return self.audience == SurveyAudience.EMAIL

    def is_open(self, now: datetime) -> bool:
        """Whether an answer that arrived at ``now`` counts."""
        return self.state == SurveyState.PUBLISHED and not self.source and self.opens_at <= now < self.closes_at

    def status_at(self, now: datetime) -> Status:
        """The state as a resident sees it: published means coming, open, counted or with results."""
        if self.state != SurveyState.PUBLISHED:
            return SURVEY.status(self.state)
        if self.results_at:
            label = _("results are published")
            return Status("results", label, label, tone=Tone.DONE)
        if now < self.opens_at:
            return Status("upcoming", _("not open yet"), _("opens soon"), tone=Tone.NEUTRAL)
        if now < self.closes_at:
            label = _("open for answers")
            return Status("open", label, label, _("It takes a few minutes; you can stop and go on later."), Tone.OPEN)
        label = pgettext_lazy("survey", "closed")
        return Status("closed", label, label, _("The results are being prepared."), Tone.NEUTRAL)


class SurveyQuestionQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug: str, number: int) -> "SurveyQuestion":
        return self.get(survey__slug=slug, number=number)


class SurveyQuestion(models.Model):
    """One question. It is shown when the earlier question ``shown_after`` has one of the answers ``shown_for``.

    Answers are kept as positions in the list of answers, from 1; so the list stays as it is once somebody has answered.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions", verbose_name=_("survey"))
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    section = models.CharField(
        _("section"), max_length=120, blank=True, help_text=_("Where the section changes, a new page begins.")
    )
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind, default=QuestionKind.ONE)
    is_required = models.BooleanField(_("must be answered"), default=False)
    answer_set = models.CharField(_("ready list of answers"), max_length=10, choices=AnswerSet, blank=True)
    answers = models.TextField(
        _("answers"), blank=True, help_text=_("One per line. For a scale: what its steps are called, if they have names.")
    )
    rows = models.TextField(_("rows of the table"), blank=True, help_text=_("One per line."))
    lowest = models.IntegerField(_("lowest"), null=True, blank=True, help_text=_("Of a scale or a number."))
    highest = models.IntegerField(_("highest"), null=True, blank=True)
    shown_after = models.PositiveSmallIntegerField(
        _("depends on question"), null=True, blank=True, help_text=_("Number of an earlier question.")
    )
    shown_for = ArrayField(
        models.IntegerField(), verbose_name=_("shown for its answers"), blank=True, default=list,
        help_text=_("Which answers, by their place in the list: 1, 3. For a scale or a number, the values themselves."),
    )  # fmt: skip
    published_shares = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("published shares, percent"), blank=True, default=list
    )
    published_note = models.TextField(_("what the source says"), blank=True)

    objects = SurveyQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey question")
        verbose_name_plural = _("survey questions")
        ordering = ["survey", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="survey_question_number_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(shown_after__isnull=True, shown_for=[]) | Q(shown_after__lt=F("number")) & ~Q(shown_for=[]),
                name="survey_condition_looks_back",
                violation_error_message=_("A condition names an earlier question and at least one of its answers."),
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True) | Q(highest__isnull=True) | Q(lowest__lt=F("highest")),
                name="survey_question_lowest_is_lower",
                violation_error_message=_("The lowest value must be less than the highest."),
            ),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def natural_key(self) -> tuple[str, int]:
        return (self.survey.slug, self.number)

    natural_key.dependencies = ["participation.survey"]

    @property
    def key(self) -> str:
        """Under which its answer is kept."""
        return str(self.number)

    @property
    def labels(self) -> list[str]:
        """Answers to choose from; columns, for a table."""
        if self.answer_set == AnswerSet.BARRIERS:
            return [str(barrier.label) for barrier in Barrier]
        return _lines(self.answers)

    @property
    def row_labels(self) -> list[str]:
        return _lines(self.rows)

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Values with their words: positions of answers, or steps of a scale."""
        if self.kind == QuestionKind.SCALE:
            steps = range(self.lowest, self.highest + 1)
            names = self.labels if len(self.labels) == len(steps) else [""] * len(steps)
            return [(step, f"{step} – {name}" if name else str(step)) for step, name in zip(steps, names, strict=True)]
        return list(enumerate(self.labels, start=1))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
