from django.conf import settings
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participation.models.question import AboutQuestion


class AnswerSketch(AboutQuestion):
    """What an officer has typed of an answer so far, checked by nobody. It goes when the answer is written."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("officer"))
    typed = models.JSONField(_("typed so far"), default=dict)
    saved_at = models.DateTimeField(_("saved"))

    class Meta(AboutQuestion.Meta):
        abstract = False
        verbose_name = _("begun answer")
        verbose_name_plural = _("begun answers")
        constraints = [
            *AboutQuestion.Meta.constraints,
            models.UniqueConstraint(
                fields=["opinion", "submission", "officer"], nulls_distinct=False, name="sketch_one_per_officer"
            ),
        ]

    class Privacy:
        personal = ("officer", "typed")
        retention = "until the answer is written"
        ended_by = "participation.answer.published"

    def __str__(self) -> str:
        return f"{self.officer}, {localdate(self.saved_at):%d.%m.%Y}"
