from django.contrib import admin
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.actions.answer import answer_now, extend_answer, publish_answer
from participation.actions.consultation import add_result, publish_consultation
from participation.actions.forum import add_proposal, close_forum, plan_forum
from participation.enums import ConsultationState, ForumState, Promise
from participation.forms import AnswerForm, CloseForumForm, ProposalForm, ResultForm
from participation.models import Answer, Consultation, Forum, Opinion, Submission
from portal.audit.wording import timeline
from portal.errors import StateConflict
from portal.obligations.desks import AnswerDesk
from portal.obligations.forms import ExtendForm
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialAdmin, Step
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import until


@admin.register(Consultation)
class ConsultationAdmin(OfficialAdmin):
    list_display = ("title", "state", "opens_at", "last_day", "opinions", "answers")
    list_filter = ("state", "kind", "unit")
    search_fields = ("title",)
    autocomplete_fields = ("neighbourhoods",)
    workflow_fields = ("state", "published_at", "result")
    exclude = ("published_by",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "stage", "level")}),
        (
            _("For residents"),
            {
                "fields": (
                    "summary",
                    "description",
                    "easy_summary",
                    "can_change",
                    "cannot_change",
                    "how_to_take_part",
                    "neighbourhoods",
                )
            },
        ),
        (_("When"), {"fields": ("opens_at", "closes_at", "decision_on", "answers_by")}),
        (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email", "legal_basis")}),
    )
    steps = (
        Step(
            name="publicet",
            label=_("Publish"),
            permission="participation.publish_consultation",
            perform=lambda consultation, **answers: publish_consultation(consultation=consultation, **answers),
            done=_("The consultation is public."),
            available=lambda consultation: consultation.state == ConsultationState.DRAFT,
            explanation=_("Everybody sees it, and the communities concerned are told by e-mail."),
            prominent=True,
        ),
        Step(
            name="rezultats",
            label=_("Publish the result"),
            permission="participation.publish_consultation",
            perform=lambda consultation, **answers: add_result(consultation=consultation, **answers),
            done=_("The result stands on the consultation's page."),
            form=ResultForm,
            available=lambda consultation: (
                consultation.state == ConsultationState.PUBLISHED and consultation.closes_at <= timezone.now()
            ),
            initial=lambda consultation: {"result": consultation.result},
        ),
    )

    @admin.display(description=_("closes"), ordering="closes_at")
    def last_day(self, consultation) -> str:
        return until(consultation.closes_at)

    @admin.display(description=_("opinions"))
    def opinions(self, consultation) -> int:
        return consultation.individual_count + consultation.joint_count

    @admin.display(description=_("answered"), ordering="answered_count")
    def answers(self, consultation) -> int:
        return consultation.answered_count

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, consultation) -> bool:
        return consultation.state != ConsultationState.DRAFT

    def side_context(self, request, consultation):
        return {
            "side_template": "admin/participation/consultation_side.html",
            "status": consultation.status_at(timezone.now()),
            "entries": timeline(consultation, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)


def _publish_draft(question, by, now):
    draft = _answers_to(question).first()
    if draft is None:
        raise StateConflict(_("No answer is drafted yet."))
    return publish_answer(answer=draft, by=by, now=now)


def _answers_to(question):
    return Answer.objects.filter(**{question._meta.model_name: question})


def _answer_steps(states: tuple[str, ...]) -> tuple[Step, ...]:
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
    steps = _answer_steps(("received", "hidden"))

    @admin.display(description=_("opinion"))
    def excerpt(self, opinion) -> str:
        return Truncator(opinion.text).words(16)


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
    steps = _answer_steps(("received", "examined"))


@admin.register(Forum)
class ForumAdmin(OfficialAdmin):
    list_display = ("title", "neighbourhood", "held_at", "state", "attendance")
    list_filter = ("state", "neighbourhood")
    search_fields = ("title",)
    autocomplete_fields = ("communities",)
    exclude = ("slug",)
    workflow_fields = ("state", "attendance", "minutes", "lessons", "ten_steps", "closed_at")
    steps = (
        Step(
            name="slegt",
            label=_("Close the forum"),
            permission="participation.close_forum",
            perform=lambda forum, **answers: close_forum(forum=forum, **answers),
            done=_("The minutes are public."),
            form=CloseForumForm,
            available=lambda forum: forum.state == ForumState.PLANNED and forum.held_at <= timezone.now(),
            explanation=_("Minutes, number of people, what was learned: one form, and everybody can read it."),
            prominent=True,
        ),
        Step(
            name="priekslikums",
            label=_("Add a proposal"),
            permission="participation.close_forum",
            perform=lambda forum, **answers: add_proposal(forum=forum, **answers),
            done=_("The proposal has its number, and its clock is running."),
            form=ProposalForm,
            available=lambda forum: forum.state != ForumState.CANCELLED,
        ),
    )

    def side_context(self, request, forum):
        return {
            "side_template": "admin/participation/forum_side.html",
            "obligation": obligation_of(forum, Promise.FORUM_MINUTES),
            "entries": timeline(forum, public=False),
        }

    def save_model(self, request, obj, form, change):
        """A new forum is announced by its action, which opens the promise of minutes."""
        if change:
            super().save_model(request, obj, form, change)
            return
        names = ("title", "neighbourhood", "unit", "held_at", "place", "agenda")
        planned = plan_forum(by=request.user, now=timezone.now(), **{name: form.cleaned_data[name] for name in names})
        obj.pk = planned.pk
        obj.refresh_from_db()

    def is_locked(self, forum) -> bool:
        return forum.state != ForumState.PLANNED
