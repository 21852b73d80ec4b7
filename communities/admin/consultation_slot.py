from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.consultation_slot import offer_slots, withdraw_slot
from communities.forms.consultation_slot import UnitOfferForm
from communities.models import ConsultationSlot
from communities.resources import ConsultationSlotResource
from portal.ui.admin import OfficialAdmin, Step

OFFER = Step(
    name="piedavat",
    label=_("Offer hours of advice"),
    permission="communities.add_consultationslot",
    perform=lambda slot, **answers: offer_slots(**answers),
    done=_("The hours are offered to everybody."),
    form=UnitOfferForm,
)


@admin.register(ConsultationSlot)
class ConsultationSlotAdmin(OfficialAdmin):
    """Hours that units give; an NGO centre keeps its own on its desk."""

    export_resource = ConsultationSlotResource
    list_display = ("topic", "unit", "starts_at", "booked_for", "booked_at", "withdrawn_at")
    list_filter = ("unit",)
    search_fields = ("topic",)
    date_hierarchy = "starts_at"
    fields = (
        "unit",
        "topic",
        "place",
        "starts_at",
        "ends_at",
        "booked_by",
        "booked_for",
        "booked_at",
        "question",
        "withdrawn_at",
    )
    steps = (
        Step(
            name="atsaukt",
            label=_("Withdraw the hour"),
            permission="communities.change_consultationslot",
            perform=lambda slot, **who: withdraw_slot(slot=slot, **who),
            done=_("The hour is withdrawn. Whoever had booked it is told."),
            available=lambda slot: slot.withdrawn_at is None and slot.starts_at > timezone.now(),
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).filter(unit__isnull=False)

    def has_change_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        """One form for a single hour and for a series, by the same action as on the NGO centre's desk."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        back = reverse("admin:communities_consultationslot_changelist")
        form = self._step_form(OFFER, None, request)
        if request.method == "POST" and form.is_valid() and self._performed(OFFER, None, form, request):
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": OFFER.label,
            "opts": self.opts,
            "step": OFFER,
            "form": form,
            "is_available": True,
            "back": back,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, self.step_template, context, status=200 if request.method == "GET" else 422)
