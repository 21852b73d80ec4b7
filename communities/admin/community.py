from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities.actions.community import change_stage, verify_community
from communities.admin.base import IndexedAdmin
from communities.enums import CommunityStage
from communities.forms.community import VerifyForm
from communities.models import (
    Community,
    Membership,
)
from portal.ui.admin import OfficialRows, Step


class MembershipInline(OfficialRows):
    model = Membership
    fields = readonly_fields = ("person", "role", "accepted_at", "ended_at")

    @admin.display(description=_("person"))
    def person(self, membership) -> str:
        return str(membership.user)

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Community)
class CommunityAdmin(IndexedAdmin):
    list_display = ("name", "stage", "legal_form", "residents_united", "verified_at")
    list_filter = ("stage", "legal_form", "neighbourhoods")
    search_fields = ("name", "registration_number")
    autocomplete_fields = ("neighbourhoods",)
    workflow_fields = ("stage", "verified_at", "residents_united", "residents_united_on")
    exclude = ("verified_by",)
    inlines = (MembershipInline,)
    steps = (
        Step(
            name="apstiprinat",
            label=_("Verify"),
            permission="communities.verify_community",
            perform=lambda community, **answers: verify_community(community=community, **answers),
            done=_("The community is verified and its page is public."),
            form=VerifyForm,
            available=lambda community: community.verified_at is None,
            prominent=True,
        ),
        Step(
            name="aktiva",
            label=_("Set as active"),
            permission="communities.verify_community",
            perform=lambda community, **answers: change_stage(community=community, stage=CommunityStage.ACTIVE, **answers),
            done=_("The stage is changed."),
            available=lambda community: community.verified_at and community.stage in ("forming", "inactive"),
        ),
        Step(
            name="neaktiva",
            label=_("Set as inactive"),
            permission="communities.verify_community",
            perform=lambda community, **answers: change_stage(community=community, stage=CommunityStage.INACTIVE, **answers),
            done=_("The stage is changed."),
            available=lambda community: community.stage in ("forming", "active"),
        ),
    )

    def save_model(self, request, obj, form, change):
        """An officer's own record is an identified community (S4-145); residents register theirs themselves."""
        if not change:
            obj.stage = CommunityStage.IDENTIFIED
        super().save_model(request, obj, form, change)
