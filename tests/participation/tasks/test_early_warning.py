from datetime import timedelta

import pytest
from django.utils import timezone

from participation.actions.early_warning import answer_warning, close_warning
from participation.models import EarlyWarning
from participation.tasks.early_warning import erase_early_warnings
from portal.audit.models import Heartbeat
from tests.factories.early_warning import warn, warn_as_guest
from tests.factories.portal import OfficerFactory
from tests.participation.actions.test_early_warning import ANSWER

pytestmark = pytest.mark.usefixtures("municipality")


def dealt_with(*, closed: bool) -> EarlyWarning:
    warning = answer_warning(warning=warn(), answer=ANSWER, by=OfficerFactory(), now=timezone.now())
    return close_warning(warning=warning, by=OfficerFactory(), now=timezone.now()) if closed else warning


@pytest.mark.parametrize("closed", [True, False])
def test_a_year_after_it_was_dealt_with_a_warning_is_erased(time_machine, closed):
    warning = dealt_with(closed=closed)

    time_machine.move_to(timezone.now() + timedelta(days=364))
    erase_early_warnings()
    assert EarlyWarning.objects.get() == warning
    time_machine.move_to(timezone.now() + timedelta(days=3))
    erase_early_warnings()

    assert not EarlyWarning.objects.exists()


def test_a_warning_nobody_confirmed_goes_after_seven_days_and_an_open_one_stays(time_machine):
    warn_as_guest()
    kept = warn()

    time_machine.move_to(timezone.now() + timedelta(days=400))
    erase_early_warnings()

    assert EarlyWarning.objects.get() == kept


@pytest.mark.rule("D9")
def test_the_heartbeat_does_not_say_how_many_were_erased():
    erase_early_warnings()

    assert Heartbeat.objects.get(name="erase_early_warnings").result == ""
