"""What happens to a call while it is announced: public questions, and changes of what was announced."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.enums import CallQuestionState
from grants.models.call import Call
from grants.workflow import CALL_QUESTION
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.notifications.models import Message
from portal.ui.links import path_to
from portal.workflow import Status


class CallQuestionQuerySet(LockingQuerySet):
    def published(self) -> "CallQuestionQuerySet":
        """Answered for everybody, in the order of their numbers (S4-108)."""
        return self.filter(number__isnull=False).order_by("number")

    def waiting(self) -> "CallQuestionQuerySet":
        return self.filter(state=CallQuestionState.WAITING)

    def for_list(self) -> "CallQuestionQuerySet":
        return self.select_related("call__unit", "asked_by")


class CallQuestion(TimestampedModel):
    """A question about a call. What is of general interest is published with its answer, under a number and without
    a name (S4-108); the rest is answered by e-mail alone.

    ``text`` is what was typed, ``public_text`` the question as it is published: what names a person is left out there.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="questions", verbose_name=_("call"))
    state = models.CharField(_("state"), max_length=12, choices=CallQuestionState)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    text = models.TextField(_("question"))
    public_text = models.TextField(_("question as published"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    form_token = models.UUIDField(default=uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(pgettext_lazy("question", "asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = CallQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="call_question_number_once"),
            not_blank("call_question_not_blank", "text", minimum=10),
            paired("call_question_answer_whole", "answered_at", "answered_by"),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state="answered") & Q(answered_at__isnull=True),
                name="call_question_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(state="answered") & ~Q(public_text=""), name="call_question_published_whole"
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="call_question_state")]

    class Privacy:
        personal = ("asked_by", "email", "text", "answered_by", "form_token")
        retention = "who asked: 1 year after the answer; the published question and answer are permanent"
        ended_by = "grants.tasks.call_question.forget_call_questions"

    def __str__(self) -> str:
        return f"{self.call}: {self.number or self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """Where the published question stands."""
        return path_to("grants:call_detail", self.call.slug) + (f"#jautajums-{self.number}" if self.number else "")

    @property
    def status(self) -> Status:
        return CALL_QUESTION.status(self.state)

    def forget_asker(self) -> None:
        """Who asked goes, with the letters. The published question and its answer stay; any other goes whole."""
        Message.objects.about(self).delete()
        if self.number is None:
            self.delete()
            return
        self.asked_by, self.email, self.text = None, "", self.public_text
        self.save(update_fields=["asked_by", "email", "text", "updated_at"])


class CallChangeQuerySet(LockingQuerySet):
    def latest_first(self) -> "CallChangeQuerySet":
        return self.order_by("-changed_at", "pk")


class CallChange(models.Model):
    """One thing that is different since the call was announced, with what stood there before, and why."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="changes")
    field = models.CharField(_("what"), max_length=40)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("now"), blank=True)
    reason = models.TextField(_("why"))
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by"))

    objects = CallChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an announced call")
        verbose_name_plural = _("changes of announced calls")
        ordering = ["-changed_at", "pk"]
        constraints = [not_blank("call_change_has_reason", "reason")]

    class Privacy:
        personal = ("changed_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.call}: {self.label}"

    @property
    def label(self) -> str:
        """What was changed, in the words of the call."""
        return Call._meta.get_field(self.field).verbose_name
