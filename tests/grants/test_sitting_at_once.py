"""Two officers at the same instant, with real threads."""

from decimal import Decimal

import pytest
from django.db import transaction

from grants.actions.decision import decide
from grants.actions.sitting import send_letters
from grants.queries.money import awarded
from portal.documents.models import Document
from tests.at_once import at_once
from tests.factories.grants import JUDGING, call_administrator, scored_call
from tests.factories.judging import WHY, ended_sitting
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.usefixtures("committed")


def test_two_officers_send_the_letters_once():
    with transaction.atomic():
        MunicipalityFactory()
        sitting = ended_sitting(scored_call(9, 8))
    officers = [call_administrator() for _number in range(2)]

    told = at_once(*(lambda by=by: send_letters(sitting=sitting, by=by, now=JUDGING) for by in officers))

    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert Document.objects.filter(kind="grants.decision_letter").count() == 2


def test_a_sitting_and_a_single_decision_on_the_last_euro_end_with_one_award():
    with transaction.atomic():
        MunicipalityFactory()
        call = scored_call(9, 8, total=Decimal(1000))
        second = call.applications.order_by("points").first()
        sitting = ended_sitting(call, {second: ("reserve",)})
    officer, other = call_administrator(), call_administrator()

    told = at_once(
        lambda: send_letters(sitting=sitting, by=officer, now=JUDGING),
        lambda: decide(
            application=second, outcome="funded", amount=Decimal(900), reason=WHY, protocol="Nr. 2", by=other, now=JUDGING
        ),
    )

    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert awarded(call) == 900
