from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import Promise, QuestionKind
from communities.models.community import Community, memberships_of
from communities.models.neighbourhood import Neighbourhood
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.municipality.models import Unit
from portal.obligations.queries import latest_promise
from portal.ui.links import path_to


class QuestionQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "QuestionQuerySet":
        """Between the one who asked, that person's community and the officers: a question is not published."""
        if user.has_perm("communities.view_question"):
            return self
        return self.filter(Q(asked_by=user) | Q(community__in=memberships_of(user)))

    def for_list(self) -> "QuestionQuerySet":
        """With the promise to answer in ``promised`` (``as_promise``)."""
        rows = self.select_related("neighbourhood", "community", "unit", "asked_by")
        return rows.annotate(promised=latest_promise(self.model, Promise.QUESTION))


@dataclass(frozen=True)
class Reply:
    """The municipality's answer as the answer card shows it; a short question has no outcome to choose from."""

    reason: str
    unit: Unit
    published_at: datetime


class Question(TimestampedModel):
    """A short question to the contact person of a neighbourhood, or an invitation to visit (S4-47, S4-49).

    It holds an obligation of three working days (``QUESTION``) from the moment it is sent. Without ``asked_by`` the
    person's account is erased.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind, default=QuestionKind.QUESTION)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="+", verbose_name=_("neighbourhood"))
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("community")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(pgettext_lazy("question", "asked"))
    text = models.TextField(_("question"))
    wished_on = models.DateField(_("day wished for"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to the contact person")
        verbose_name_plural = _("questions to contact persons")
        ordering = ["-asked_at"]
        constraints = [
            paired("question_answer_whole", "answered_at", "answered_by"),
            models.CheckConstraint(
                condition=Q(kind="question") | Q(wished_on__isnull=False), name="question_invitation_names_day"
            ),
            not_blank("question_not_blank", "text", minimum=10),
            models.CheckConstraint(condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="question_answered_has_text"),
        ]

    class Privacy:
        personal = ("asked_by", "text", "answer", "answered_by")
        retention = "5 years after the answer"
        ended_by = "communities.question.let_go"

    def __str__(self) -> str:
        """Without its words: the audit log keeps this, and they may be erased."""
        return f"{self.get_kind_display()}, {date_format(timezone.localtime(self.asked_at), 'SHORT_DATE_FORMAT')}"

    def get_absolute_url(self) -> str:
        return path_to("communities:question_detail", self.pk)

    @property
    def reply(self) -> Reply | None:
        return Reply(self.answer, self.unit, self.answered_at) if self.answered_at else None
