"""What the desks of opinions and submissions share: the screen on which an answer is written, and its steps."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from participation.actions.answer import answer_now, correct_answer, extend_answer, pass_on, publish_answer
from participation.actions.note import add_note, keep_sketch
from participation.admin.alike import AlikePage
from participation.forms.answer import AnswerForm, CorrectionForm, NoteForm, PassOnForm
from participation.models import Answer, AnswerSketch, Note, Submission
from participation.models.answer import AnswerText
from participation.models.question import field_of, words_of
from participation.queries.alike import alike_answers, alike_waiting
from participation.queries.desk import number_waiting
from portal.errors import DomainError, StateConflict
from portal.obligations.answering import CHARACTERS_RULE, WORDS_RULE, substance_of
from portal.obligations.desks import AnswerDesk
from portal.obligations.forms import ExtendForm
from portal.obligations.queries import units_of
from portal.obligations.rules_of_law import legal_rule
from portal.ui.admin import Step


def _publish_draft(question, by, now):
    draft = _answers_to(question).first()
    if draft is None:
        raise StateConflict(_("No answer is drafted yet."))
    return publish_answer(answer=draft, by=by, now=now)


def _correct(question, by, now, **text):
    return correct_answer(answer=_answers_to(question).get(), by=by, now=now, **text)


def _answers_to(question):
    return Answer.objects.filter(**field_of(question))


def _is_published(question) -> bool:
    return _answers_to(question).published().exists()


def _what_became_of_it(question) -> str:
    if _is_published(question):
        return gettext("The answer is sent to its author.")
    return gettext("The answer is saved. A colleague must look at it before it is sent.")


def answer_steps(states: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps of whatever waits for an answer."""

    def waits(question) -> bool:
        return question.state in states

    return (
        Step(
            name="atbildet",
            label=pgettext_lazy("button", "Answer"),
            permission="participation.answer",
            perform=lambda question, **answers: answer_now(question=question, **answers),
            done=_what_became_of_it,
            form=AnswerForm,
            available=waits,
            prominent=True,
            initial=_text_of,
            template="admin/participation/answering.html",
        ),
        Step(
            name="publicet-atbildi",
            label=_("Publish a colleague's answer"),
            permission="participation.answer",
            perform=_publish_draft,
            done=_("The answer is published."),
            available=lambda question: waits(question) and _answers_to(question).exists(),
        ),
        Step(
            name="pagarinat",
            label=_("Interim answer"),
            permission="participation.extend_answer",
            perform=lambda question, **answers: extend_answer(question=question, **answers),
            done=_("The term is moved, and the author is told why by e-mail."),
            form=ExtendForm,
            available=waits,
            explanation=_("Moves the day of the answer, once. The author gets it by e-mail, everybody reads the reason."),
        ),
        Step(
            name="nodot",
            label=_("Pass on to another body"),
            permission="participation.answer",
            perform=lambda question, **answers: pass_on(question=question, **answers),
            done=_("It is passed on, and the author is told to which body and why."),
            form=PassOnForm,
            available=waits,
        ),
        Step(
            name="labot",
            label=_("Correct the answer"),
            permission="participation.answer",
            perform=_correct,
            done=_("The new version is public, the earlier one stays in its history, and the author is told."),
            form=CorrectionForm,
            available=_is_published,
            initial=_text_of,
        ),
    )


def _text_of(question) -> dict:
    answer = _answers_to(question).first()
    return {name: getattr(answer, name) for name in (*AnswerText.TEXT, "clarifies")} if answer else {}


class AnswerableAdmin(AlikePage, AnswerDesk):
    """What waits for an answer of the municipality. Its question, what surrounds it and the answer stand on one page."""

    side_template = "admin/participation/question_side.html"
    step_template = "admin/participation/question_step.html"
    actions = ("answer_alike",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit" if self.model is Submission else "consultation__unit")

    def get_urls(self):
        sketch = path(
            "<path:object_id>/uzmetums/",
            self.admin_site.admin_view(self.sketch_view),
            name=f"participation_{self.opts.model_name}_sketch",
        )
        return [sketch, *super().get_urls()]

    def list_links(self, request):
        return [(reverse("admin:participation_answer_queue"), _("Queue by due date"))]

    def has_answer_permission(self, request) -> bool:
        return request.user.has_perm("participation.answer")

    @admin.action(description=_("Answer many alike"), permissions=["answer"])
    def answer_alike(self, request, rows):
        chosen = "&".join(f"questions={pk}" for pk in rows.values_list("pk", flat=True)[:100])
        return HttpResponseRedirect(f"{reverse(f'admin:participation_{self.opts.model_name}_alike')}?{chosen}")

    def side_context(self, request, question):
        answer = _answers_to(question).select_related("unit").first()
        return super().side_context(request, question) | {
            "answer": answer,
            "revisions": answer.revisions.select_related("replaced_by") if answer else [],
            "notes": Note.objects.filter(**field_of(question)).select_related("author"),
        }

    def step_context(self, request, question, step, form):
        context = super().step_context(request, question, step, form)
        obligation = context["obligation"]
        if step.name != self.answer_step:
            return context
        return context | {
            "sketch_url": reverse(f"admin:participation_{self.opts.model_name}_sketch", args=[question.pk]),
            "alike_url": reverse(f"admin:participation_{self.opts.model_name}_alike"),
            "begun": _sketches(question).filter(officer=request.user).first(),
            "colleagues": _sketches(question).exclude(officer=request.user).select_related("officer"),
            "alike_answers": alike_answers(question),
            "alike_waiting": alike_waiting(question) if step.available(question) else [],
            "own_words": self._own_words(question, form["reason"].value() or ""),
            "note_form": NoteForm(prefix="note"),
            "waiting_count": number_waiting(request.user, units_of(request.user), request.arrived_at),
            "next_url": self.next_waiting(request, question, after=obligation),
            "other_steps": [button for button in self._buttons(request, question) if not button["prominent"]],
        }

    def _step_form(self, step, question, request):
        """The form with what the officer has begun, or with an earlier answer as a start (``?sakums=``)."""
        form = super()._step_form(step, question, request)
        if step.name == self.answer_step and not form.is_bound:
            begun = _sketches(question).filter(officer=request.user).first()
            form.initial |= begun.typed if begun else {}
            start = request.GET.get("sakums", "")
            earlier = Answer.objects.published().filter(pk=start).first() if start.isdecimal() else None
            form.initial |= {name: getattr(earlier, name) for name in AnswerText.TEXT} if earlier else {}
        return form

    def sketch_view(self, request, object_id):
        """Keep what is typed, right or wrong, and a note for colleagues if there is one."""
        question = self.get_object(request, object_id)
        if question is None or request.method != "POST":
            raise Http404
        if not request.user.has_perm("participation.answer", question):
            raise PermissionDenied
        fields = AnswerForm.base_fields
        typed = {name: request.POST.getlist(name) if name == "clarifies" else request.POST.get(name, "") for name in fields}
        sketch = keep_sketch(question=question, typed=typed, by=request.user, now=request.arrived_at)
        saved = gettext("Saved at %(time)s") % {"time": date_format(timezone.localtime(sketch.saved_at), "TIME_FORMAT")}
        if request.accepts("text/html"):
            self._add_note(request, question, saved)
            return HttpResponseRedirect(self.step_url(question, self.answer_step))
        return JsonResponse({"revision": 0, "saved": saved, "sums": self._own_words(question, typed["reason"])})

    @staticmethod
    def _add_note(request, question, saved: str) -> None:
        note = NoteForm(request.POST, prefix="note")
        if not note.is_valid():
            messages.info(request, saved)
            return
        try:
            add_note(question=question, by=request.user, now=request.arrived_at, **note.cleaned_data)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("The note is there; the begun answer is kept."))

    @staticmethod
    def _own_words(question, reason: str) -> str:
        """How much the answer says so far, in the words of the check."""
        today = timezone.localdate()
        context = {
            "found": substance_of(reason, words_of(question)),
            "characters": legal_rule(CHARACTERS_RULE, today).whole,
            "words": legal_rule(WORDS_RULE, today).whole,
        }
        return render_to_string("admin/participation/own_words.html", context)

    def drafted(self):
        return Answer.objects.drafts().filter(**{f"{self.opts.model_name}__isnull": False}).values(self.opts.model_name)


def _sketches(question):
    return AnswerSketch.objects.filter(**field_of(question))
