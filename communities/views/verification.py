from django.contrib import messages
from django.forms import model_to_dict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.community import register_community, send_community_again
from communities.enums import Verification
from communities.forms.community import CommunityForm, RegisterForm
from communities.models import Neighbourhood
from communities.views.desk import LEADS, own_community
from portal.errors import DomainError
from portal.obligations.rules_of_law import legal_rule, work_calendar
from portal.ui.attempts import attempt
from portal.ui.links import asked
from portal.ui.throttling import throttle


def register(request):
    """Five questions and a promise; everything else may be told later (S4-146)."""
    chosen = Neighbourhood.objects.filter(slug=asked(request, "apkaime"))
    form = RegisterForm(request.POST or None, initial={"neighbourhoods": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            throttle(request, "invitation")
            community = register_community(by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(
                request, _("The community is received. A receipt is on its way to you, an invitation to the second person.")
            )
            return redirect(community)
    today = timezone.localdate(request.arrived_at)
    context = {"form": form, "verified_by": legal_rule("VERIFICATION", today).term.due_on(today, work_calendar())}
    return render(request, "communities/register.html", context, status=422 if form.errors else 200)


def send_again(request, slug):
    """The leader corrects what the officer wrote about and sends the community again."""
    community = own_community(request, slug, LEADS)
    if community.verification != Verification.RETURNED:
        return redirect(community)
    form = CommunityForm(request.POST or None, initial=model_to_dict(community, CommunityForm.base_fields))
    facts = {"community": community, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid() and attempt(form, send_community_again, **facts, **form.cleaned_data):
        messages.success(request, _("Thank you. The community is being verified again."))
        return redirect(community)
    context = {"community": community, "form": form}
    return render(request, "communities/send_again.html", context, status=422 if form.errors else 200)
