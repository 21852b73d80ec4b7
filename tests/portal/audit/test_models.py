"""History that nobody rewrites."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from portal.accounts.actions import change_profile
from portal.accounts.models import User
from portal.audit.erasure import history_model
from portal.audit.heartbeats import beat
from portal.audit.models import Event, Heartbeat
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    """One event, and the versions of the row it tells of."""
    person = PersonFactory()
    change_profile(person=person, name="Cits vārds", language="lv", phone="", by=person)


@pytest.mark.parametrize("change", ["UPDATE {} SET {} = ''", "DELETE FROM {} WHERE {} <> ''"], ids=["update", "delete"])
@pytest.mark.parametrize(("model", "column"), [(Event, "target_label"), (history_model(User), "name")], ids=["event", "version"])
def test_the_database_itself_refuses_to_rewrite_history(history, change, model, column):
    statement = change.format(model._meta.db_table, column)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_sensitive_events_are_for_the_social_service_alone():
    plain = Event.objects.create(name="tests.plain", target_type="x", target_id="1", target_label="ielas apgaismojums")
    sensitive = Event.objects.create(name="tests.hidden", target_type="x", target_id="2", target_label="ziņa", sensitive=True)
    events = Event.objects.filter(pk__in=[plain.pk, sensitive.pk])

    for role in ("auditor", "administrator", "coordinator"):
        assert list(events.visible_to(OfficerFactory(roles=[role]))) == [plain]
    assert set(events.visible_to(OfficerFactory(roles=["social"]))) == {plain, sensitive}


def test_a_heartbeat_keeps_the_last_run_of_each_task():
    beat("remind", timezone.now(), 3)
    last = timezone.now()
    beat("remind", last, 7)

    heartbeat = Heartbeat.objects.get(name="remind")
    assert (heartbeat.beat_at, heartbeat.result) == (last, "7")
