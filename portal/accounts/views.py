from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.actions import change_profile, erase_person, export_own_data
from portal.accounts.forms import EraseForm, ProfileForm
from portal.errors import DomainError


@never_cache
def profile(request):
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        change_profile(person=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@require_POST
@never_cache
def own_data(request):
    """Everything the portal holds about the signed-in person, as a JSON file."""
    data = export_own_data(person=request.user, by=request.user, now=timezone.now())
    response = JsonResponse(data, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mani-dati.json"'
    return response


@never_cache
def erase(request):
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=request.user, by=request.user, now=timezone.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Your account is closed and your personal data erased."))
            return redirect("pages:home")
    return render(request, "accounts/erase.html", {"form": form}, status=422 if form.errors else 200)
