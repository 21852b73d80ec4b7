from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participation.enums import Clarified, Outcome
from participation.models import card
from participation.models.opinion import Opinion, also_for
from participation.models.question import ONE_QUESTION
from participation.models.submission import Submission
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, only_columns, paired, words_of
from portal.municipality.models import Unit
from portal.ui.links import path_to


class AnswerBatch(models.Model):
    """One answer given to many alike questions, read together and answered together. It says so publicly."""

    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by"))
    given_at = models.DateTimeField(_("given at"))
    size = models.PositiveIntegerField(_("answered alike"))

    class Meta:
        verbose_name = _("answer to many")
        verbose_name_plural = _("answers to many")
        constraints = [models.CheckConstraint(condition=Q(size__gte=2), name="answer_batch_is_for_many")]

    class Privacy:
        personal = ("given_by",)
        retention = "as the answers"

    def __str__(self) -> str:
        return f"{self.size}, {localdate(self.given_at):%d.%m.%Y}"


class AnswerText(models.Model):
    """What an answer says: the same for the one that stands and for one that was corrected."""

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"))
    next_step = models.TextField(_("what happens next"), blank=True)
    no_next_step = models.CharField(_("why nothing follows"), max_length=300, blank=True)
    legal_reference = models.CharField(_("norm or document"), max_length=200, blank=True)
    change_url = models.URLField(_("link to what changed"), blank=True)

    TEXT = ("outcome", "reason", "next_step", "no_next_step", "legal_reference", "change_url")

    class Meta:
        abstract = True


class AnswerQuerySet(LockingQuerySet):
    def published(self) -> "AnswerQuerySet":
        return self.filter(published_at__isnull=False)

    def drafts(self) -> "AnswerQuerySet":
        return self.filter(published_at__isnull=True)

    def public(self) -> "AnswerQuerySet":
        """Published answers to what is itself public."""
        return self.filter(is_public=True)

    def visible_to(self, user) -> "AnswerQuerySet":
        """Drafts are the officers' own; an answer to what is not public is for its author and the officers."""
        if user.has_perm("participation.view_answer"):
            return self
        if not user.is_authenticated:
            return self.public()
        own = self.published().filter(Q(opinion__author=user) | Q(submission__author=user))
        return self.public() | own

    def for_list(self) -> "AnswerQuerySet":
        """With the names of the neighbourhoods an answered opinion also represents in ``also_for``."""
        return self.annotate(also_for=also_for("opinion")).select_related(
            "unit", "batch", "dispute", "opinion__consultation", "opinion__community", "opinion__attachment",
            "opinion__paragraph__version__document", "submission__community", "submission__neighbourhood", "submission__forum",
        )  # fmt: skip

    def for_cards(self) -> "AnswerQuerySet":
        """As ``for_list``, with no more columns than cards show."""
        shown = (*card.ANSWER, *card.within("opinion", card.OPINION), *card.within("submission", card.SUBMISSION))
        return only_columns(self, *shown).annotate(also_for=also_for("opinion"))


@tracked()
class Answer(AnswerText, TimestampedModel):
    """The municipality's reasoned answer (S4-41, S4-42): outcome, reason, next step, unit, date. Never empty (D5).

    ``own_text`` is what it says in its own words, folded and hashed: the same words for questions that differ are only
    allowed in one ``batch``. ``is_public`` says that it is published and its question may be read by everybody; it is
    kept here so that the log of answers, however long, is read from one index. ``helped`` is what its author said of
    it, once.
    """

    opinion = models.OneToOneField(Opinion, models.PROTECT, null=True, blank=True, related_name="answer")
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, blank=True, related_name="answer")
    passed_to = models.CharField(_("passed on to"), max_length=200, blank=True)
    late_reason = models.CharField(_("why passed on late"), max_length=300, blank=True)
    clarifies = ArrayField(
        models.CharField(max_length=10, choices=Clarified), verbose_name=_("clears up"), default=list, blank=True
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("answered by"))
    batch = models.ForeignKey(
        AnswerBatch, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("given to many alike")
    )
    own_text = models.CharField(max_length=64, blank=True, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)
    is_public = models.BooleanField(default=False, editable=False)
    helped = models.BooleanField(_("helped its author"), null=True, blank=True)
    helped_at = models.DateTimeField(_("said at"), null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_QUESTION, name="answer_has_one_question"),
            not_blank(
                "answer_has_substance", "reason", minimum=50,
                message=_("The reason is too short to explain anything."),
            ),
            models.CheckConstraint(
                condition=~(Q(next_step="") & Q(no_next_step="")),
                name="answer_says_what_follows",
                violation_error_message=_("Say what happens next, or why nothing follows."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="passed_on") | ~Q(passed_to=""),
                name="answer_passed_on_names_body",
                violation_error_message=_("Name the body to which it is passed on."),
            ),
            paired("answer_publication_whole", "published_at", "published_by"),
            paired("answer_help_whole", "helped", "helped_at"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(published_at__isnull=False), name="answer_public_is_published"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(is_public=True), name="answer_public"),
            models.Index(fields=["unit", "-published_at", "-id"], condition=Q(is_public=True), name="answer_public_of_unit"),
            models.Index(
                fields=["outcome", "-published_at", "-id"], condition=Q(is_public=True), name="answer_public_by_outcome"
            ),
            models.Index(fields=["own_text"], condition=~Q(own_text=""), name="answer_own_text"),
            GinIndex(OpClass(words_of("reason", "next_step"), "gin_trgm_ops"), condition=Q(is_public=True), name="answer_words"),
        ]

    class Privacy:
        personal = ("written_by", "published_by")
        retention = "as the question"

    def __str__(self) -> str:
        return str(self.question)

    def get_absolute_url(self) -> str:
        return path_to("participation:answer_detail", self.pk)

    @property
    def question(self) -> Opinion | Submission:
        """What was asked. Load with ``for_list`` or ``select_related``: this reads a loaded relation."""
        return self.opinion if self.opinion_id else self.submission

    @property
    def clarified(self) -> list[str]:
        """What it clears up, in words."""
        return [str(Clarified(one).label) for one in self.clarifies]


class AnswerRevision(AnswerText):
    """How an answer read before it was corrected, and why it was corrected. It stays readable (S4-43)."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions", verbose_name=_("answer"))
    published_at = models.DateTimeField(_("published at"))
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("corrected by"))
    why = models.TextField(_("why corrected"))

    class Meta:
        verbose_name = _("earlier version of an answer")
        verbose_name_plural = _("earlier versions of answers")
        ordering = ["-replaced_at", "-pk"]
        constraints = [not_blank("answer_revision_says_why", "why")]

    class Privacy:
        personal = ("replaced_by",)
        retention = "as the question"

    def __str__(self) -> str:
        return f"{self.answer_id}, {localdate(self.replaced_at):%d.%m.%Y}"
