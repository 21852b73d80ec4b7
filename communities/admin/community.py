from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities.actions.community import change_stage
from communities.actions.handover import ask_handover, call_off_handover, confirm_handover
from communities.actions.invitation import invite
from communities.actions.verification import return_community, verify_community
from communities.admin.overview import StageOverviewAdmin
from communities.enums import CommunityStage, MemberRole, Promise, Verification
from communities.forms.community import FirstLeaderForm, HandoverForm, VerifyForm
from communities.forms.shared import ReasonForm, RegistrationNumberField
from communities.models import Community, Membership
from communities.resources import CommunityResource
from communities.workflow import COMMUNITY, VERIFICATION
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.errors import StateConflict
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialRows, Step


class MembershipInline(OfficialRows):
    model = Membership
    fields = readonly_fields = ("person", "role", "accepted_at", "ended_at")

    @admin.display(description=_("person"))
    def person(self, membership) -> str:
        return str(membership.user)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class VerificationFilter(admin.SimpleListFilter):
    """Where the officers' own work is: what waits for them, what waits for the leader."""

    title = _("verification")
    parameter_name = "parbaude"

    def lookups(self, request, model_admin):
        return [(one.value, one.label) for one in (Verification.WAITING, Verification.RETURNED)]

    def queryset(self, request, queryset):
        chosen = {Verification.WAITING: queryset.waiting, Verification.RETURNED: queryset.returned}
        return chosen.get(self.value(), queryset.all)()


def _may_become(verification: str):
    return lambda community: VERIFICATION.allows(community.verification, verification)


def _may_turn(stage: str):
    return lambda community: community.verified_at is not None and COMMUNITY.allows(community.stage, stage)


def _waiting_handover(community: Community):
    return community.handovers.waiting().select_related("leader__user", "successor__user").first()


def _on_handover(act):
    """``act`` on the handover that waits; a colleague or the next leader may have been faster."""

    def perform(community: Community, **who):
        handover = _waiting_handover(community)
        if handover is None:
            raise StateConflict(_("No handover waits any more."))
        return act(handover=handover, **who)

    return perform


def _may_hand_over(community: Community) -> bool:
    roles = set(community.memberships.current().values_list("role", flat=True))
    return MemberRole.LEADER in roles and len(roles) > 1 and _waiting_handover(community) is None


@admin.register(Community)
class CommunityAdmin(StageOverviewAdmin, IndexedAdmin):
    export_resource = CommunityResource
    list_display = ("name", "stage", "legal_form", "residents_united", "declared_at", "verified_at")
    list_reads = ()
    list_filter = (VerificationFilter, "stage", "legal_form", "neighbourhoods")
    search_fields = ("name", "registration_number")
    workflow_fields = (
        "stage", "declared_at", "returned_at", "return_reason", "verified_at", "residents_united", "residents_united_on",
        "residents_proof",
    )  # fmt: skip
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
            available=_may_become(Verification.VERIFIED),
            prominent=True,
        ),
        Step(
            name="atdot",
            label=_("Send back"),
            permission="communities.verify_community",
            perform=lambda community, **answers: return_community(community=community, **answers),
            done=_("The community is sent back; its leader has got a letter with the reason."),
            form=ReasonForm,
            available=_may_become(Verification.RETURNED),
            explanation=_("Say what to correct and why: the leader reads it, corrects and sends the community again."),
        ),
        Step(
            name="uzaicinat-lideri",
            label=_("Invite the leader"),
            permission="communities.verify_community",
            perform=lambda community, **answers: invite(community=community, role=MemberRole.LEADER, **answers),
            done=_("The invitation is sent."),
            form=FirstLeaderForm,
            available=lambda community: community.stage == CommunityStage.IDENTIFIED,
            explanation=_("Whoever accepts leads the community; it is forming then and waits for verification."),
            prominent=True,
        ),
        Step(
            name="sakt",
            label=_("Set as forming again"),
            permission="communities.verify_community",
            perform=lambda community, **who: change_stage(community=community, stage=CommunityStage.FORMING, **who),
            done=_("The stage is changed."),
            available=_may_turn(CommunityStage.FORMING),
        ),
        Step(
            name="aktiva",
            label=_("Set as active"),
            permission="communities.verify_community",
            perform=lambda community, **who: change_stage(community=community, stage=CommunityStage.ACTIVE, **who),
            done=_("The stage is changed."),
            available=_may_turn(CommunityStage.ACTIVE),
        ),
        Step(
            name="neaktiva",
            label=_("Set as inactive"),
            permission="communities.verify_community",
            perform=lambda community, **who: change_stage(community=community, stage=CommunityStage.INACTIVE, **who),
            done=_("The stage is changed."),
            available=_may_turn(CommunityStage.INACTIVE),
        ),
        Step(
            name="nodot-vadibu",
            label=_("Hand the leadership over"),
            permission="communities.verify_community",
            perform=lambda community, **answers: ask_handover(community=community, **answers),
            done=_("Both have got a letter; the next leader or an officer confirms."),
            form=HandoverForm,
            available=_may_hand_over,
            explanation=_("For a community whose leader is gone or cannot do it."),
        ),
        Step(
            name="apstiprinat-nodosanu",
            label=_("Confirm the handover"),
            permission="communities.verify_community",
            perform=_on_handover(confirm_handover),
            done=_("The leadership is handed over."),
            available=lambda community: _waiting_handover(community) is not None,
            explanation=_("In place of the next leader's own confirmation."),
        ),
        Step(
            name="atcelt-nodosanu",
            label=_("Call the handover off"),
            permission="communities.verify_community",
            perform=_on_handover(call_off_handover),
            done=_("The handover is called off."),
            available=lambda community: _waiting_handover(community) is not None,
        ),
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "registration_number":
            kwargs |= {"form_class": RegistrationNumberField, "max_length": None}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def side_context(self, request, community):
        return {
            "side_template": "admin/communities/community_side.html",
            "obligation": obligation_of(community, Promise.VERIFICATION),
            "handover": _waiting_handover(community),
            "invitations": community.invitations.waiting(),
            "entries": timeline(community, public=False),
        }

    def save_model(self, request, obj, form, change):
        """An officer's own record is an identified community (S4-145); residents register theirs themselves."""
        if not change:
            obj.stage = CommunityStage.IDENTIFIED
        super().save_model(request, obj, form, change)
