from typing import NamedTuple

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from communities.enums import EventState
from grants.actions.call import begin_evaluation, close_decisions, finish_call, publish_call
from grants.actions.call_change import cancel_call, change_call
from grants.actions.call_preparation import attach_template, copy_call
from grants.actions.call_seminar import announce_seminar
from grants.actions.evaluation import name_commission_member
from grants.actions.sitting import open_sitting
from grants.admin.extension import EXTEND
from grants.enums import CallState, SittingState
from grants.forms.call import (
    CancelCallForm,
    ChangeCallForm,
    FinishCallForm,
    LinesField,
    PublishCallForm,
    SeminarForm,
    TemplateForm,
)
from grants.forms.evaluation import CommissionMemberForm
from grants.forms.sitting import OpenSittingForm
from grants.models import (
    AttachmentKind,
    Bonus,
    Call,
    CommissionMember,
    CostCategory,
    Criterion,
    InKindRate,
    InstalmentTerm,
    Lot,
)
from grants.queries.call import changes_of
from grants.queries.guidelines import broken_by_changes, guideline_checks
from grants.queries.money import purse_of
from grants.queries.ranking import Rank, ranks
from grants.resources import CallResource
from grants.workflow import CALL
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.ui.admin import OfficialRows, Step, amount

RANKS_SHOWN = 50
THEMES = ("Vietējā vide", "Kultūra", "Sociālais atbalsts", "Veselīga dzīve", "Neformālā izglītība")


class LotInline(OfficialRows):
    model = Lot

    def rows_of(self, request, thing):
        return thing.lots.all()


class CostCategoryInline(OfficialRows):
    model = CostCategory
    columns = ("name", "is_administration", "position")


class InKindRateInline(OfficialRows):
    model = InKindRate
    columns = ("name", "unit", "rate")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A unit in short reads well beside every number; a word would have to be declined."""
        if db_field.name == "unit":
            kwargs["help_text"] = _("In short: h, km, d.")
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class CriterionInline(OfficialRows):
    model = Criterion
    columns = ("position", "title", "description", "maximum", "weight")


class BonusInline(OfficialRows):
    model = Bonus

    def rows_of(self, request, thing):
        return thing.bonuses.all()


class AttachmentKindInline(OfficialRows):
    model = AttachmentKind
    columns = ("position", "name", "is_required", "template__id", "template__original_name")
    readonly_fields = ("template",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("template")


class InstalmentTermInline(OfficialRows):
    model = InstalmentTerm
    columns = ("position", "share", "condition")


class CommissionInline(OfficialRows):
    """Members are named by a step, also after the call is announced; here they are shown."""

    model = CommissionMember
    columns = ("represents", "is_chair", "user__name", "user__email")
    fields = readonly_fields = ("person", "represents", "is_chair")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

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
class CallAdmin(IndexedAdmin):
    """A call from the draft with its guideline check to the last closed project."""

    export_resource = CallResource
    slug_from = "title"
    list_display = ("title", "state", amount("total", _("money in all")), "closes_at", "decision_on")
    list_filter = ("state", "unit")
    search_fields = ("title",)
    workflow_fields = ("state", "published_at", "cancel_reason", "lessons")
    is_read_alike = True
    change_form_outer_after_template = "admin/grants/call_history.html"
    inlines = (
        LotInline, CostCategoryInline, InKindRateInline, CriterionInline, BonusInline, AttachmentKindInline,
        InstalmentTermInline, CommissionInline,
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "description", "rules", "themes", "priorities", "target_groups")}),
        (
            _("For whom"),
            {
                "fields": (
                    "eligible_applicants",
                    "exclusions",
                    "ineligible_costs",
                    "one_per_applicant",
                    "allows_joint",
                    "equality_answer",
                )
            },
        ),
        (_("Money"), {"fields": ("total", "smallest_grant", "largest_grant", "intensity", "admin_cap")}),
        (_("Judging"), {"fields": ("threshold", "tie_criterion")}),
        (_("Rounds"), {"fields": ("rounds", "ideas_until", "ideas_consulted", "development_grant")}),
        (
            _("When"),
            {
                "fields": (
                    "opens_at",
                    "closes_at",
                    "questions_until",
                    "decision_on",
                    "implementation_from",
                    "implementation_to",
                    "interim_report_on",
                    "final_report_on",
                )
            },
        ),
        (_("Preparation seminar"), {"fields": ("seminar_at", "seminar_ends_at", "seminar_place", "seminar_capacity")}),
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
            name="veidne",
            label=_("Attach a template"),
            permission="grants.change_call",
            perform=lambda call, **answers: attach_template(call=call, **answers),
            done=_("The template is attached."),
            form=TemplateForm,
            available=lambda call: call.state == CallState.DRAFT and call.attachment_kinds.exists(),
        ),
        Step(
            name="mainit",
            label=_("Change what is announced"),
            permission="grants.publish_call",
            perform=lambda call, **answers: change_call(call=call, **answers),
            done=_("The change stands on the page of the call; whoever applies or follows it is told."),
            form=ChangeCallForm,
            available=lambda call: call.state in (CallState.PUBLISHED, CallState.EVALUATION),
            explanation=_(
                "Days move only to later ones. What stood there before stays on the page, with the day and the reason."
            ),
        ),
        Step(
            name="seminars",
            label=_("Announce or move the seminar"),
            permission="grants.publish_call",
            perform=lambda call, **answers: announce_seminar(call=call, **answers),
            done=_("The seminar is announced; whoever is registered hears of a move."),
            form=SeminarForm,
            available=lambda call: call.state == CallState.PUBLISHED and call.closes_at > timezone.now(),
        ),
        EXTEND,
        Step(
            name="komisija",
            label=_("Name a commission member"),
            permission="grants.publish_call",
            perform=lambda call, **answers: name_commission_member(call=call, **answers),
            done=_("The member is named."),
            form=CommissionMemberForm,
            available=lambda call: (
                call.state in (CallState.DRAFT, CallState.PUBLISHED, CallState.EVALUATION) and not call.sittings.exists()
            ),
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
            name="sede",
            label=_("Open a sitting of the commission"),
            permission="grants.run_sitting",
            perform=lambda call, **answers: open_sitting(call=call, **answers),
            done=_("The sitting is open: mark who is present, then go down the ranking."),
            form=OpenSittingForm,
            available=lambda call: (
                call.state == CallState.EVALUATION and all(one.state == SittingState.SENT for one in call.sittings.all())
            ),
            initial=lambda call: {"held_at": timezone.now()},
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
        Step(
            name="pabeigt",
            label=_("Finish the call"),
            permission="grants.publish_call",
            perform=lambda call, **answers: finish_call(call=call, **answers),
            done=_("The call is finished."),
            form=FinishCallForm,
            available=lambda call: call.state == CallState.DECIDED,
        ),
        Step(
            name="kopet",
            label=_("Copy for the next year"),
            permission="grants.add_call",
            perform=lambda call, **answers: copy_call(call=call, **answers),
            done=_("This is the copy: a draft with all days a year later. Check them and answer the question of equal chances."),
            explanation=_(
                "Lots, costs, rates, criteria, bonuses, attachments and instalments are taken over; every day moves by a year."
            ),
        ),
        Step(
            name="atcelt",
            label=_("Cancel the call"),
            permission="grants.publish_call",
            perform=lambda call, **answers: cancel_call(call=call, **answers),
            done=_("The call is cancelled; whoever had begun an application is told."),
            form=CancelCallForm,
            available=lambda call: CALL.allows(call.state, CallState.CANCELLED),
        ),
    )
    step_template = "admin/grants/call_step.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit", "seminar", "tie_criterion")

    def get_object(self, request, object_id, from_field=None):
        """Where it is only shown, with the sittings that both its steps and its page ask for."""
        call = super().get_object(request, object_id, from_field)
        if call is not None and request.method == "GET":
            prefetch_related_objects([call], "sittings")
        return call

    def get_changeform_initial_data(self, request):
        """A call that is no copy starts from the five fields of value the guidelines name (S4-98)."""
        return {"themes": ",".join(THEMES), **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "priorities":
            kwargs |= {"form_class": LinesField, "widget": UnfoldAdminTextareaWidget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A tie is decided by one of the call's own criteria."""
        if db_field.name == "tie_criterion":
            kwargs["queryset"] = Criterion.objects.filter(call=request.resolver_match.kwargs.get("object_id"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def after_step(self, request, thing, step):
        """A copy is opened at once: it is the newest call. So is a sitting."""
        if step.name == "sede":
            return reverse("admin:grants_sitting_screen", args=[thing.sittings.latest("pk").pk])
        return super().after_step(request, Call.objects.latest("pk") if step.name == "kopet" else thing, step)

    def is_locked(self, call) -> bool:
        return call.state != CallState.DRAFT

    def side_context(self, request, call):
        page = request.GET.get("lapa")
        beside = self.for_same_roles(request, call, f"beside.{page}", lambda: self._beside(request, call, page))
        return {
            "side_template": "admin/grants/call_side.html",
            "status": call.status_at(timezone.now()),
            "coming": _coming(request.user, call),
            "beside": beside,
            "ranks_page": Paginator(range(beside.ranked), RANKS_SHOWN).get_page(page),
        }

    def step_context(self, request, thing, step, form):
        """Nothing of what stands around the call: a step reads for itself what it decides on."""
        return {}

    def _beside(self, request, call, page: str | None) -> "Beside":
        prefetch_related_objects([call], "lots", "bonuses")  # the ranking, the purse and the tables all read them
        now, changes = timezone.now(), changes_of(call) if call.published_at else []
        ranking = Paginator(_ranks(call), RANKS_SHOWN).get_page(page)
        context = {
            "changes": changes,
            "broken": broken_by_changes(call, now) if changes and call.state == CallState.PUBLISHED else [],
            "checks": guideline_checks(call, now) if call.state == CallState.DRAFT else [],
            "sittings": call.sittings.all() if request.user.has_perm("grants.view_sitting") else [],
            "ranking": ranking,
            "remaining": purse_of(call).left,
            "opens_applications": request.user.has_perm("grants.view_application"),
        }
        return Beside(
            questions_waiting=call.questions.waiting().count() if call.published_at else 0,
            course=render_to_string("admin/grants/call_course.html", context),
            ranked=ranking.paginator.count,
            history=render_to_string("admin/history.html", {"entries": timeline(call, public=False)}),
        )


class Beside(NamedTuple):
    """What stands around a call, alike for all with the same roles; drawn, but for the links to other pages of the ranking."""

    questions_waiting: int
    course: SafeString
    ranked: int
    history: SafeString


def _ranks(call: Call) -> list[Rank]:
    return ranks(call) if call.state in (CallState.EVALUATION, CallState.DECIDED) else []


def _coming(user, call: Call):
    """Who has registered for the seminar, for those who prepare it."""
    if call.seminar is None or call.seminar.state == EventState.DRAFT or not user.has_perm("grants.publish_call"):
        return []
    return call.seminar.registrations.expected().order_by("state", "confirmed_at", "pk")
