from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from communities.actions.contact_person import confirm_contact_person, report_correction
from communities.forms.neighbourhood import CorrectionForm
from communities.queries.contact_person import contact_to_confirm
from portal.audit.actions import Guest
from portal.errors import DomainError


@login_not_required
@never_cache
def contact_confirm(request, token):
    """The link in the half-yearly mail: the data, "still correct", "something changed". Mail programs that open links by
    themselves confirm nothing, since only a button writes."""
    try:
        contact = contact_to_confirm(token)
        form = CorrectionForm(request.POST if "labot" in request.POST else None)
        who = {"contact": contact, "by": Guest(contact.post), "now": request.arrived_at}
        if request.method == "POST" and "labot" not in request.POST:
            confirm_contact_person(on=timezone.localdate(request.arrived_at), **who)
            return render(request, "communities/contact_confirmed.html", {"contact": contact})
        if form.is_valid():
            report_correction(text=form.cleaned_data["text"], **who)
            return render(request, "communities/contact_confirmed.html", {"contact": contact, "is_reported": True})
    except DomainError as refusal:
        return render(request, "communities/contact_confirm.html", {"refusal": str(refusal)}, status=410)
    context = {"contact": contact, "form": form}
    return render(request, "communities/contact_confirm.html", context, status=422 if form.errors else 200)
