from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from actionplans.enums import PlanState, PointKind
from actionplans.workflow import PLAN
from communities.models import Community, Neighbourhood
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, number_of
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status

YEARS = range(2000, 2101)
"""The years a plan can be about; anything else is a typing mistake."""


def in_language(latvian: str, english: str) -> str:
    """The English words for an English reader, where there are any."""
    return english if english and (translation.get_language() or "lv").startswith("en") else latvian


class PlanTemplateManager(models.Manager):
    def get_by_natural_key(self, slug: str) -> "PlanTemplate":
        return self.get(slug=slug)


class PlanTemplate(models.Model):
    """A kind of plan as data: which chapters it has, what guides the writing, which are required."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150)
    description = models.TextField(_("what it is for"))
    description_en = models.TextField(_("what it is for, in English"), blank=True)
    is_strict = models.BooleanField(
        _("goals and readings bind"), default=True,
        help_text=_("Otherwise the SMART check and missing readings only hint, once a year: learning by doing."),
    )  # fmt: skip

    objects = PlanTemplateManager()

    class Meta:
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")
        ordering = ["pk"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)

    def natural_key(self):
        return (self.slug,)

    @property
    def purpose(self) -> str:
        """What it is for, in the reader's language."""
        return in_language(self.description, self.description_en)


class ChapterTemplateManager(models.Manager):
    def get_by_natural_key(self, template_slug: str, slug: str) -> "ChapterTemplate":
        return self.get(template__slug=template_slug, slug=slug)


class ChapterTemplate(models.Model):
    """One chapter of a template, in its fixed order (S0-51). ``source`` is the rule it comes from.

    ``points`` are the lists kept beside the text, ``checks`` what the text is held against (``{"lv": …, "en": …}``), and
    ``practice_words`` the slugs of hashtags, tools and aspects by which good-practice cards are chosen.
    """

    class Content(models.TextChoices):
        TEXT = "text", _("text")
        GOALS = "goals", _("text and goals")
        ACTIONS = "actions", _("text and actions")
        INDICATORS = "indicators", _("text and indicators")
        PLACES = "places", _("text and places")
        TEAM = "team", _("text and team")
        CHALLENGES = "challenges", _("text and challenges")

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField(_("number"))
    slug = models.SlugField(_("address"), max_length=40)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120)
    guidance = models.TextField(_("guidance"))
    guidance_en = models.TextField(_("guidance in English"))
    example = models.TextField(_("example"), blank=True)
    example_en = models.TextField(_("example in English"), blank=True)
    points = ArrayField(
        models.CharField(max_length=12, choices=PointKind), verbose_name=_("lists beside the text"), default=list, blank=True
    )
    checks = models.JSONField(_("what the text is held against"), default=list, blank=True)
    practice_words = ArrayField(
        models.CharField(max_length=80), verbose_name=_("words of good-practice cards"), default=list, blank=True
    )
    content = models.CharField(_("what it holds"), max_length=12, choices=Content, default=Content.TEXT)
    is_required = models.BooleanField(_("required"), default=True)
    source = models.CharField(_("rule"), max_length=60, blank=True)

    objects = ChapterTemplateManager()

    class Meta:
        verbose_name = _("chapter of a template")
        verbose_name_plural = _("chapters of templates")
        ordering = ["template", "position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "position"], name="chapter_template_position_once"),
            models.UniqueConstraint(fields=["template", "slug"], name="chapter_template_slug_once"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    def natural_key(self):
        return (self.template.slug, self.slug)

    @property
    def advice(self) -> str:
        """The guidance in the reader's language."""
        return in_language(self.guidance, self.guidance_en)

    @property
    def sample(self) -> str:
        """The example in the reader's language."""
        return in_language(self.example, self.example_en)

    @property
    def is_on_board(self) -> bool:
        """Whether it holds what the board of goals and actions keeps."""
        kinds = self.Content
        return self.content in (kinds.CHALLENGES, kinds.GOALS, kinds.ACTIONS, kinds.INDICATORS)

    @property
    def questions(self) -> list[tuple[int, str]]:
        """What the text is held against, numbered from one, in the reader's language."""
        return [(number, in_language(one["lv"], one["en"])) for number, one in enumerate(self.checks, 1)]


BEING_WRITTEN = Q(state=PlanState.DRAFT) | Q(is_being_amended=True)


class PlanQuerySet(LockingQuerySet):
    def being_written(self) -> "PlanQuerySet":
        return self.filter(BEING_WRITTEN)

    def visible_to(self, user) -> "PlanQuerySet":
        """Plans are written in the open: everybody may read, drafts are marked as drafts."""
        return self

    def for_list(self) -> "PlanQuerySet":
        return self.select_related("template", "community", "unit").annotate(
            goal_count=number_of(self.model, "goals"), action_count=number_of(self.model, "actions")
        )


@tracked()
class Plan(TimestampedModel):
    """An action plan or strategy: where a municipality or a community wants to be, and who does what by when.

    Printed as PROJEKTS until every required chapter is complete and the council has adopted it (D7).
    """

    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="plans", verbose_name=_("kind of plan"))
    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=PlanState, default=PlanState.DRAFT)
    story = models.TextField(_("the story in short"))
    year_from = models.PositiveSmallIntegerField(_("from the year"))
    year_to = models.PositiveSmallIntegerField(_("to the year"))
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("community")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    neighbourhoods = models.ManyToManyField(Neighbourhood, related_name="plans", blank=True, verbose_name=_("neighbourhoods"))
    ten_steps = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("of the ten steps, done"), default=list, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    adopted_on = models.DateField(_("adopted"), null=True, blank=True)
    edition = models.PositiveSmallIntegerField(
        _("edition"), default=1, help_text=_("One as it was first adopted; each amendment makes the next."), editable=False
    )
    is_being_amended = models.BooleanField(_("is being amended"), default=False, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["-year_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_to__gte=F("year_from")),
                name="plan_ends_after_it_begins",
                violation_error_message=_("The last year may not be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("adopted", "in_progress")) | Q(adopted_on__isnull=False) & ~Q(decision_number=""),
                name="plan_adopted_by_decision",
                violation_error_message=_("An adopted plan has the decision's number and date."),
            ),
            models.CheckConstraint(
                condition=Q(is_being_amended=False) | Q(state__in=("adopted", "in_progress")),
                name="plan_amended_while_it_holds",
            ),
        ]
        indexes = [models.Index(fields=["-year_from", "-id"], name="plan_recent")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def clean(self):
        years = {name: getattr(self, name) for name in ("year_from", "year_to")}
        unlikely = [name for name, year in years.items() if year is not None and year not in YEARS]
        if unlikely:
            raise ValidationError(
                {
                    name: _("Give a year between %(first)s and %(last)s.") % {"first": YEARS[0], "last": YEARS[-1]}
                    for name in unlikely
                }
            )

    def get_absolute_url(self) -> str:
        return path_to("actionplans:plan_detail", self.slug)

    @property
    def status(self) -> Status:
        return PLAN.status(self.state)

    @property
    def is_adopted(self) -> bool:
        return self.adopted_on is not None

    @property
    def is_being_written(self) -> bool:
        """Only a draft or an amendment changes; what people give their opinion on, and what was adopted, stands still."""
        return self.state == PlanState.DRAFT or self.is_being_amended


@tracked()
class Chapter(TimestampedModel):
    """The text of one chapter, Markdown; ``checked`` are the numbers of the template's questions the text answers.

    What is being typed lives in ``ChapterDraft``, each saved text in ``ChapterVersion``.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="chapters", verbose_name=_("action plan"))
    kind = models.ForeignKey(ChapterTemplate, models.PROTECT, related_name="+")
    text = models.TextField(_("text"), blank=True)
    checked = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("questions answered"), default=list, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["kind__position"]
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="chapter_once")]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return str(self.kind)

    def get_absolute_url(self) -> str:
        """Where the team writes it."""
        return reverse("actionplans:writing_chapter", args=[self.plan.slug, self.kind.slug])
