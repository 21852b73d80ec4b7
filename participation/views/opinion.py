"""The form of an opinion and its confirmation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from communities.queries.speaking import communities_spoken_for
from participation.actions.opinion import confirm_opinion, submit_opinion
from participation.enums import OpinionState
from participation.forms.opinion import OpinionForm
from participation.models import Consultation, Opinion, Paragraph
from participation.queries.document import paragraph_for
from participation.queries.opinion import opinion_to_confirm
from portal.audit.actions import Guest
from portal.errors import DomainError, InvalidInput
from portal.files.responses import private_response
from portal.obligations.receipts import open_in_browser, receipt_of
from portal.ui.throttling import throttle

CONFIRMED = (OpinionState.RECEIVED, OpinionState.ANSWERED, OpinionState.HIDDEN)


@login_not_required
@never_cache
def opinion_create(request, slug):
    """The form of an opinion, on the whole or on a paragraph (``?punkts=``): two minutes, no account needed."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).for_list(), slug=slug)
    arrived = request.arrived_at
    communities = communities_spoken_for(request.user)
    form = OpinionForm(request.POST or None, request.FILES or None, user=request.user, communities=communities)
    paragraph, refusal = _paragraph(request, consultation)
    if request.method == "POST" and form.is_valid():
        try:
            opinion = _submit(request, consultation, form.cleaned_data, arrived)
        except DomainError as error:
            field = getattr(error, "field", None)
            form.add_error(field if field in form.fields else None, str(error))
        else:
            return _after_opinion(request, opinion)
    context = {
        "consultation": consultation,
        "form": form,
        "paragraph": paragraph,
        "paragraph_refusal": refusal,
        "is_open": consultation.is_open(arrived),
        "is_upcoming": arrived < consultation.opens_at,
    }
    return render(request, "participation/opinion_form.html", context, status=422 if form.errors else 200)


def _paragraph_key(request) -> int | None:
    key = request.GET.get("punkts", "")
    return int(key) if key.isdecimal() and len(key) < 18 else None


def _paragraph(request, consultation) -> tuple[Paragraph | None, str]:
    """What the opinion is about, or why it cannot be about that any more."""
    key = _paragraph_key(request)
    try:
        return (paragraph_for(consultation, key) if key else None), ""
    except InvalidInput as refusal:
        return None, str(refusal)


def _submit(request, consultation, data, arrived) -> Opinion:
    if request.user.is_authenticated:
        throttle(request, "person_form")
        by, name, email = request.user, request.user.name, request.user.email
    else:
        throttle(request, "guest_form")
        by, name, email = Guest(), data.pop("name"), data.pop("email")
    return submit_opinion(
        consultation=consultation,
        name=name,
        email=email,
        language=get_language() or "lv",
        paragraph_key=_paragraph_key(request),
        by=by,
        now=arrived,
        **data,
    )


def _after_opinion(request, opinion: Opinion):
    if opinion.state == OpinionState.UNCONFIRMED:
        return redirect("participation:opinion_sent", opinion.consultation.slug)
    return _to_receipt(request, opinion)


def _to_receipt(request, opinion: Opinion):
    """Open the receipt in this browser and show it."""
    receipt = receipt_of(opinion)
    open_in_browser(request, receipt)
    return redirect("obligations:receipt_detail", receipt.number)


@login_not_required
def opinion_sent(request, slug):
    """What to do now: open the mail and press the link."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    return render(request, "participation/opinion_sent.html", {"consultation": consultation})


@login_not_required
@never_cache
def opinion_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        opinion = opinion_to_confirm(token)
        if opinion.state in CONFIRMED:
            messages.info(request, gettext("This opinion was confirmed before. Here is its receipt."))
            return _to_receipt(request, opinion)
        if request.method == "POST":
            opinion = confirm_opinion(opinion=opinion, now=request.arrived_at)
            messages.success(request, gettext("Thank you. Your opinion is received; keep the number and the secret."))
            return _to_receipt(request, opinion)
    except DomainError as refusal:
        return render(request, "participation/opinion_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "participation/opinion_confirm.html", {"opinion": opinion})


@login_not_required
def opinion_attachment(request, pk):
    """What was attached to a public opinion."""
    opinion = get_object_or_404(Opinion.objects.visible_to(request.user).select_related("attachment"), pk=pk)
    if opinion.attachment is None:
        raise Http404
    return private_response(opinion.attachment)
