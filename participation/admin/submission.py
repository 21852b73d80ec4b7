from django.contrib import admin

from participation.admin.answering import AnswerableAdmin, answer_steps
from participation.enums import Promise
from participation.models import Submission


@admin.register(Submission)
class SubmissionAdmin(AnswerableAdmin):
    promise = Promise.SUBMISSION_ANSWER
    list_display = ("number", "title", "kind", "neighbourhood", "state", "reading")
    list_filter = ("state", "kind", "neighbourhood", "unit")
    search_fields = ("title", "text")
    fields = (
        "title", "kind", "need", "own_part", "neighbourhood", "forum", "voice", "community", "residents_represented",
        "how_agreed", "author_name", "author_email", "language", "unit", "channel", "received_at",
    )  # fmt: skip
    steps = answer_steps(("received", "examined"))
