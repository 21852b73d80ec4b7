""" "I need this too", and signatures under a collective submission."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation.actions.support import confirm_support, give_support, withdraw_support
from participation.forms.submission import SupportForm
from participation.models import Submission
from participation.queries.submission import support_of_guest, youngest_signatory
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def support_create(request, pk):
    """Whoever is signed in supports with one press; a guest leaves an address; a signature needs a name."""
    submission = get_object_or_404(Submission.objects.public(), pk=pk)
    age = youngest_signatory(request.arrived_at)
    posted = request.POST if request.method == "POST" else None
    form = SupportForm(posted, submission=submission, user=request.user, age=age)
    if posted is not None and form.is_valid():
        try:
            return _supported(request, submission, form.cleaned_data)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
    context = {"submission": submission, "form": form}
    return render(request, "participation/support_form.html", context, status=422 if form.errors else 200)


def _supported(request, submission, data):
    is_guest = not request.user.is_authenticated
    if is_guest:
        throttle(request, "guest_form")
    give_support(
        submission=submission, email=data.get("email", ""), name=data.get("name", ""), declares=data.get("declared", False),
        language=get_language() or "lv", by=Guest() if is_guest else request.user, now=request.arrived_at,
    )  # fmt: skip
    if is_guest:
        return redirect("participation:submission_sent")
    messages.success(request, gettext("You are counted. Thank you."))
    return redirect(submission)


@require_POST
def support_withdraw(request, pk):
    submission = get_object_or_404(Submission.objects.public(), pk=pk)
    support = get_object_or_404(submission.supports.of(request.user))
    try:
        withdraw_support(support=support, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("It is taken back and no longer counted."))
    return redirect(submission)


@login_not_required
@never_cache
def support_confirm(request, token):
    """The guest's page: first a button that confirms, from then on one that takes back."""
    try:
        support = support_of_guest(token)
        if request.method == "POST" and "withdraw" in request.POST:
            withdraw_support(support=support, by=Guest(), now=request.arrived_at)
            messages.success(request, gettext("It is taken back and no longer counted."))
            return redirect(support.submission)
        if request.method == "POST":
            support = confirm_support(support=support, by=Guest(), now=request.arrived_at)
            messages.success(request, gettext("You are counted. Thank you."))
    except DomainError as refusal:
        return render(request, "participation/support_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "participation/support_confirm.html", {"support": support})
