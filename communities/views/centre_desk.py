"""What a community does with its centres: bookings to decide, description, hours, equipment, photos, the poster."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from communities.actions.centre import save_centre
from communities.actions.photo import add_photo, remove_photo
from communities.documents.centre_poster import SIZES, poster_pdf
from communities.enums import BookingState
from communities.forms.centre import CentreForm, EquipmentRows, ExceptionRows, PeriodRows, SheetForm
from communities.forms.photo import PhotoForm
from communities.models import Booking, ResilienceSheet, ResourceCentre
from communities.views.desk import EDITS, own_community
from portal.errors import DomainError

EDITS_CENTRE = "communities.edit_centre"
SEES_INSIDE_CENTRE = "communities.see_inside_centre"


def desk_bookings(request, slug):
    """What waits for the community's word, and what is coming up."""
    community = own_community(request, slug)
    bookings = Booking.objects.filter(centre__community=community).for_list().order_by("starts_at")
    context = {
        "community": community,
        "waiting": bookings.waiting(request.arrived_at),
        "coming": bookings.filter(state=BookingState.CONFIRMED, ends_at__gt=request.arrived_at),
        "centres": community.resource_centres.taking_bookings(),
        "may_decide": request.user.has_perm(EDITS, community),
    }
    return render(request, "communities/desk_bookings.html", context)


def desk_centres(request, slug):
    community = own_community(request, slug)
    context = {
        "community": community,
        "centres": community.resource_centres.for_list(),
        "may_edit": request.user.has_perm(EDITS, community),
    }
    return render(request, "communities/desk_centres.html", context)


PARTS = {
    "apraksts": (_("Description"), (CentreForm,)),
    "laiki": (_("Opening hours"), (PeriodRows, ExceptionRows)),
    "aprikojums": (_("Equipment"), (EquipmentRows,)),
    "noturiba": (_("Resilience sheet"), (SheetForm,)),
}
"""The pages on which a centre is edited, each with its forms."""


def centre_edit(request, slug, centre, part):
    """One part of a centre, edited by its community."""
    community = own_community(request, slug, EDITS)
    centre = get_object_or_404(community.resource_centres, slug=centre)
    if part not in PARTS:
        raise Http404
    title, form_classes = PARTS[part]
    forms = [form_class(request.POST or None, instance=_edited_by(form_class, centre)) for form_class in form_classes]
    refusal = ""
    are_valid = [request.method == "POST" and form.is_valid() for form in forms]  # each says what is wrong in it
    if all(are_valid):
        try:
            save_centre(centre=centre, by=request.user, now=request.arrived_at, **_written(forms))
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, gettext("Saved."))
            return redirect(request.path)
    context = {
        "community": community,
        "centre": centre,
        "forms": forms,
        "parts": [(name, label) for name, (label, _form_classes) in PARTS.items()],
        "part": part,
        "title": title,
        "refusal": refusal,
        "wrong": [one for form in forms for one in getattr(form, "forms", [form]) if one.errors],
    }
    return render(request, "communities/centre_edit.html", context, status=422 if refusal or context["wrong"] else 200)


def _edited_by(form_class, centre: ResourceCentre):
    if form_class is not SheetForm:
        return centre
    return ResilienceSheet.objects.filter(centre=centre).first() or ResilienceSheet(centre=centre)


def _written(forms) -> dict[str, list]:
    """What the forms change and what they remove, not saved yet."""
    keep, drop = [], []
    for form in forms:
        changed = form.save(commit=False)
        keep += changed if isinstance(changed, list) else [changed]
        drop += getattr(form, "deleted_objects", [])
    return {"keep": keep, "drop": drop}


def _edited_centre(request, slug) -> ResourceCentre:
    """The centre, for its community's editors and the officers who keep the register."""
    centre = get_object_or_404(ResourceCentre.objects.visible_to(request.user).select_related("community"), slug=slug)
    if not request.user.has_perm(EDITS_CENTRE, centre):
        raise PermissionDenied
    return centre


def centre_photos(request, slug):
    """The pictures of a centre, and the form for one more."""
    centre = _edited_centre(request, slug)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_photo(album=centre.photos, by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The photo is on the page."))
            return redirect(request.path)
    context = {"centre": centre, "photos": centre.photos.all(), "form": form}
    return render(request, "communities/centre_photos.html", context, status=422 if form.errors else 200)


@require_POST
def centre_photo_remove(request, slug, pk):
    centre = _edited_centre(request, slug)
    photo = get_object_or_404(centre.photos.select_related("file"), pk=pk)
    remove_photo(photo=photo, owner=centre, by=request.user, now=request.arrived_at)
    messages.success(request, gettext("The photo is removed."))
    return redirect("communities:centre_photos", slug)


def centre_poster(request, slug, size):
    """A poster for the door: hours, contact and the way to the centre's page."""
    centre = get_object_or_404(ResourceCentre.objects.visible_to(request.user).for_list(), slug=slug)
    if not request.user.has_perm(SEES_INSIDE_CENTRE, centre):
        raise PermissionDenied
    if size not in SIZES:
        raise Http404
    response = HttpResponse(poster_pdf(centre, size, timezone.localdate(request.arrived_at)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plakats-{centre.slug}-{size}.pdf"'
    return response
