"""May we apply? A minute's check, before sign-in and before anything is typed."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from grants.forms.eligibility import EligibilityForm
from grants.models import Call
from grants.validators.eligibility import Verdict


@login_not_required
def eligibility(request, slug):
    """The answers stand in the address, so nothing is kept of the visitor, and a colleague can be sent the result.

    The button stands there too: a form sent without any answer asks for them, which the bare address does not.
    """
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    form = EligibilityForm(request.GET or None, call=call)
    context = {"call": call, "form": form, "is_open": call.is_open(request.arrived_at)}
    if form.is_valid():
        verdict = form.verdict
        context |= {
            "findings": form.findings,
            "passes": verdict == Verdict.PASSES,
            "fails": verdict == Verdict.FAILS,
            "answers": urlencode(form.cleaned_data),
        }
    return render(request, "grants/eligibility.html", context)
