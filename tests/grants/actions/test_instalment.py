"""Payments: prepared by one, approved by another, and never twice."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.contract import name_account
from grants.actions.instalment import approve_instalment, prepare_instalment, put_back_instalment
from grants.enums import InstalmentState, Promise
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.contract import (
    ACCOUNT,
    PAYING,
    accepted,
    accountant,
    leader_of_contract,
    pay,
    prepared_contract,
    prepared_instalment,
    running_contract,
)
from tests.factories.grants import call_administrator

pytestmark = pytest.mark.usefixtures("municipality")


def approve(instalment, by=None, **changes):
    facts = {"paid_on": PAYING.date(), "now": PAYING}
    return approve_instalment(instalment=instalment, by=by or accountant(), **facts | changes)


def test_paid_by_two_people_the_community_hears_of_it():
    contract = running_contract()

    instalment = pay(contract)

    assert (instalment.state, instalment.amount, instalment.iban) == (InstalmentState.PAID, Decimal(360), ACCOUNT["iban"])
    assert obligation_of(instalment, Promise.INSTALMENT).fulfilled_at == PAYING
    assert Message.objects.filter(key="grants.instalment_paid").exists()


def test_nobody_approves_a_payment_of_their_own():
    contract, officer = running_contract(), call_administrator()
    instalment = prepare_instalment(instalment=contract.instalments.first(), by=officer, now=PAYING)

    with pytest.raises(InvalidInput):
        approve(instalment, by=officer)


def test_a_payment_that_nobody_prepared_is_not_approved():
    with pytest.raises(StateConflict):
        approve(running_contract().instalments.first())


def test_a_part_waits_for_its_condition():
    contract = running_contract()
    second = contract.instalments.get(position=2)

    with pytest.raises(StateConflict):
        prepare_instalment(instalment=second, by=call_administrator(), now=PAYING)


def test_once_the_interim_report_is_accepted_its_part_is_due():
    contract = running_contract()

    accepted(contract, "interim")

    assert obligation_of(contract.instalments.get(position=2), Promise.INSTALMENT).is_open


def test_before_the_contract_is_in_force_nothing_is_paid():
    contract = prepared_contract()

    with pytest.raises(StateConflict):
        prepare_instalment(instalment=contract.instalments.first(), by=call_administrator(), now=PAYING)


def test_without_an_account_nothing_is_prepared():
    contract = running_contract(account=None)

    with pytest.raises(InvalidInput):
        prepared_instalment(contract)


def test_a_prepared_payment_goes_where_it_was_prepared_to_go():
    contract = running_contract()
    instalment = prepared_instalment(contract)

    name_account(
        contract=contract, account_holder="Biedrība", iban="LV65XDEM0000000000002", by=leader_of_contract(contract), now=PAYING
    )

    assert approve(instalment).iban == ACCOUNT["iban"]


def test_put_back_it_is_prepared_anew():
    contract = running_contract()
    instalment = prepared_instalment(contract)

    instalment = put_back_instalment(instalment=instalment, by=accountant(), now=PAYING)

    assert (instalment.state, instalment.prepared_by, instalment.iban) == (InstalmentState.PLANNED, None, "")


@pytest.mark.parametrize("days", [-1, 1])
def test_a_payment_is_not_dated_before_it_was_prepared_nor_tomorrow(days):
    instalment = prepared_instalment(running_contract())

    with pytest.raises(InvalidInput) as refusal:
        approve(instalment, paid_on=PAYING.date() + timedelta(days=days))

    assert refusal.value.field == "paid_on"
