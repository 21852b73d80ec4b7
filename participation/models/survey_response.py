import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.enums import TextState
from participation.models.survey import Survey, SurveyQuestion
from portal.db import LockingQuerySet, TimestampedModel, paired

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12


def new_code() -> str:
    """Nearly sixty random bits without letters that look alike: guessing is hopeless, typing is possible."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


class SurveyDraftQuerySet(LockingQuerySet):
    def unsent(self) -> "SurveyDraftQuerySet":
        return self.filter(sent_at__isnull=True)


class SurveyDraft(TimestampedModel):
    """Answers not sent yet, or sent and waiting for the link in the e-mail. Goes when the answers count.

    A person's own is found by signing in, a guest's by its code. Whoever reads the finished responses finds no way back
    here: this row is deleted and the response has a key of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="drafts", verbose_name=_("survey"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    code = models.CharField(_("code to go on later"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    answers = models.JSONField(_("answers"), default=dict)
    email_hash = models.CharField(_("mark of the address"), max_length=64, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = SurveyDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("unfinished survey answers")
        verbose_name_plural = _("unfinished survey answers")
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="survey_draft_once"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, email_hash="") | Q(sent_at__isnull=False) & ~Q(email_hash=""),
                name="survey_draft_sent_from_an_address",
            ),
        ]

    class Privacy:
        personal = ("person", "answers", "code", "email_hash")
        retention = "until sent, else 14 days after the survey closed"
        ended_by = "participation.tasks.survey.tell_of_surveys"

    def __str__(self) -> str:
        return str(self.survey)

    @property
    def spaced_code(self) -> str:
        """The code in groups of four, as it is shown and mailed."""
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


class SurveyResponse(models.Model):
    """One finished answer to a survey. It knows no person, no address and no time.

    The key is random, so that the order of rows says nothing about the order of people; for anonymous surveys it is the
    page's own mark, so that the same form sent twice is one response.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses", verbose_name=_("survey"))
    answers = models.JSONField(_("answers"), default=dict)

    class Meta:
        verbose_name = _("survey response")
        verbose_name_plural = _("survey responses")

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return str(self.survey)


class SurveyParticipation(models.Model):
    """That somebody has answered, apart from what was answered: a member, or the keyed hash of an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="participations", verbose_name=_("survey"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    email_hash = models.CharField(_("mark of the address"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("participation in a survey")
        verbose_name_plural = _("participations in surveys")
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="survey_person_once"),
            models.UniqueConstraint(fields=["survey", "email_hash"], condition=~Q(email_hash=""), name="survey_address_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, email_hash="") | Q(person__isnull=True) & ~Q(email_hash=""),
                name="survey_participation_of_one",
            ),
        ]

    class Privacy:
        personal = ("person", "email_hash")
        retention = "14 days after the survey closed"
        ended_by = "participation.tasks.survey.tell_of_surveys"

    def __str__(self) -> str:
        return str(self.survey)


class SurveyTextQuerySet(LockingQuerySet):
    def waiting(self) -> "SurveyTextQuerySet":
        return self.filter(state=TextState.WAITING)

    def shown(self) -> "SurveyTextQuerySet":
        return self.filter(state=TextState.SHOWN)


class SurveyText(models.Model):
    """What somebody wrote in their own words. It appears in the results once an officer has read it.

    Not tracked: the history names who was signed in when a row was written.
    """

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="texts", verbose_name=_("survey response"))
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="texts", verbose_name=_("survey question"))
    text = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=TextState, default=TextState.WAITING)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("read by")
    )

    objects = SurveyTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text answer")
        verbose_name_plural = _("text answers")
        ordering = ["question", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="survey_text_once"),
            paired("survey_text_read_whole", "read_at", "read_by"),
        ]

    class Privacy:
        personal = ("text", "read_by")
        retention = "permanent; what names a person is not shown"

    def __str__(self) -> str:
        return self.text[:60]
