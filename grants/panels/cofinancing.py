"""Co-financing on a community's desk, in the officers' queue, in receipts and search."""

from django.utils.translation import gettext_lazy as _

from grants.enums import CoFinancingState
from grants.models import CoFinancingFund, CoFinancingRequest
from portal.db import as_row, from_row
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import Panel, Slot, facts, fill_slot
from portal.ui.queues import NONE_WAITS, Queue
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.templatetags.portal_ui import money
from portal.ui.visibility import Visibility


def _latest_of(community, now):
    latest = CoFinancingRequest.objects.filter(community=community)[:5]
    return [facts(latest, asked=as_row(CoFinancingRequest, "id", "title", "programme", "requested", "state"))]


@fill_slot(Slot.COMMUNITY_DESK, rows=_latest_of)
def requests_of(request, community, *, rows, now):
    rows = [from_row(CoFinancingRequest, one["asked"]) for one in rows]
    return [Panel("grants/partials/community_cofinancing.html", {"rows": rows}, order=25)] if rows else []


@fill_slot(Slot.ADMIN_TASKS)
def requests_to_decide(request, *, now):
    if not request.user.has_perm("grants.decide_cofinancing"):
        return []
    return [
        Queue(
            _("Co-financing to decide"),
            plain_reverse("admin:grants_cofinancingrequest_changelist") + "?state__exact=submitted",
            CoFinancingRequest.objects.filter(state=CoFinancingState.SUBMITTED),
            order_by="programme_deadline",
            page="admin:grants_cofinancingrequest_change",
            label="title",
            note="community__name",
            empty=NONE_WAITS,
            order=34,
        )
    ]


def _receipt(asked: CoFinancingRequest) -> ReceiptView:
    facts = [
        (_("Community"), asked.community.name),
        (_("Programme"), asked.programme),
        (_("Share asked for"), money(asked.requested)),
    ]
    return ReceiptView(
        title=asked.title, kind=_("Co-financing request"), status=asked.status, facts=facts, text=asked.summary,
        page=plain_path(asked),
    )  # fmt: skip


RECEIPTS.register(CoFinancingRequest._meta.label_lower, _receipt)


def _fund_entry(fund: CoFinancingFund) -> Entry:
    return Entry(
        "cofinancing", str(fund), plain_reverse("grants:cofinancing_list"), f"{fund.rules} {' '.join(fund.programmes)}",
        visibility=Visibility.PUBLIC if fund.is_public else Visibility.STAFF,
    )  # fmt: skip


register_search(SearchProvider("cofinancing", _("Co-financing"), CoFinancingFund, _fund_entry))
