"""Two people in one case at the same instant: one of them acts, the other is told."""

from datetime import timedelta

import pytest
from django.db import transaction

from grants.actions.change_request import answer_change
from grants.actions.contract import decline_contract, prepare_contract
from grants.actions.instalment import approve_instalment
from grants.actions.report import accept_project_report
from grants.models import ChangeRequest, Contract
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.contract import (
    FINAL_DUE,
    INTERIM_DUE,
    MADE,
    PAYING,
    REPORTING,
    SIGNED,
    accountant,
    asked_change,
    funded_application,
    handed_in,
    leader_of_contract,
    prepared_contract,
    prepared_instalment,
    running_contract,
)
from tests.factories.grants import call_administrator
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.usefixtures("committed")
ANSWER = (
    "Piekrītam: applūdušais krasts pavasarī nebija darbam derīgs, tāpēc termiņu pagarinām par mēnesi; "
    "tāmes summa un pārskata saturs nemainās."
)


def make(application, by):
    return lambda: prepare_contract(
        application=application, interim_report_on=INTERIM_DUE, final_report_on=FINAL_DUE, by=by, now=MADE
    )


def in_turn(*told: str) -> list[bool]:
    """How many went through and how many were told why not, whoever was first."""
    return sorted(map(bool, told))


def test_two_officers_make_one_contract():
    with transaction.atomic():
        MunicipalityFactory()
        application, officers = funded_application(), [call_administrator() for _ in range(2)]

    told = at_once(*(make(application, by) for by in officers))

    assert in_turn(*told) == [False, True]
    assert Contract.objects.count() == 1


def test_two_contracts_get_two_numbers():
    with transaction.atomic():
        MunicipalityFactory()
        by, applications = call_administrator(), [funded_application() for _ in range(2)]

    assert at_once(*(make(one, by) for one in applications)) == ["", ""]

    assert sorted(Contract.objects.values_list("ordinal", flat=True)) == [1, 2]


def test_a_grant_is_given_up_once():
    with transaction.atomic():
        MunicipalityFactory()
        contract = prepared_contract()
        leader = leader_of_contract(contract)
    reason = "Projekta vadītāja pārceļas uz citu novadu."

    told = at_once(*(lambda: decline_contract(contract=contract, reason=reason, by=leader, now=SIGNED),) * 2)

    assert in_turn(*told) == [False, True]


def test_two_accountants_pay_once():
    with transaction.atomic():
        MunicipalityFactory()
        instalment, people = prepared_instalment(running_contract()), [accountant() for _ in range(2)]

    told = at_once(
        *(lambda by=by: approve_instalment(instalment=instalment, paid_on=PAYING.date(), by=by, now=PAYING) for by in people)
    )

    assert in_turn(*told) == [False, True]
    assert Message.objects.filter(key="grants.instalment_paid").count() == 1


def test_two_officers_answer_a_change_once():
    with transaction.atomic():
        MunicipalityFactory()
        change, people = asked_change(running_contract()), [call_administrator() for _ in range(2)]

    told = at_once(
        *(
            lambda by=by: answer_change(change=change, is_approved=True, answer=ANSWER, by=by, now=PAYING + timedelta(days=3))
            for by in people
        )
    )

    assert in_turn(*told) == [False, True]
    assert ChangeRequest.objects.get().decided_at


def test_two_officers_accept_a_report_once():
    with transaction.atomic():
        MunicipalityFactory()
        report, people = handed_in(running_contract(), "interim"), [call_administrator() for _ in range(2)]

    told = at_once(*(lambda by=by: accept_project_report(report=report, by=by, now=REPORTING) for by in people))

    assert in_turn(*told) == [False, True]
    assert Message.objects.filter(key="grants.report_accepted").count() == 1
