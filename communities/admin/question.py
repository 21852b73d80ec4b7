from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.actions.question import answer_question, extend_question
from communities.enums import Promise
from communities.forms.question import AnswerQuestionForm
from communities.models import Question
from portal.obligations.desks import AnswerDesk
from portal.obligations.forms import ExtendForm
from portal.ui.admin import Step


class AnsweredFilter(admin.SimpleListFilter):
    """Still waiting, or answered."""

    title = pgettext_lazy("filter", "answer")
    parameter_name = "atbilde"

    def lookups(self, request, model_admin):
        return [("gaida", _("waits for an answer")), ("ir", _("already answered"))]

    def queryset(self, request, queryset):
        if self.value() in ("gaida", "ir"):
            return queryset.filter(answered_at__isnull=self.value() == "gaida")
        return queryset


@admin.register(Question)
class QuestionAdmin(AnswerDesk):
    """Questions to contact persons and invitations: one screen, one answer."""

    promise = Promise.QUESTION
    step_template = "admin/communities/question_step.html"
    side_template = "admin/communities/question_side.html"
    list_display = ("number", "neighbourhood", "kind", "excerpt", "unit", "asked_at", "reading")
    list_filter = (AnsweredFilter, "kind", "unit", "neighbourhood")
    search_fields = ("text",)
    fields = ("kind", "neighbourhood", "community", "person", "unit", "asked_at", "wished_on")
    steps = (
        Step(
            name="atbildet",
            label=pgettext_lazy("button", "Answer"),
            permission="communities.answer_question",
            perform=lambda question, **answers: answer_question(question=question, **answers),
            done=_("The answer is on its way to the one who asked."),
            form=AnswerQuestionForm,
            available=lambda question: question.answered_at is None,
            prominent=True,
        ),
        Step(
            name="pagarinat",
            label=_("Move the term"),
            permission="communities.answer_question",
            perform=lambda question, **answers: extend_question(question=question, **answers),
            done=_("The term is moved, and the author is told why by e-mail."),
            form=ExtendForm,
            available=lambda question: question.answered_at is None,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("community", "asked_by")

    @admin.display(description=_("question"))
    def excerpt(self, question) -> str:
        return Truncator(question.text).words(16)

    @admin.display(description=_("asked by"))
    def person(self, question) -> str:
        """A name and an address to reach, not a link to an account that only administrators open."""
        return f"{question.asked_by.name}, {question.asked_by.email}" if question.asked_by else ""
