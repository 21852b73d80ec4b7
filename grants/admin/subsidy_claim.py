from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from grants.actions.subsidy_claim import accept_report, ask_back, confirm_claim, note_money_returned, refuse_claim
from grants.conditions.passport import evidence_of, passport_of
from grants.enums import ClaimState, Promise
from grants.forms.subsidy import AskBackForm, MoneyReturnedForm, RefuseClaimForm
from grants.models import SubsidyClaim
from grants.resources import ClaimResource
from portal.audit.wording import timeline
from portal.obligations.queries import obligation_of
from portal.ui.admin import ReadOnlyAdmin, Step, amount

CHECK = "grants.check_subsidyclaim"


@admin.register(SubsidyClaim)
class SubsidyClaimAdmin(ReadOnlyAdmin):
    export_resource = ClaimResource
    list_display = ("community", "scheme", "tier", amount("amount", _("sum, EUR")), "state", "submitted_at")
    list_filter = ("state", "scheme")
    search_fields = ("community__name",)
    fields = (
        "scheme", "community", "tier", "amount", "account_holder", "iban", "submitted_at", "submitted_by", "refusal_reason",
        "decided_at", "prepared_at", "prepared_by", "paid_at", "paid_by",
    )  # fmt: skip
    steps = (
        Step(
            name="apstiprinat",
            label=_("Confirm the evidence"),
            permission=CHECK,
            perform=lambda claim, **answers: confirm_claim(claim=claim, **answers),
            done=_("Confirmed. The money is divided once the window has closed."),
            available=lambda claim: claim.state == ClaimState.SUBMITTED,
            prominent=True,
        ),
        Step(
            name="atteikt",
            label=_("Refuse"),
            permission=CHECK,
            perform=lambda claim, **answers: refuse_claim(claim=claim, **answers),
            done=_("Refused. The letter with the reason is being made and sent."),
            form=RefuseClaimForm,
            available=lambda claim: claim.state in (ClaimState.SUBMITTED, ClaimState.CONFIRMED),
        ),
        Step(
            name="pienemt",
            label=_("Accept the report"),
            permission=CHECK,
            perform=lambda claim, **answers: accept_report(claim=claim, **answers),
            done=_("The report is accepted and the community is told."),
            available=lambda claim: claim.state == ClaimState.REPORTED,
            prominent=True,
        ),
        Step(
            name="jautat",
            label=_("Ask about the report"),
            permission=CHECK,
            perform=lambda claim, **answers: ask_back(claim=claim, **answers),
            done=_("The community is asked to complete the report."),
            form=AskBackForm,
            available=lambda claim: claim.state == ClaimState.REPORTED,
        ),
        Step(
            name="atmaksats",
            label=_("Unused money is back"),
            permission=CHECK,
            perform=lambda claim, **answers: note_money_returned(claim=claim, **answers),
            done=_("Noted. The subsidy is closed."),
            form=MoneyReturnedForm,
            available=lambda claim: claim.state == ClaimState.RETURNING,
            prominent=True,
        ),
    )

    def side_context(self, request, claim):
        passport = passport_of(claim.scheme, claim.community)
        level = next(one for one in passport.levels if one.tier.pk == claim.tier_id)
        evidence = evidence_of(claim.scheme, claim.community, level)
        return {
            "side_template": "admin/grants/claim_side.html",
            "checks": [(check, evidence[check.question]) for check in level.checks],
            "lines": claim.lines.select_related("cost"),
            "report": getattr(claim, "report", None),
            "obligation": obligation_of(claim, Promise.SUBSIDY_DECISION),
            "entries": timeline(claim, public=False),
        }
