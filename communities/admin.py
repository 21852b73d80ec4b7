from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.agreement import publish_agreement, put_into_force, send_for_signing
from communities.actions.community import change_stage, verify_community
from communities.actions.good_practice import publish_practice, send_back_practice
from communities.actions.neighbourhood import release_contact_person
from communities.enums import AgreementState, CommunityStage, PracticeState
from communities.forms import PutIntoForceForm, ReasonForm, ReleaseContactForm, VerifyForm
from communities.models import (
    Agreement,
    Clause,
    Commitment,
    Community,
    ContactPerson,
    Equipment,
    GoodPractice,
    Membership,
    Neighbourhood,
    NeighbourhoodPriority,
    ResourceCentre,
    Term,
)
from communities.workflow import AGREEMENT
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.admin import OfficialAdmin, OfficialBlocks, OfficialRows, Step
from portal.ui.search import index


class IndexedAdmin(OfficialAdmin):
    """What an officer types is found by the search at once. The address follows from the name and then stays."""

    slug_from = "name"

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": (self.slug_from,)}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)


class PriorityInline(OfficialRows):
    model = NeighbourhoodPriority


class ContactPersonInline(OfficialBlocks):
    """Contacts are named here; releasing one is a step, because the last may not go (D6)."""

    model = ContactPerson
    fields = ("post", "user", "unit", "phone", "email", "hours", "hours_per_month", "confirmed_on")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = get_user_model().objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(is_active=True)


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(IndexedAdmin):
    list_display = ("name", "kind", "is_dense", "is_active")
    list_filter = ("kind", "is_dense", "is_active")
    search_fields = ("name",)
    inlines = (ContactPersonInline, PriorityInline)
    steps = (
        Step(
            name="atbrivot-kontaktpersonu",
            label=_("Release a contact person"),
            permission="communities.change_contactperson",
            perform=lambda neighbourhood, contact, **who: release_contact_person(contact=contact, **who),
            done=_("The contact person is released."),
            form=ReleaseContactForm,
            available=lambda neighbourhood: neighbourhood.contact_persons.active().exists(),
            explanation=_("Name the next one first: a neighbourhood is never without a contact person."),
        ),
    )


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


class EquipmentInline(OfficialRows):
    model = Equipment


@admin.register(ResourceCentre)
class ResourceCentreAdmin(IndexedAdmin):
    list_display = ("name", "community", "setting", "is_reference", "is_active")
    list_filter = ("setting", "is_reference", "is_active")
    search_fields = ("name", "host")
    autocomplete_fields = ("community", "neighbourhood")
    inlines = (EquipmentInline,)


@admin.register(GoodPractice)
class GoodPracticeAdmin(IndexedAdmin):
    slug_from = "title"
    list_display = ("title", "place", "state", "community")
    list_filter = ("state",)
    search_fields = ("title", "challenge")
    autocomplete_fields = ("community", "tags", "tools", "aspects")
    exclude = ("submitted_by",)
    workflow_fields = ("state", "published_at", "return_reason")
    steps = (
        Step(
            name="publicet",
            label=_("Publish"),
            permission="communities.moderate_goodpractice",
            perform=lambda practice, **answers: publish_practice(practice=practice, **answers),
            done=_("The card is published."),
            available=lambda practice: practice.state == PracticeState.SUBMITTED,
            prominent=True,
        ),
        Step(
            name="atdot",
            label=_("Send back"),
            permission="communities.moderate_goodpractice",
            perform=lambda practice, **answers: send_back_practice(practice=practice, **answers),
            done=_("The card is sent back to its author."),
            form=ReasonForm,
            available=lambda practice: practice.state in (PracticeState.SUBMITTED, PracticeState.PUBLISHED),
        ),
    )


@admin.register(Term)
class TermAdmin(OfficialAdmin):
    list_display = ("name", "name_en", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "name_en")


class ClauseInline(OfficialRows):
    model = Clause


class CommitmentInline(OfficialRows):
    model = Commitment


def _next_is(state: str):
    return lambda agreement: AGREEMENT.allows(agreement.state, state)


@admin.register(Agreement)
class AgreementAdmin(IndexedAdmin):
    slug_from = "title"
    list_display = ("title", "kind", "community", "state", "valid_from", "valid_to")
    list_filter = ("kind", "state")
    search_fields = ("title", "number")
    autocomplete_fields = ("community",)
    workflow_fields = ("state", "published_at", "signed_on", "number")
    inlines = (ClauseInline, CommitmentInline)
    steps = (
        Step(
            name="publicet",
            label=_("Publish the draft"),
            permission="communities.change_agreement",
            perform=lambda agreement, **answers: publish_agreement(agreement=agreement, **answers),
            done=_("The draft is public and is being printed."),
            available=_next_is(AgreementState.PUBLISHED),
        ),
        Step(
            name="parakstit",
            label=_("Send for signing"),
            permission="communities.change_agreement",
            perform=lambda agreement, **answers: send_for_signing(agreement=agreement, **answers),
            done=_("The version to be signed is being printed."),
            available=_next_is(AgreementState.SIGNING),
            prominent=True,
        ),
        Step(
            name="speka",
            label=_("Put into force"),
            permission="communities.sign_agreement",
            perform=lambda agreement, **answers: put_into_force(agreement=agreement, **answers),
            done=_("The agreement is in force; its commitments have their clocks."),
            form=PutIntoForceForm,
            available=_next_is(AgreementState.IN_FORCE),
            prominent=True,
            initial=lambda agreement: {"signed_on": timezone.localdate()},
        ),
    )

    def is_locked(self, agreement) -> bool:
        return agreement.state != AgreementState.DRAFT

    def side_context(self, request, agreement):
        return {
            "side_template": "admin/communities/agreement_side.html",
            "document": Document.objects.latest_of("communities.agreement", agreement),
            "entries": timeline(agreement, public=False),
        }
