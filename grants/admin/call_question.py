from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.actions.call_question import answer_call_question
from grants.enums import CallQuestionState, Promise
from grants.forms.call_question import AnswerCallQuestionForm
from grants.models import CallQuestion
from portal.obligations.desks import AnswerDesk
from portal.ui.admin import Step


@admin.register(CallQuestion)
class CallQuestionAdmin(AnswerDesk):
    """Questions about calls: one screen, one answer, for everybody or for the asker alone."""

    promise = Promise.CALL_ANSWER
    side_template = "admin/grants/call_question_side.html"
    list_display = ("excerpt", "call", "state", "number", "asked_at", "reading")
    list_filter = ("state", "call")
    search_fields = ("text", "answer")
    fields = ("call", "state", "asked_at")
    steps = (
        Step(
            name="atbildet",
            label=pgettext_lazy("button", "Answer"),
            permission="grants.answer_callquestion",
            perform=lambda question, **answers: answer_call_question(question=question, **answers),
            done=_("The asker has the answer; a public one stands on the page of the call."),
            form=AnswerCallQuestionForm,
            available=lambda question: question.state == CallQuestionState.WAITING,
            prominent=True,
        ),
    )

    def get_queryset(self, request):
        """What nobody confirmed is nobody's question yet."""
        return super().get_queryset(request).exclude(state=CallQuestionState.UNCONFIRMED).select_related("call__unit")

    @admin.display(description=_("question"))
    def excerpt(self, question) -> str:
        return Truncator(question.public_text or question.text).words(16)

    @admin.display(description=_("number"), ordering="number")
    def number(self, question) -> str:
        return question.number or ""
