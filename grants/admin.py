from django.contrib import admin
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grants.actions.application import accept_application, close_project, refuse_application
from grants.actions.call import begin_evaluation, close_decisions, publish_call
from grants.actions.decision import decide
from grants.actions.evaluation import name_commission_member
from grants.enums import ApplicationState, CallState
from grants.forms import CloseProjectForm, CommissionMemberForm, DecisionForm, PublishCallForm, RefuseForm
from grants.models import Application, Call, CommissionMember, CostCategory, Criterion, InKindRate, Lot
from grants.queries import guideline_checks, ranking, remaining
from portal.audit.wording import timeline
from portal.obligations.models import Obligation
from portal.ui.admin import OfficialAdmin, OfficialRows, ReadOnlyAdmin, Step, amount
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


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    list_display = ("title", "community", "call", "state", amount("requested", _("requested amount")), "points", "submitted_at")
    list_filter = ("state", "call")
    search_fields = ("title", "community__name")
    step_template = "admin/grants/application_step.html"
    fields = (
        "call", "lot", "community", "neighbourhood", "summary", "need", "involvement", "results", "starts_on", "ends_on",
        "points", "submitted_at", "ineligible_reason",
    )  # fmt: skip
    steps = (
        Step(
            name="atbilst",
            label=_("Meets the rules"),
            permission="grants.check_application",
            perform=lambda application, **answers: accept_application(application=application, **answers),
            done=_("The application goes to the commission."),
            available=lambda application: application.state == ApplicationState.SUBMITTED,
            prominent=True,
        ),
        Step(
            name="neatbilst",
            label=_("Does not meet the rules"),
            permission="grants.check_application",
            perform=lambda application, **answers: refuse_application(application=application, **answers),
            done=_("The applicant is told why."),
            form=RefuseForm,
            available=lambda application: application.state == ApplicationState.SUBMITTED,
        ),
        Step(
            name="lemt",
            label=_("Record the decision"),
            permission="grants.decide_application",
            perform=lambda application, **answers: decide(application=application, **answers),
            done=_("The decision is recorded; the letter is being made and sent."),
            form=DecisionForm,
            available=lambda application: application.state in (ApplicationState.EVALUATED, ApplicationState.RESERVE),
            prominent=True,
            initial=lambda application: {"amount": number_format(application.requested, 2)},
        ),
        Step(
            name="pabeigt",
            label=_("Accept the final report"),
            permission="grants.decide_application",
            perform=lambda application, **answers: close_project(application=application, **answers),
            done=_("The project is finished; its result is public."),
            form=CloseProjectForm,
            available=lambda application: application.state == ApplicationState.FUNDED,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(state=ApplicationState.DRAFT).select_related("call", "community")

    def side_context(self, request, application):
        return {
            "side_template": "admin/grants/application_side.html",
            "lines": application.budget_lines.select_related("category"),
            "sums": [
                (application._meta.get_field(name).verbose_name, getattr(application, name))
                for name in ("requested", "own_money", "in_kind", "other_money", "total")
                if getattr(application, name)
            ],
            "evaluations": application.evaluations.submitted().select_related("member__user"),
            "obligation": Obligation.objects.about(application).order_by("-received_at").first(),
            "remaining": remaining(application.call, application.lot),
            "entries": timeline(application, public=False),
        }
