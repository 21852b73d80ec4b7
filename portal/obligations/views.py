from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.errors import DomainError
from portal.obligations.forms import ReceiptForm
from portal.obligations.models import Obligation, Receipt
from portal.obligations.receipts import RECEIPTS, open_in_browser, opened_receipts, opens, secret_of
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def receipt_lookup(request):
    """Number and secret from the receipt open the page of what was handed in, without an account."""
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"].strip().upper()
        try:
            throttle(request, "receipt")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            if _open(request, number, form.cleaned_data["secret"]):
                return redirect("obligations:receipt_detail", number=number)
            form.add_error(
                None, _("There is no receipt with this number and secret. Check both: the secret has twelve letters and digits.")
            )
    return render(request, "obligations/receipt_lookup.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@never_cache
def receipt_detail(request, number):
    """What was handed in, its clock and its answer. Opened by the secret once in this browser, or by ``?atslega=``."""
    secret = request.GET.get("atslega")
    if secret:
        try:
            throttle(request, "receipt_link")
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect("obligations:receipt_lookup")
        if _open(request, number, secret):
            return redirect("obligations:receipt_detail", number=number)
    if number not in opened_receipts(request):
        messages.info(request, _("Type the number and the secret from your receipt."))
        return redirect("obligations:receipt_lookup")
    receipt = Receipt.objects.get(number=number)
    subject = receipt.subject
    if subject is None:
        return redirect("obligations:receipt_lookup")
    obligation = Obligation.objects.about(subject).order_by("-received_at", "-pk").first()
    context = {
        "receipt": receipt,
        "secret": secret_of(receipt),
        "view": RECEIPTS[subject._meta.label_lower](subject),
        "obligation": obligation,
        "status_address": request.build_absolute_uri(reverse("obligations:receipt_lookup")),
    }
    return render(request, "obligations/receipt_detail.html", context)


def _open(request, number: str, secret: str) -> bool:
    receipt = Receipt.objects.filter(number=number).first()
    if receipt is None or not opens(receipt, secret):
        return False
    open_in_browser(request, receipt)
    return True
