from datetime import timedelta

import pytest

from communities.enums import AgreementState
from communities.models import Agreement
from communities.tasks.agreement import record_expired_agreements
from tests.factories.communities import AgreementFactory


@pytest.mark.django_db
def test_agreements_whose_last_day_has_passed_are_written_down_and_the_others_stay(now):
    today = now.date()
    facts = {"state": AgreementState.IN_FORCE, "signed_on": today - timedelta(days=9), "valid_from": today - timedelta(days=9)}
    over = AgreementFactory(valid_to=today - timedelta(days=1), **facts)
    last_day = AgreementFactory(valid_to=today, **facts)

    record_expired_agreements()

    states = dict(Agreement.objects.values_list("pk", "state"))
    assert states == {over.pk: AgreementState.EXPIRED, last_day.pk: AgreementState.IN_FORCE}
