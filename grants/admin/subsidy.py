"""The officers' desk of subsidies: rules by levels, the simulator, the division of the fund, the payments."""

from decimal import Decimal

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from grants.actions.subsidy import (
    approve_payments,
    copy_scheme,
    decide_scheme,
    finish_scheme,
    prepare_payments,
    publish_scheme,
    serve_queue,
    waive_condition,
)
from grants.conditions.registry import CONDITIONS
from grants.conditions.simulation import simulate
from grants.enums import ClaimState, SchemeState
from grants.forms.subsidy import ApproveForm, PrepareForm, SimulationForm, WaiveForm, name_of_condition
from grants.models import ConditionWaiver, SubsidyCost, SubsidyScheme, SubsidyTier, TierCondition
from grants.queries.subsidy import fund_left, gaps_in_rules, in_order
from grants.resources import SimulationResource
from portal.audit.wording import timeline
from portal.ui.admin import OfficialAdmin, OfficialRows, Step, amount
from portal.ui.exports import EXPORT_FORMATS, export_response
from portal.ui.search import index

LANDINGS_SHOWN = 50


class TierInline(OfficialRows):
    model = SubsidyTier
    show_change_link = True


class CostInline(OfficialRows):
    model = SubsidyCost


class ConditionInline(OfficialRows):
    model = TierCondition
    readonly_fields = ("condition",)

    @admin.display(description=gettext_lazy("condition"))
    def condition(self, row) -> str:
        return CONDITIONS[row.kind].label

    def get_fields(self, request, obj=None):
        """Frozen rules show the condition in words; its code is for whoever chooses."""
        fields = [name for name in super().get_fields(request, obj) if name != "condition"]
        if self.has_change_permission(request, obj):
            return fields
        return ["condition" if name == "kind" else name for name in fields]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            choices = [("", _("choose")), *((kind.key, kind.label) for kind in CONDITIONS.values())]
            widget = UnfoldAdminSelectWidget(attrs={"aria-label": db_field.verbose_name})
            return forms.ChoiceField(label=db_field.verbose_name, choices=choices, widget=widget)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(SubsidyTier)
class SubsidyTierAdmin(OfficialAdmin):
    """The conditions of one level; frozen with the rules of its year."""

    list_display = ("name", "scheme", "position", amount("amount", gettext_lazy("sum, EUR")))
    list_filter = ("scheme",)
    fields = ("scheme", "position", "name", "amount")
    inlines = (ConditionInline,)

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(("scheme",) if obj else ()))

    def is_locked(self, tier) -> bool:
        return tier.scheme.state != SchemeState.DRAFT

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "scheme":
            kwargs["queryset"] = SubsidyScheme.objects.filter(state=SchemeState.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(SubsidyScheme)
class SubsidySchemeAdmin(OfficialAdmin):
    list_display = ("title", "year", "state", amount("total", gettext_lazy("fund, EUR")), "opens_on", "closes_on")
    list_filter = ("state",)
    search_fields = ("title",)
    workflow_fields = ("state", "published_at")
    inlines = (TierInline, CostInline)
    fieldsets = (
        (None, {"fields": ("title", "year", "summary", "rules")}),
        (gettext_lazy("Money"), {"fields": ("total", "queue_rule", "ineligible_costs")}),
        (
            gettext_lazy("When"),
            {"fields": ("opens_on", "closes_on", "decision_on", "paid_on", "report_on", "return_on")},
        ),
        (gettext_lazy("Who and where"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email")}),
    )
    steps = (
        Step(
            name="publicet",
            label=gettext_lazy("Publish the rules"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: publish_scheme(scheme=scheme, **answers),
            done=gettext_lazy("The rules are in force and communities are told. From now on they are frozen."),
            available=lambda scheme: scheme.state == SchemeState.DRAFT,
            explanation=gettext_lazy("Published rules cannot be changed. Try them in the simulator first."),
            prominent=True,
        ),
        Step(
            name="sadalit",
            label=gettext_lazy("Divide the fund"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: decide_scheme(scheme=scheme, **answers),
            done=gettext_lazy("The fund is divided; the letters are being made and sent."),
            available=lambda scheme: scheme.state == SchemeState.PUBLISHED and scheme.closes_at <= timezone.now(),
            prominent=True,
        ),
        Step(
            name="rinda",
            label=gettext_lazy("Grant from the queue"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: serve_queue(scheme=scheme, **answers),
            done=gettext_lazy("Granted in the order of the queue."),
            available=lambda scheme: (
                scheme.state == SchemeState.DECIDED and scheme.claims.filter(state=ClaimState.WAITING).exists()
            ),
        ),
        Step(
            name="maksajumi",
            label=gettext_lazy("Prepare payments"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: prepare_payments(scheme=scheme, **answers),
            done=gettext_lazy("The payments are prepared; the accountant approves them."),
            form=PrepareForm,
            available=lambda scheme: scheme.claims.filter(state=ClaimState.GRANTED, prepared_at__isnull=True).exists(),
            prominent=True,
        ),
        Step(
            name="izmaksat",
            label=gettext_lazy("Approve payments"),
            permission="grants.approve_subsidy_payment",
            perform=lambda scheme, **answers: approve_payments(scheme=scheme, **answers),
            done=gettext_lazy("The payments are approved; the communities are told until when to report."),
            form=ApproveForm,
            available=lambda scheme: scheme.claims.filter(state=ClaimState.GRANTED, prepared_at__isnull=False).exists(),
            prominent=True,
        ),
        Step(
            name="atzit",
            label=gettext_lazy("Waive a condition"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: waive_condition(**answers),
            done=gettext_lazy("The condition counts as met; the reason is logged."),
            form=WaiveForm,
            available=lambda scheme: scheme.state == SchemeState.PUBLISHED,
        ),
        Step(
            name="kopet",
            label=gettext_lazy("Copy for the next year"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: copy_scheme(scheme=scheme, **answers),
            done=gettext_lazy("The draft of the next year stands in the list."),
            available=lambda scheme: not SubsidyScheme.objects.filter(year=scheme.year + 1).exists(),
        ),
        Step(
            name="pabeigt",
            label=gettext_lazy("Finish the year"),
            permission="grants.run_subsidies",
            perform=lambda scheme, **answers: finish_scheme(scheme=scheme, **answers),
            done=gettext_lazy("The year is finished."),
            available=lambda scheme: scheme.state == SchemeState.DECIDED,
        ),
    )

    def is_locked(self, scheme) -> bool:
        return scheme.state != SchemeState.DRAFT

    def get_urls(self):
        simulator = self.admin_site.admin_view(self.simulation_view)
        return [path("<int:pk>/simulacija/", simulator, name="grants_subsidyscheme_simulation"), *super().get_urls()]

    def side_context(self, request, scheme):
        may_see_claims = request.user.has_perm("grants.view_subsidyclaim")
        return {
            "side_template": "admin/grants/scheme_side.html",
            "gaps": gaps_in_rules(scheme) if scheme.state == SchemeState.DRAFT else [],
            "tiers": [(tier, reverse("admin:grants_subsidytier_change", args=[tier.pk])) for tier in scheme.tiers.all()],
            "left": fund_left(scheme),
            "claims": scheme.claims.standing().count() if may_see_claims else 0,
            "unread": scheme.claims.filter(state=ClaimState.SUBMITTED).count() if may_see_claims else 0,
            "queue": in_order(scheme, ClaimState.WAITING) if may_see_claims else [],
            "waivers": self._waivers(scheme) if request.user.has_perm("grants.view_conditionwaiver") else [],
            "simulator": reverse("admin:grants_subsidyscheme_simulation", args=[scheme.pk]),
            "entries": timeline(scheme, public=False),
        }

    @staticmethod
    def _waivers(scheme) -> list[tuple[ConditionWaiver, str]]:
        rows = ConditionWaiver.objects.filter(condition__tier__scheme=scheme).select_related(
            "community", "condition__tier", "waived_by"
        )
        return [(waiver, name_of_condition(waiver.condition)) for waiver in rows]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)

    def simulation_view(self, request, pk):
        """Where every community would land by these rules, and what it would cost. Nothing is stored."""
        scheme = self.get_object(request, str(pk))
        if scheme is None:
            raise Http404
        if not self.has_view_permission(request, scheme):
            raise PermissionDenied
        this_year = timezone.localdate(request.arrived_at).year
        compared = SubsidyScheme.objects.public().exclude(pk=scheme.pk).order_by("-year").first()
        prefetch_related_objects([scheme], "tiers")
        initial = {"gads": min(scheme.year, this_year), "salidzinat": compared}
        form = SimulationForm(request.GET or None, scheme=scheme, this_year=this_year, initial=initial)
        answers = form.cleaned_data if form.is_valid() else initial
        found = simulate(scheme, year=answers.get("gads") or initial["gads"], compared=answers.get("salidzinat"))
        rows = _on_level(found.landings, answers.get("limenis", ""))
        if request.GET.get("formats") in EXPORT_FORMATS:
            return export_response(SimulationResource(), rows, request.GET["formats"], name=f"simulacija-{scheme.year}")
        query = request.GET.copy()
        query.pop("lapa", None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Simulator"),
            "opts": self.opts,
            "original": scheme,
            "scheme": scheme,
            "form": form,
            "found": found,
            "over": max(-found.left, Decimal(0)),
            "page": Paginator(rows, LANDINGS_SHOWN).get_page(request.GET.get("lapa")),
            "query": query.urlencode(),
            "exports": EXPORT_FORMATS,
            "back": reverse("admin:grants_subsidyscheme_change", args=[scheme.pk]),
        }
        return TemplateResponse(request, "admin/grants/simulation.html", context)


def _on_level(landings, level: str) -> list:
    if not level:
        return landings
    return [one for one in landings if str(one.tier.position if one.tier else 0) == level]
