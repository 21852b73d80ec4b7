"""Papers of money are let go after their term: what says something of people goes, numbers, sums and decisions stay."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from grants.enums import ApplicationState, ContractState
from grants.models import Application, ApplicationDraft, CoFinancingRequest, Contract, Instalment, SubsidyClaim
from portal.accounts.retention import let_go
from portal.audit.erasure import history_model
from portal.documents.models import Document
from portal.files.models import File
from tests.factories.cofinancing import CoFinancingFundFactory, ask_share
from tests.factories.contract import ACCOUNT, finished_contract
from tests.factories.grants import published_call, submitted_application

pytestmark = pytest.mark.usefixtures("municipality")
BEFORE, AFTER = datetime(2038, 6, 1, 12, tzinfo=ZoneInfo("Europe/Riga")), datetime(2039, 1, 1, 12, tzinfo=ZoneInfo("Europe/Riga"))


def values_of(model, column: str) -> set:
    """What stands in a column, in the rows and in every kept version."""
    kept = history_model(model)
    return {*model.objects.values_list(column, flat=True), *kept.objects.values_list(column, flat=True)}


def test_ten_years_after_its_end_a_contract_keeps_its_number_and_its_sums_alone(django_capture_on_commit_callbacks):
    contract = finished_contract()
    sums = (contract.number, contract.amount, contract.used)
    paid = list(Instalment.objects.values_list("amount", "state", "paid_on"))

    let_go(now=BEFORE, apply=True)
    assert ACCOUNT["iban"] in values_of(Contract, "iban")

    with django_capture_on_commit_callbacks(execute=True):
        let_go(now=AFTER, apply=True)

    contract.refresh_from_db()
    assert (contract.number, contract.amount, contract.used) == sums
    assert list(Instalment.objects.values_list("amount", "state", "paid_on")) == paid
    for model in (Contract, Instalment):
        assert values_of(model, "iban") <= {"—", ""}
        assert values_of(model, "account_holder") <= {"—", ""}
    assert set(Document.objects.about(contract).values_list("body", flat=True)) <= {"—"}
    assert not File.objects.filter(erased_at=None, ready_at__isnull=False, document__subject_id=contract.pk).exists()
    assert let_go(now=AFTER, apply=True)["grants.contract.let_go"] == 0


def test_two_years_after_the_call_a_refused_application_keeps_its_points_and_loses_its_drafts():
    application = submitted_application(published_call())
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.INELIGIBLE, ineligible_reason="Nav pievienota tāme.", points=Decimal("31.50")
    )
    ApplicationDraft.objects.update_or_create(application=application, defaults={"data": {"title": "Annas Ozolas soliņi"}})

    let_go(now=AFTER, apply=True)

    assert list(Application.objects.values_list("points", "requested")) == [(Decimal("31.50"), application.requested)]
    assert not ApplicationDraft.objects.exists()


def test_what_is_still_running_is_never_let_go():
    contract = finished_contract()
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.IN_FORCE)

    assert let_go(now=AFTER, apply=False)["grants.contract.let_go"] == 0
    assert SubsidyClaim.objects.count() == CoFinancingRequest.objects.count() == 0


@pytest.mark.parametrize(("years", "over"), [(1, 0), (3, 1)])
def test_a_request_that_was_never_promised_goes_after_two_years(years, over):
    CoFinancingFundFactory()
    request = ask_share()
    now = request.submitted_at.replace(year=request.submitted_at.year + years, month=12, day=1)

    assert let_go(now=now, apply=False)["grants.cofinancing.let_go"] == over
    assert let_go(now=now, apply=True)["grants.cofinancing.let_go"] == over
