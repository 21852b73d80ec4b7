"""Partners of an application: named by the applicant, confirmed by their own leader."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.models import memberships_of
from grants.actions.partner import confirm_partner, decline_partner, name_partner, remove_partner
from grants.enums import ApplicationState
from grants.forms.partner import PartnerForm
from grants.forms.sections import SECTIONS
from grants.models import Application, ApplicationPartner
from portal.errors import DomainError
from portal.ui.attempts import attempt


def partners_page(request, application: Application):
    """The section of the draft: who is named, who has confirmed, and one more."""
    form = PartnerForm(request.POST or None)
    about = {"application": application, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, name_partner, **about, **form.cleaned_data):
        messages.success(request, _("The partner is on the list. A community of the portal is asked to confirm by e-mail."))
        return redirect("grants:application_section", application.pk, "partneri")
    context = {
        "application": application,
        "label": SECTIONS["partneri"],
        "partners": application.partners.select_related("community"),
        "form": form,
        "is_open": application.is_open(request.arrived_at),
    }
    return render(request, "grants/application_partneri.html", context, status=422 if form.errors else 200)


@require_POST
def partner_remove(request, pk, partner):
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("grants.edit_application", application):
        raise PermissionDenied
    try:
        remove_partner(partner=get_object_or_404(application.partners, pk=partner), by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:application_section", pk, "partneri")


@never_cache
def partner_confirm(request, pk):
    """What the partner community is asked to take part in; its leader says yes or no."""
    asked = ApplicationPartner.objects.filter(community__in=memberships_of(request.user))
    partner = get_object_or_404(asked.select_related("application__call", "application__community", "community"), pk=pk)
    may_confirm = request.user.has_perm("grants.confirm_partner", partner)
    if request.method == "POST":
        if not may_confirm:
            raise PermissionDenied
        return _decided(request, partner)
    if partner.application.state == ApplicationState.WITHDRAWN:
        raise Http404
    context = {"partner": partner, "application": partner.application, "may_confirm": may_confirm}
    return render(request, "grants/partner_confirm.html", context)


def _decided(request, partner: ApplicationPartner):
    agrees = request.POST.get("atbilde") == "piekrist"
    about = {"partner": partner, "by": request.user, "now": request.arrived_at}
    try:
        (confirm_partner if agrees else decline_partner)(**about)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Thank you. The applicant is told.") if agrees else _("The applicant is told that you decline.")
        )
    return redirect("communities:desk", partner.community.slug)
