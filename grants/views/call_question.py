"""Asking about a call, and the guest's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from grants.actions.call_question import ask_about_call, confirm_question
from grants.enums import CallQuestionState
from grants.forms.call_question import CallQuestionForm
from grants.models import Call, CallQuestion
from grants.queries.call_question import question_to_confirm
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def call_question_create(request, slug):
    """One question, no account needed."""
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("unit"), slug=slug)
    form = CallQuestionForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            question = _ask(request, call, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            if question.state == CallQuestionState.UNCONFIRMED:
                return redirect("grants:call_question_sent", slug)
            messages.success(request, gettext("Your question is received. The answer comes by e-mail."))
            return redirect(call)
    context = {
        "call": call,
        "form": form,
        "takes_questions": call.takes_questions_at(request.arrived_at),
        "questions": call.questions.published(),
    }
    return render(request, "grants/call_question_form.html", context, status=422 if form.errors else 200)


def _ask(request, call: Call, **data) -> CallQuestion:
    by = request.user
    if by.is_authenticated:
        throttle(request, "question")
        data["email"] = by.email
    else:
        throttle(request, "guest_form")
        by = Guest()
    return ask_about_call(call=call, language=get_language() or "lv", by=by, now=request.arrived_at, **data)


@login_not_required
def call_question_sent(request, slug):
    """What to do now: open the mail and press the button."""
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    return render(request, "grants/call_question_sent.html", {"call": call})


@login_not_required
@never_cache
def call_question_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        question = question_to_confirm(token)
        if question.state != CallQuestionState.UNCONFIRMED:
            messages.info(request, gettext("This question was confirmed before. The answer comes by e-mail."))
            return redirect(question.call)
        if request.method == "POST":
            question = confirm_question(question=question, now=request.arrived_at)
            messages.success(request, gettext("Your question is received. The answer comes by e-mail."))
            return redirect(question.call)
    except DomainError as refusal:
        return render(request, "grants/call_question_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "grants/call_question_confirm.html", {"question": question})
