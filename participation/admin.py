from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.answer import answer_now, publish_answer
from participation.actions.consultation import add_result, publish_consultation
from participation.actions.forum import add_proposal, close_forum, plan_forum
from participation.enums import ConsultationState, ForumState
from participation.forms import AnswerForm, CloseForumForm, ExtendForm, ProposalForm, ResultForm
from participation.models import Answer, Consultation, Forum, Opinion, Submission
from portal.audit.wording import timeline
from portal.obligations.actions import extend_obligation
from portal.obligations.models import Obligation
from portal.ui.admin import OfficialAdmin, ReadOnlyAdmin, Step
from portal.ui.search import index


@admin.register(Consultation)
class ConsultationAdmin(OfficialAdmin):
    list_display = ("title", "state", "opens_at", "closes_at", "individual_count", "joint_count", "answered_count")
    list_filter = ("state", "kind", "unit")
    search_fields = ("title",)
    filter_horizontal = ("neighbourhoods",)
    workflow_fields = ("state", "published_at", "result")
    exclude = ("published_by",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "stage", "level", "state", "published_at")}),
        (_("For residents"), {"fields": ("summary", "description", "easy_summary", "can_change", "cannot_change", "how_to_take_part", "neighbourhoods")}),
        (_("When"), {"fields": ("opens_at", "closes_at", "decision_on", "answers_by")}),
        (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email", "legal_basis")}),
        (_("What came of it"), {"fields": ("result",)}),
    )  # fmt: skip
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

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, consultation) -> bool:
        return consultation.state != ConsultationState.DRAFT

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)


def _extend(question, until, reason, by, now):
    obligation = Obligation.objects.about(question).open().get()
    return extend_obligation(obligation=obligation, until=until, reason=reason, by=by, now=now)


def _answer_steps(states: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps of whatever waits for an answer."""
    return (
        Step(
            name="atbildet",
            label=_("Answer"),
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
            perform=lambda question, **answers: publish_answer(answer=question.answer, **answers),
            done=_("The answer is published."),
            available=lambda question: question.state in states and _has_draft(question),
        ),
        Step(
            name="pagarinat",
            label=_("Move the term"),
            permission="participation.extend_answer",
            perform=lambda question, **answers: _extend(question, **answers),
            done=_("The term is moved and the author can see why."),
            form=ExtendForm,
            available=lambda question: question.state in states,
        ),
    )


def _has_draft(question) -> bool:
    return Answer.objects.filter(**{question._meta.model_name: question}).exists()


def _draft_of(question) -> dict:
    answer = Answer.objects.filter(**{question._meta.model_name: question}).first()
    names = ("outcome", "reason", "next_step", "no_next_step", "legal_reference")
    return {name: getattr(answer, name) for name in names} if answer else {}


class AnswerableAdmin(ReadOnlyAdmin):
    """What waits for an answer, the most urgent first, with the question and its clock beside the form."""

    step_template = "admin/participation/answer_step.html"
    side_template = "admin/participation/question_side.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit" if self.model is Submission else "consultation__unit")

    def side_context(self, request, thing):
        return {
            "side_template": self.side_template,
            "obligation": Obligation.objects.about(thing).order_by("-received_at").first(),
            "entries": timeline(thing, public=False),
            "answer": Answer.objects.filter(**{thing._meta.model_name: thing}).select_related("unit").first(),
        }

    def after_step(self, request, thing, step):
        """After an answer the next one waiting opens: the most urgent of the officer's own."""
        if step.name != "atbildet":
            return super().after_step(request, thing, step)
        return self.next_waiting(request) or super().after_step(request, thing, step)

    def next_waiting(self, request) -> str:
        content_type = ContentType.objects.get_for_model(self.model)
        following = Obligation.objects.open().filter(subject_type=content_type, unit__members=request.user).by_urgency().first()
        return self.step_url(self.model(pk=following.subject_id), "atbildet") if following else ""


@admin.register(Opinion)
class OpinionAdmin(AnswerableAdmin):
    list_display = ("consultation", "state", "voice", "residents_represented", "channel", "submitted_at")
    list_filter = ("state", "voice", "channel", "consultation")
    search_fields = ("text",)
    exclude = ("form_token", "author", "entered_by", "attachment")
    steps = _answer_steps(("received", "hidden"))


@admin.register(Submission)
class SubmissionAdmin(AnswerableAdmin):
    list_display = ("title", "kind", "state", "neighbourhood", "unit", "received_at")
    list_filter = ("state", "kind", "neighbourhood", "unit")
    search_fields = ("title", "text")
    exclude = ("form_token", "author")
    steps = _answer_steps(("received", "examined"))


@admin.register(Forum)
class ForumAdmin(OfficialAdmin):
    list_display = ("title", "neighbourhood", "held_at", "state", "attendance")
    list_filter = ("state", "neighbourhood")
    search_fields = ("title",)
    filter_horizontal = ("communities",)
    workflow_fields = ("state", "attendance", "minutes", "lessons", "ten_steps", "closed_at")
    steps = (
        Step(
            name="slegt",
            label=_("Close the forum"),
            permission="participation.close_forum",
            perform=lambda forum, **answers: close_forum(forum=forum, **answers),
            done=_("The minutes are public."),
            form=CloseForumForm,
            available=lambda forum: forum.state == ForumState.PLANNED,
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

    def get_exclude(self, request, obj=None):
        return ("slug",) if obj else ("slug", *self.workflow_fields)

    def get_readonly_fields(self, request, obj=None):
        return super().get_readonly_fields(request, obj) if obj else ()

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
