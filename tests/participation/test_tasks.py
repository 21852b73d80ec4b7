from datetime import timedelta

import pytest
from django.utils import timezone

from participation.models import Opinion
from participation.tasks.opinion import erase_unconfirmed_opinions
from portal.audit.erasure import history_model
from portal.audit.models import Heartbeat
from portal.notifications.models import Message
from tests.factories.files import stored_file
from tests.factories.participation import give_guest_opinion
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def opinion():
    MunicipalityFactory()
    return give_guest_opinion(text="Vajag soliņu.", attachment=stored_file("viesis.pdf"))


def test_an_opinion_nobody_confirmed_is_gone_after_seven_days_as_its_letter_says(opinion, time_machine):
    file = opinion.attachment
    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))

    erase_unconfirmed_opinions()

    assert not Opinion.objects.filter(pk=opinion.pk).exists()
    assert not Message.objects.filter(email="viesis@example.lv").exists()
    versions = history_model(Opinion).objects.filter(pgh_obj_id=opinion.pk)
    assert {version.author_email for version in versions} == {"dzests@invalid.example"}
    file.refresh_from_db()
    assert file.erased_at
    assert Heartbeat.objects.get(name="erase_unconfirmed_opinions").result == "1"


def test_within_seven_days_it_waits(opinion, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=6, hours=23))

    erase_unconfirmed_opinions()

    assert Opinion.objects.filter(pk=opinion.pk).exists()
