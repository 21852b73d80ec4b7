from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.agreement import check_municipality_writes, create_agreement
from communities.admin.agreement_steps import STEPS
from communities.enums import AgreementState, CommitmentParty
from communities.models import Agreement, Clause, ClauseBlock, Commitment, LibraryClause
from communities.queries.agreement import (
    commitments_with_clocks,
    document_to_sign,
    latest_version,
    requirements_of,
    what_next,
)
from communities.queries.differences import compare_versions
from communities.resources import AgreementResource
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.errors import DomainError
from portal.ui.admin import OfficialAdmin, OfficialRows


class ClauseInline(OfficialRows):
    model = Clause

    def get_formset(self, request, obj=None, **kwargs):
        """Only the parts that an agreement of this kind has are offered."""
        self.kind = obj.kind if obj else ""
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "block":
            kwargs["choices"] = [("", "---------"), *((block.value, block.label) for block in ClauseBlock.of_kind(self.kind))]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class CommitmentInline(OfficialRows):
    model = Commitment
    exclude = ("kept_on", "kept_note")


class AgreementForm(forms.ModelForm):
    """Knows over which version it was opened, so that a text that moved on is not typed over."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            last = latest_version(self.instance)
            self.fields["seen"].initial = last.number if last else 0

    def clean(self):
        data = super().clean()
        if self.instance.pk:
            agreement = Agreement.objects.lock(self.instance.pk)
            try:
                check_municipality_writes(agreement)
            except DomainError as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
            last = latest_version(agreement)
            if data.get("seen") != (last.number if last else 0):
                raise forms.ValidationError(
                    _("There is a newer version of the text by now. What you typed is still here: open the agreement anew "
                      "in another window and carry it over.")
                )  # fmt: skip
        return data


@admin.register(Agreement)
class AgreementAdmin(IndexedAdmin):
    export_resource = AgreementResource
    form = AgreementForm
    slug_from = "title"
    list_display = ("title", "kind", "community", "state_today", "turn", "valid_from", "valid_to")
    list_filter = ("kind", "state", "turn")
    search_fields = ("title", "number")
    workflow_fields = (
        "state", "turn", "agreed_version", "published_at", "number", "signed_on", "paper_reason", "reviewed_on", "ended_on",
        "end_reason", "replaces",
    )  # fmt: skip
    inlines = (ClauseInline, CommitmentInline)
    steps = STEPS

    def get_inlines(self, request, obj):
        """A new draft starts from the library; what is written follows once it is there."""
        return super().get_inlines(request, obj) if obj else ()

    def is_locked(self, agreement) -> bool:
        """The text is written by the side that holds the pen, and by nobody once both agree on it."""
        try:
            check_municipality_writes(agreement)
        except DomainError:
            return True
        return False

    def has_change_permission(self, request, obj=None):
        """A form that was open while the text went to the community is answered with a sentence, not a closed door."""
        was_open = request.method == "POST" and obj is not None and obj.state == AgreementState.DRAFT
        return super().has_change_permission(request, None if was_open else obj)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            create_agreement(agreement=obj, by=request.user, now=request.arrived_at)

    def after_step(self, request, thing, step) -> str:
        """Renewing and amending lead to the new draft."""
        draft = thing.successors.order_by("-pk").first() if step.name in ("atjaunot", "grozit") else None
        return super().after_step(request, draft or thing, step)

    def get_urls(self):
        versions = path(
            "<path:object_id>/redakcijas/",
            self.admin_site.admin_view(self.versions_view),
            name="communities_agreement_versions",
        )
        return [versions, *super().get_urls()]

    def versions_view(self, request, object_id):
        """All versions with their remarks, and what changed between any two."""
        agreement = self.get_object(request, object_id)
        if agreement is None:
            raise Http404
        if not self.has_view_permission(request, agreement):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Versions and remarks"),
            "opts": self.opts,
            "original": agreement,
            "agreement": agreement,
            "comparison": compare_versions(agreement, request.GET.get("no", ""), request.GET.get("lidz", "")),
            "back": reverse("admin:communities_agreement_change", args=[agreement.pk]),
        }
        return TemplateResponse(request, "admin/communities/agreement_versions.html", context)

    @admin.display(description=_("state"), ordering="state")
    def state_today(self, agreement) -> str:
        return agreement.status.label

    def side_context(self, request, agreement):
        next_step, next_when = what_next(agreement, timezone.localdate())
        return {
            "side_template": "admin/communities/agreement_side.html",
            "is_locked": agreement.state not in (AgreementState.DRAFT, AgreementState.PUBLISHED),
            "document": document_to_sign(agreement),
            "requirements": requirements_of(agreement) if agreement.state == AgreementState.DRAFT else [],
            "version": latest_version(agreement),
            "is_with_community": agreement.state == AgreementState.DRAFT and agreement.turn == CommitmentParty.COMMUNITY,
            "promises": commitments_with_clocks(agreement) if agreement.signed_on else [],
            "next_step": next_step,
            "next_when": next_when,
            "entries": timeline(agreement, public=False),
        }


@admin.register(LibraryClause)
class LibraryClauseAdmin(OfficialAdmin):
    """The texts that new agreements start from. A change here leaves the agreements that are there as they are."""

    list_display = ("text", "kind", "block", "position", "is_default")
    list_filter = ("kind", "is_default", "block")
    search_fields = ("text",)
