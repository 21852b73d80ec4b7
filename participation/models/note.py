from django.conf import settings
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participation.models.question import AboutQuestion
from portal.db import not_blank


class Note(AboutQuestion):
    """What officers tell each other about a question while they prepare the answer. Never leaves the desk: neither pages
    nor exports nor letters show it."""

    text = models.TextField(_("note"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    written_at = models.DateTimeField(_("written at"))

    class Meta(AboutQuestion.Meta):
        abstract = False
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at", "pk"]
        constraints = [*AboutQuestion.Meta.constraints, not_blank("note_not_blank", "text")]

    class Privacy:
        personal = ("text", "author")
        retention = "as the question"

    def __str__(self) -> str:
        return f"{self.author}, {localdate(self.written_at):%d.%m.%Y}"
