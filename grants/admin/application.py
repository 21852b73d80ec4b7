from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grants.actions.checking import accept_application, ask_clarification, refuse_application
from grants.actions.contract import decline_award, prepare_contract
from grants.actions.decision import fund_from_reserve, let_out_of_reserve
from grants.enums import ApplicationState
from grants.forms.clarification import AskForm
from grants.forms.contract import GivenUpForm, PrepareContractForm
from grants.forms.decision import RefuseForm
from grants.forms.sitting import FundFromReserveForm, LetOutOfReserveForm
from grants.models import Application, Contract
from grants.queries.clarification import clarifications_of
from grants.queries.contract import report_days, unfulfilled_contracts
from grants.queries.eligibility import eligibility_of
from grants.queries.money import remaining
from grants.resources import ApplicationResource
from portal.audit.wording import timeline
from portal.obligations.models import Obligation
from portal.ui.admin import ReadOnlyAdmin, Step, amount

CHECKED = (ApplicationState.SUBMITTED, ApplicationState.CLARIFYING)
"""States in which officers still say whether the rules are met."""


def _offered(application: Application) -> str:
    """What the money that is left gives a project in reserve; nothing, while it is less than the call gives to anybody."""
    amount = min(application.requested, remaining(application.call, application.lot))
    return number_format(amount, 2) if amount >= application.call.smallest_grant else ""


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    export_resource = ApplicationResource
    list_display = ("title", "community", "call", "state", amount("requested", _("requested amount")), "points", "submitted_at")
    list_reads = ("requested",)
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
            available=lambda application: application.state in CHECKED,
            prominent=True,
        ),
        Step(
            name="neatbilst",
            label=_("Does not meet the rules"),
            permission="grants.check_application",
            perform=lambda application, **answers: refuse_application(application=application, **answers),
            done=_("The applicant is told why."),
            form=RefuseForm,
            available=lambda application: application.state in CHECKED,
        ),
        Step(
            name="precizet",
            label=_("Ask to clarify"),
            permission="grants.check_application",
            perform=lambda application, **answers: ask_clarification(application=application, **answers),
            done=_("The applicant is told what to clarify and until when."),
            form=AskForm,
            available=lambda application: application.state == ApplicationState.SUBMITTED,
            explanation=_("Only what you choose opens to the applicant again; the rest stays as it was handed in."),
        ),
        Step(
            name="no-rezerves",
            label=_("Support from the reserve"),
            permission="grants.decide_application",
            perform=lambda application, **answers: fund_from_reserve(application=application, **answers),
            done=_("The project is supported; the letter is being made and sent."),
            form=FundFromReserveForm,
            available=lambda application: application.state == ApplicationState.RESERVE,
            prominent=True,
            initial=lambda application: {"amount": _offered(application)},
        ),
        Step(
            name="nav-lidzeklu",
            label=_("No money became free"),
            permission="grants.decide_application",
            perform=lambda application, **answers: let_out_of_reserve(application=application, **answers),
            done=_("The application is not supported; the letter is being made and sent."),
            form=LetOutOfReserveForm,
            available=lambda application: application.state == ApplicationState.RESERVE,
            explanation=_("The applicant waits no longer. The call can be finished once nobody waits in reserve."),
        ),
        Step(
            name="ligums",
            label=_("Make the contract"),
            permission="grants.run_contracts",
            perform=lambda application, **answers: prepare_contract(application=application, **answers),
            done=_("The contract is being made; the community is told what to do and by when."),
            form=PrepareContractForm,
            available=lambda application: application.state == ApplicationState.FUNDED and not hasattr(application, "contract"),
            explanation=_("Awarded in full, it is printed at once. Awarded in part, the community first fits its budget."),
            prominent=True,
            initial=lambda application: report_days(application, timezone.localdate()),
        ),
        Step(
            name="atteikums",
            label=_("The community gives the grant up"),
            permission="grants.run_contracts",
            perform=lambda application, **answers: decline_award(application=application, **answers),
            done=_("The award has lapsed; its money is free for the reserve."),
            form=GivenUpForm,
            available=lambda application: application.state == ApplicationState.FUNDED and not hasattr(application, "contract"),
            explanation=_(
                "When the community says so by letter or by phone. It cannot be undone; the community is told by e-mail."
            ),
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(state=ApplicationState.DRAFT).select_related("call", "community", "contract")

    def after_step(self, request, thing, step):
        """Once the contract is made, the work goes on there."""
        if step.name == "ligums":
            return reverse("admin:grants_contract_change", args=[Contract.objects.get(application=thing).pk])
        return super().after_step(request, thing, step)

    def side_context(self, request, application):
        return {
            "side_template": "admin/grants/application_side.html",
            "lines": application.budget_lines.select_related("category"),
            "sums": [
                (application._meta.get_field(name).verbose_name, getattr(application, name))
                for name in ("requested", "own_money", "in_kind", "other_money", "total")
                if getattr(application, name)
            ],
            "partners": application.partners.all(),
            "attachments": application.attachments.select_related("kind", "upload"),
            "findings": eligibility_of(application),
            "clarifications": clarifications_of(application),
            "conflicts": application.conflict_declarations.filter(has_conflict=True).select_related("member__user"),
            "note": getattr(application, "discussion_note", None),
            "evaluations": application.evaluations.submitted().select_related("member__user"),
            "obligation": Obligation.objects.about(application).order_by("-received_at").first(),
            "remaining": remaining(application.call, application.lot),
            "unfulfilled": unfulfilled_contracts(application.community, timezone.localdate()),
            "entries": timeline(application, public=False),
        }
