"""The form of an early warning and its confirmation. What was sent is read behind its receipt, nowhere else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from communities.queries.speaking import communities_spoken_for
from participation.actions.early_warning import confirm_warning, send_warning
from participation.enums import WarningState
from participation.forms.early_warning import WarningForm
from participation.models import EarlyWarning, WarningCategory
from participation.queries.early_warning import warning_to_confirm
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.obligations.receipts import open_in_browser, receipt_of
from portal.ui.throttling import throttle


@login_not_required
@never_cache
@sensitive_post_parameters()
def warning_create(request):
    """Somebody noticed trouble: what, where, and whom it goes to. In danger the page sends them to 112 first."""
    communities = communities_spoken_for(request.user)
    form = WarningForm(request.POST or None, user=request.user, communities=communities)
    if request.method == "POST" and form.is_valid():
        try:
            warning = _send(request, form.cleaned_data)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            return (
                redirect("participation:warning_sent")
                if warning.state == WarningState.UNCONFIRMED
                else _to_receipt(request, warning)
            )
    context = {"form": form, "categories": WarningCategory.objects.active()}
    return render(request, "participation/warning_form.html", context, status=422 if form.errors else 200)


def _send(request, data) -> EarlyWarning:
    if request.user.is_authenticated:
        throttle(request, "person_form")
        person = {"by": request.user, "name": request.user.name, "email": request.user.email}
    else:
        throttle(request, "guest_form")
        person = {"by": Guest()}
    return send_warning(now=request.arrived_at, language=get_language() or "lv", **person, **data)


def _to_receipt(request, warning: EarlyWarning):
    receipt = receipt_of(warning)
    open_in_browser(request, receipt)
    return redirect("obligations:receipt_detail", receipt.number)


@login_not_required
def warning_sent(request):
    """What to do now: open the mail and press the button."""
    return render(request, "participation/warning_sent.html")


@login_not_required
@never_cache
def warning_confirm(request, token):
    """The link in the mail: one button, and not a word of what was written."""
    try:
        warning = warning_to_confirm(token)
        if request.method == "POST" or warning.state != WarningState.UNCONFIRMED:
            warning = confirm_warning(warning=warning, by=Guest(), now=request.arrived_at)
            messages.success(request, gettext("Thank you. The message is received; keep the number and the secret."))
            return _to_receipt(request, warning)
    except DomainError as refusal:
        return render(request, "participation/warning_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "participation/warning_confirm.html", {"sent_at": warning.received_at})
