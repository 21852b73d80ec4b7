"""What the desks of opinions and submissions share: the steps of answering."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.actions.answer import answer_now, extend_answer, publish_answer
from participation.forms.answer import AnswerForm
from participation.models import Answer, Submission
from portal.errors import StateConflict
from portal.obligations.desks import AnswerDesk
from portal.obligations.forms import ExtendForm
from portal.ui.admin import Step


def _publish_draft(question, by, now):
    draft = _answers_to(question).first()
    if draft is None:
        raise StateConflict(_("No answer is drafted yet."))
    return publish_answer(answer=draft, by=by, now=now)


def _answers_to(question):
    return Answer.objects.filter(**{question._meta.model_name: question})


def answer_steps(states: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps of whatever waits for an answer."""
    return (
        Step(
            name="atbildet",
            label=pgettext_lazy("button", "Answer"),
            permission="participation.answer",
            perform=lambda question, **answers: answer_now(question=question, **answers),
            done=_("The answer is saved. Unless a colleague must look at it first, its author has it by e-mail now."),
            form=AnswerForm,
            available=lambda question: question.state in states,
            prominent=True,
            initial=_draft_of,
        ),
        Step(
            name="publicet-atbildi",
            label=_("Publish a colleague's answer"),
            permission="participation.answer",
            perform=_publish_draft,
            done=_("The answer is published."),
            available=lambda question: question.state in states and _answers_to(question).exists(),
        ),
        Step(
            name="pagarinat",
            label=_("Move the term"),
            permission="participation.extend_answer",
            perform=lambda question, **answers: extend_answer(question=question, **answers),
            done=_("The term is moved, and the author is told why by e-mail."),
            form=ExtendForm,
            available=lambda question: question.state in states,
        ),
    )


def _draft_of(question) -> dict:
    answer = _answers_to(question).first()
    names = ("outcome", "reason", "next_step", "no_next_step", "legal_reference")
    return {name: getattr(answer, name) for name in names} if answer else {}


class AnswerableAdmin(AnswerDesk):
    """What waits for an answer of the municipality, with its draft beside the form."""

    side_template = "admin/participation/question_side.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit" if self.model is Submission else "consultation__unit")

    def side_context(self, request, question):
        answer = _answers_to(question).select_related("unit").first()
        return super().side_context(request, question) | {"answer": answer}
