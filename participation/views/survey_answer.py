"""Answering a survey: page by page, kept on the way, checked, sent. Everything works without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext
from django.views import View
from django.views.decorators.cache import never_cache

from participation.actions.survey_response import (
    check_answerable,
    confirm_response,
    save_draft,
    send_code,
    submit_response,
)
from participation.forms.survey import CodeByMailForm, CodeForm, SendForm, SurveyPageForm
from participation.models import Survey, SurveyDraft
from participation.queries.questionnaire import in_words, pages_of, shown
from participation.queries.survey import draft_to_confirm
from portal.errors import DomainError
from portal.ui.throttling import throttle

DRAFTS = "survey_drafts"
"""In the session of a guest: the unfinished answers of each survey. Forgotten once they are sent."""


def _person(request):
    return request.user if request.user.is_authenticated else None


def _draft_of(request, survey: Survey) -> SurveyDraft | None:
    drafts = SurveyDraft.objects.unsent().filter(survey=survey)
    if request.user.is_authenticated:
        return drafts.filter(person=request.user).first()
    return drafts.filter(pk=request.session.get(DRAFTS, {}).get(str(survey.pk))).first()


def _remember(request, draft: SurveyDraft) -> None:
    if draft.person_id is None:
        request.session[DRAFTS] = request.session.get(DRAFTS, {}) | {str(draft.survey_id): str(draft.pk)}


def _forget(request, survey: Survey) -> None:
    kept = request.session.get(DRAFTS, {})
    request.session[DRAFTS] = {key: draft for key, draft in kept.items() if key != str(survey.pk)}


def _refused(request, survey: Survey, refusal: DomainError):
    context = {"survey": survey, "refusal": str(refusal)}
    return render(request, "participation/survey_refused.html", context, status=409)


@method_decorator([login_not_required, never_cache], name="dispatch")
class SurveyAnswer(View):
    """One page of the questionnaire. Each press of a button keeps what is answered; "later" gives the code."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.survey = get_object_or_404(Survey.objects.visible_to(request.user), slug=kwargs["slug"])

    def dispatch(self, request, *args, **kwargs):
        try:
            check_answerable(self.survey, _person(request), request.arrived_at)
        except DomainError as refusal:
            return _refused(request, self.survey, refusal)
        self.draft = _draft_of(request, self.survey)
        self.answers = self.draft.answers if self.draft else {}
        self.questions = list(self.survey.questions.all())
        self.pages = pages_of(self.questions)
        wanted = request.GET.get("lapa", "1")
        self.place = min(max(int(wanted) if wanted.isdecimal() else 1, 1), len(self.pages))
        return super().dispatch(request, *args, **kwargs)

    @property
    def page(self):
        """The page's questions, without those that an earlier page has closed, or that hang on such a one."""
        earlier = {question.number for page in self.pages[: self.place - 1] for question in page}
        asked = {question.number for question in shown(self.questions, self.answers)}
        here = {}
        for question in self.pages[self.place - 1]:
            before = question.shown_after
            if before is None or before in here or (before in earlier and question.number in asked):
                here[question.number] = question
        return list(here.values())

    def form(self, *args, **kwargs):
        return SurveyPageForm(*args, page=self.page, questions=self.questions, answers=self.answers, **kwargs)

    def get(self, request, slug):
        return self.show(self.form())

    def post(self, request, slug):
        act = request.POST.get("darbiba", "talak")
        form = self.form(request.POST, is_complete=act == "talak")
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            self.draft = save_draft(
                survey=self.survey, answers=form.found, draft=self.draft, person=_person(request), now=request.arrived_at
            )
        except DomainError as refusal:
            return _refused(request, self.survey, refusal)
        _remember(request, self.draft)
        self.answers = self.draft.answers
        if act == "velak":
            return redirect("participation:survey_saved", slug)
        return redirect(self.address(-1 if act == "atpakal" else +1))

    def address(self, step: int) -> str:
        """The next page on which something is asked, or after the last one the check before sending."""
        asked = {question.number for question in shown(self.questions, self.answers)}
        place = self.place + step
        while 1 <= place <= len(self.pages) and not any(question.number in asked for question in self.pages[place - 1]):
            place += step
        if place > len(self.pages):
            return reverse("participation:survey_send", args=[self.survey.slug])
        return reverse("participation:survey_answer", args=[self.survey.slug]) + f"?lapa={max(place, 1)}"

    def show(self, form, status=200):
        context = {
            "survey": self.survey,
            "form": form,
            "section": form.page[0].section if form.page else "",
            "place": self.place,
            "page_count": len(self.pages),
            "draft": self.draft,
        }
        return render(self.request, "participation/survey_answer.html", context, status=status)


@login_not_required
@never_cache
def survey_send(request, slug):
    """Read what was answered, mend it, send it."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), slug=slug)
    draft = _draft_of(request, survey)
    form = SendForm(request.POST or None, asks_email=survey.asks_email and not request.user.is_authenticated)
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, survey, draft, form.cleaned_data)
        except DomainError as refusal:
            if draft is None:
                return _refused(request, survey, refusal)
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
    if draft is None:
        return redirect("participation:survey_answer", slug)
    questions = list(survey.questions.all())
    asked = {question.number for question in shown(questions, draft.answers)}
    context = {
        "survey": survey,
        "form": form,
        "pages": [
            (place, page[0].section, [(one, in_words(one, draft.answers.get(one.key))) for one in page if one.number in asked])
            for place, page in enumerate(pages_of(questions), start=1)
        ],
    }
    return render(request, "participation/survey_send.html", context, status=422 if form.errors else 200)


def _send(request, survey, draft, data):
    person = _person(request)
    if person is None:
        throttle(request, "guest_form")
    response = submit_response(
        draft=draft or SurveyDraft(survey=survey),
        form_token=data["form_token"],
        person=person,
        email=data.get("email", ""),
        language=get_language() or "lv",
        now=request.arrived_at,
    )
    _forget(request, survey)
    return redirect(f"participation:survey_{'sent' if response else 'unconfirmed'}", survey.slug)


@login_not_required
def survey_sent(request, slug):
    survey = get_object_or_404(Survey.objects.visible_to(request.user), slug=slug)
    return render(request, "participation/survey_sent.html", {"survey": survey})


@login_not_required
def survey_unconfirmed(request, slug):
    """What to do now: open the letter and press the button."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), slug=slug)
    return render(request, "participation/survey_sent.html", {"survey": survey, "waits_for_link": True})


@login_not_required
@never_cache
def survey_confirm(request, token):
    """The link in the letter: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        draft = draft_to_confirm(token)
        if request.method == "POST":
            response = confirm_response(draft=draft, now=request.arrived_at)
            return redirect("participation:survey_sent", response.survey.slug)
    except DomainError as refusal:
        return render(request, "participation/survey_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "participation/survey_confirm.html", {"survey": draft.survey})


@login_not_required
@never_cache
def survey_saved(request, slug):
    """The answers are kept: a signed-in person finds them by signing in, a guest by the code on this page."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), slug=slug)
    draft = _draft_of(request, survey)
    if draft is None:
        return redirect("participation:survey_resume", slug)
    form = CodeByMailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, "guest_form")
            send_code(draft=draft, email=form.cleaned_data["email"], language=get_language() or "lv", now=request.arrived_at)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The code is sent."))
            return redirect("participation:survey_saved", slug)
    context = {"survey": survey, "draft": draft, "form": form}
    return render(request, "participation/survey_saved.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
def survey_resume(request, slug):
    """Go on where one stopped, by the code."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), slug=slug)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, "survey_code")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            code = "".join(letter for letter in form.cleaned_data["code"].upper() if letter.isalnum())
            draft = SurveyDraft.objects.unsent().filter(survey=survey, code=code, person=None).first()
            if draft:
                _remember(request, draft)
                return redirect("participation:survey_answer", slug)
            form.add_error("code", gettext("No unfinished answers have this code. Check it, or answer from the beginning."))
    return render(
        request, "participation/survey_resume.html", {"survey": survey, "form": form}, status=422 if form.errors else 200
    )
