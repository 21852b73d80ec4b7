from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from grants.models import Application, BudgetLine
from tests.factories.grants import CallFactory, lines_of, submitted_application


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        pytest.param(lambda call: {"closes_at": call.opens_at}, {"closes_at", "seminar_at"}, id="closes as it opens"),
        pytest.param(lambda call: {"smallest_grant": call.largest_grant + 1}, {"__all__"}, id="smallest above largest"),
        pytest.param(
            lambda call: {"implementation_to": call.implementation_from - timedelta(days=1)},
            {"__all__"},
            id="ends before it begins",
        ),
        pytest.param(lambda call: {"intensity": Decimal("100.01")}, {"intensity"}, id="more than the whole"),
        pytest.param(lambda call: {"admin_cap": Decimal("-0.01")}, {"admin_cap"}, id="less than nothing"),
        pytest.param(lambda call: {"total": Decimal(-1)}, {"total"}, id="money below zero"),
    ],
)
def test_a_call_that_contradicts_itself_is_refused_with_a_sentence(db, changes, fields):
    call = CallFactory()
    for name, value in changes(call).items():
        setattr(call, name, value)

    with pytest.raises(ValidationError) as refusal:
        call.full_clean()

    assert set(refusal.value.message_dict) == fields


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"requested": Decimal("899.99")}, id="sums that do not agree"),
        pytest.param({"submitted_by": None}, id="handed in by nobody"),
        pytest.param({"state": "ineligible"}, id="not eligible without a reason"),
    ],
)
def test_the_database_itself_refuses_a_false_application(call, changes):
    submitted_application(call)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.update(**changes)


@pytest.mark.parametrize("changes", [{"quantity": Decimal(0)}, {"price": Decimal("-0.01")}, {"category": None}])
def test_the_database_itself_refuses_a_false_line(draft, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.create(application=draft, position=1, **lines_of(draft.call)[0] | changes)
