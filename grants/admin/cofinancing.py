from django.contrib import admin
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grants.actions.cofinancing import promise_share, refuse_share
from grants.enums import CoFinancingState
from grants.forms.cofinancing import NoPromiseForm, PromiseForm
from grants.models import CoFinancingFund, CoFinancingRequest
from grants.queries.cofinancing import left_in, promised_from
from grants.resources import CoFinancingResource
from portal.audit.wording import timeline
from portal.obligations.models import Obligation
from portal.ui.admin import OfficialAdmin, ReadOnlyAdmin, Step, amount
from portal.ui.search import index


@admin.register(CoFinancingFund)
class CoFinancingFundAdmin(OfficialAdmin):
    list_display = ("year", amount("total", _("money in all")), "largest_share", "is_public")

    def side_context(self, request, fund):
        return {
            "side_template": "admin/grants/cofinancing_fund_side.html",
            "sums": [(_("promised"), promised_from(fund)), (_("still free"), left_in(fund))],
            "entries": timeline(fund, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)


def _waits(asked: CoFinancingRequest) -> bool:
    return asked.state == CoFinancingState.SUBMITTED


@admin.register(CoFinancingRequest)
class CoFinancingRequestAdmin(ReadOnlyAdmin):
    list_display = (
        "title", "community", "programme", "programme_deadline", amount("requested", _("share asked for")), "state",
    )  # fmt: skip
    list_filter = ("state", "fund")
    search_fields = ("title", "programme", "community__name")
    export_resource = CoFinancingResource
    fields = (
        "fund", "community", "programme", "programme_deadline", "summary", "project_total", "requested",
        "submitted_at", "amount", "reason", "decided_at", "outcome_note",
    )  # fmt: skip
    steps = (
        Step(
            name="solit",
            label=_("Promise a share"),
            permission="grants.decide_cofinancing",
            perform=lambda asked, **answers: promise_share(request=asked, **answers),
            done=_("The share is promised; the letter of commitment is being made and sent."),
            form=PromiseForm,
            available=_waits,
            prominent=True,
            initial=lambda asked: {"amount": number_format(asked.requested, 2)},
        ),
        Step(
            name="nesolit",
            label=_("Do not promise"),
            permission="grants.decide_cofinancing",
            perform=lambda asked, **answers: refuse_share(request=asked, **answers),
            done=_("The community is told why."),
            form=NoPromiseForm,
            available=_waits,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("community", "fund")

    def side_context(self, request, asked):
        return {
            "side_template": "admin/grants/cofinancing_request_side.html",
            "description": asked.attachment,
            "left": left_in(asked.fund),
            "obligation": Obligation.objects.about(asked).order_by("-received_at").first(),
            "entries": timeline(asked, public=False),
        }
