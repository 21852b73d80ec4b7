from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.actions.call import begin_evaluation, close_decisions, publish_call
from grants.actions.evaluation import name_commission_member
from grants.enums import CallState
from grants.forms.call import PublishCallForm
from grants.forms.evaluation import CommissionMemberForm
from grants.models import Call, CommissionMember, CostCategory, Criterion, InKindRate, Lot
from grants.queries.guidelines import guideline_checks
from grants.queries.money import remaining
from grants.queries.ranking import ranking
from portal.audit.wording import timeline
from portal.ui.admin import OfficialAdmin, OfficialRows, Step, amount
from portal.ui.search import index


class LotInline(OfficialRows):
    model = Lot


class CostCategoryInline(OfficialRows):
    model = CostCategory


class InKindRateInline(OfficialRows):
    model = InKindRate


class CriterionInline(OfficialRows):
    model = Criterion


class CommissionInline(OfficialRows):
    """Members are named by a step, also after the call is announced; here they are shown."""

    model = CommissionMember
    fields = readonly_fields = ("person", "represents", "is_chair")

    @admin.display(description=_("person"))
    def person(self, member) -> str:
        return str(member.user)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Call)
class CallAdmin(OfficialAdmin):
    list_display = ("title", "state", amount("total", _("money in all")), "closes_at", "decision_on")
    list_filter = ("state", "unit")
    search_fields = ("title",)
    workflow_fields = ("state", "published_at")
    inlines = (LotInline, CostCategoryInline, InKindRateInline, CriterionInline, CommissionInline)
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "description", "rules", "themes")}),
        (
            _("For whom"),
            {"fields": ("eligible_applicants", "exclusions", "ineligible_costs", "one_per_applicant", "equality_answer")},
        ),
        (_("Money"), {"fields": ("total", "smallest_grant", "largest_grant", "intensity", "admin_cap", "threshold")}),
        (
            _("When"),
            {
                "fields": (
                    "opens_at",
                    "closes_at",
                    "seminar_at",
                    "seminar_place",
                    "questions_until",
                    "decision_on",
                    "implementation_from",
                    "implementation_to",
                )
            },
        ),
        (
            _("Who and where"),
            {"fields": ("unit", "contact_post", "contact_phone", "contact_email", "channels")},
        ),
    )
    steps = (
        Step(
            name="izsludinat",
            label=_("Announce"),
            permission="grants.publish_call",
            perform=lambda call, **answers: publish_call(call=call, **answers),
            done=_("The call is announced and communities are told."),
            form=PublishCallForm,
            available=lambda call: call.state == CallState.DRAFT,
            explanation=_(
                "The guidelines, one by one. A rule that is broken forbids it; advice that is not followed is explained publicly."
            ),
            prominent=True,
        ),
        Step(
            name="komisija",
            label=_("Name a commission member"),
            permission="grants.publish_call",
            perform=lambda call, **answers: name_commission_member(call=call, **answers),
            done=_("The member is named."),
            form=CommissionMemberForm,
            available=lambda call: call.state in (CallState.DRAFT, CallState.PUBLISHED),
        ),
        Step(
            name="vertet",
            label=_("Begin the evaluation"),
            permission="grants.publish_call",
            perform=lambda call, **answers: begin_evaluation(call=call, **answers),
            done=_("The commission is told that applications wait."),
            available=lambda call: call.state == CallState.PUBLISHED and call.closes_at <= timezone.now(),
            prominent=True,
        ),
        Step(
            name="lemumi",
            label=_("Close the decisions"),
            permission="grants.publish_call",
            perform=lambda call, **answers: close_decisions(call=call, **answers),
            done=_("All decisions are made; the supported projects are public."),
            available=lambda call: call.state == CallState.EVALUATION,
        ),
    )
    step_template = "admin/grants/call_step.html"

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, call) -> bool:
        return call.state != CallState.DRAFT

    def side_context(self, request, call):
        return {
            "side_template": "admin/grants/call_side.html",
            "status": call.status_at(timezone.now()),
            "checks": guideline_checks(call, timezone.now()) if call.state == CallState.DRAFT else [],
            "ranking": ranking(call) if call.state in (CallState.EVALUATION, CallState.DECIDED) else [],
            "opens_applications": request.user.has_perm("grants.view_application"),
            "remaining": remaining(call),
            "entries": timeline(call, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
