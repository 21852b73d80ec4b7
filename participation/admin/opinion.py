from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.admin.answering import AnswerableAdmin, answer_steps
from participation.enums import Promise
from participation.models import Opinion


@admin.register(Opinion)
class OpinionAdmin(AnswerableAdmin):
    promise = Promise.OPINION_ANSWER
    list_display = ("number", "consultation", "excerpt", "voice", "state", "reading")
    list_filter = ("state", "voice", "channel", "consultation")
    search_fields = ("text",)
    fields = (
        "consultation", "voice", "community", "residents_represented", "how_agreed", "author_name", "author_email",
        "publish_name", "language", "channel", "submitted_at", "confirmed_at", "hidden_reason",
    )  # fmt: skip
    steps = answer_steps(("received", "hidden"))

    @admin.display(description=_("opinion"))
    def excerpt(self, opinion) -> str:
        return Truncator(opinion.text).words(16)
