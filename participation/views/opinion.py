"""The form of an opinion, its confirmation and its withdrawal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from communities.queries.speaking import communities_spoken_for
from participation.actions.opinion import confirm_opinion, submit_opinion, withdraw_opinion
from participation.enums import OpinionState
from participation.forms.opinion import OpinionForm
from participation.models import Consultation, Opinion
from participation.queries.opinion import opinion_to_confirm
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.files.responses import private_response
from portal.obligations.models import Receipt
from portal.obligations.views import OPENED
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def opinion_create(request, slug):
    """The form of an opinion: two minutes, no account needed."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).for_list(), slug=slug)
    arrived = request.arrived_at
    communities = communities_spoken_for(request.user)
    form = OpinionForm(request.POST or None, request.FILES or None, user=request.user, communities=communities)
    if request.method == "POST" and form.is_valid():
        try:
            opinion = _submit(request, consultation, form.cleaned_data, arrived)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            return _after_opinion(request, opinion)
    context = {
        "consultation": consultation,
        "form": form,
        "is_open": consultation.is_open(arrived),
        "is_upcoming": arrived < consultation.opens_at,
    }
    return render(request, "participation/opinion_form.html", context, status=422 if form.errors else 200)


def _submit(request, consultation, data, arrived) -> Opinion:
    if request.user.is_authenticated:
        by, name, email = request.user, request.user.name, request.user.email
    else:
        throttle(request, "guest_form")
        by, name, email = Guest(), data["name"], data["email"]
    return submit_opinion(
        consultation=consultation,
        text=data["text"],
        form_token=data["form_token"],
        name=name,
        email=email,
        language=get_language() or "lv",
        publish_name=data["publish_name"],
        community=data.get("community"),
        residents_represented=data.get("residents_represented"),
        how_agreed=data.get("how_agreed", ""),
        attachment=data["attachment"],
        by=by,
        now=arrived,
    )


def _after_opinion(request, opinion: Opinion):
    if opinion.state == OpinionState.UNCONFIRMED:
        return redirect("participation:opinion_sent", opinion.consultation.slug)
    return _to_receipt(request, opinion)


def _to_receipt(request, opinion: Opinion):
    """Open the receipt in this browser and show it."""
    receipt = Receipt.objects.filter(subject_type__model="opinion", subject_id=opinion.pk).get()
    request.session[OPENED] = [*request.session.get(OPENED, [])[-19:], receipt.number]
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
        if opinion.state in (OpinionState.RECEIVED, OpinionState.ANSWERED):
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
@never_cache
def opinion_withdraw(request, pk):
    """The author takes the opinion back: signed in, or with the receipt opened in this browser."""
    opinion = get_object_or_404(Opinion.objects.select_related("consultation"), pk=pk)
    receipt = Receipt.objects.filter(subject_type__model="opinion", subject_id=opinion.pk).first()
    is_author = request.user.is_authenticated and opinion.author_id == request.user.pk
    if not is_author and not (receipt and receipt.number in request.session.get(OPENED, [])):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            by = request.user if is_author else Guest()
            withdraw_opinion(opinion=opinion, by=by, now=request.arrived_at)
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, gettext("The opinion is withdrawn."))
            return redirect(opinion.consultation)
    context = {"opinion": opinion, "refusal": refusal, "receipt": receipt}
    return render(request, "participation/opinion_withdraw.html", context, status=409 if refusal else 200)


@login_not_required
def opinion_attachment(request, pk):
    """What was attached to a public opinion."""
    opinion = get_object_or_404(Opinion.objects.visible_to(request.user).select_related("attachment"), pk=pk)
    if opinion.attachment is None:
        raise Http404
    return private_response(opinion.attachment)
