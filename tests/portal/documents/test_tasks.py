from datetime import timedelta

from django.utils import timezone

from portal.audit.models import Heartbeat
from portal.documents.actions import PATIENCE
from portal.documents.tasks import make_forgotten_documents


def test_the_periodic_task_finds_forgotten_documents_and_leaves_its_heartbeat(document, time_machine):
    time_machine.move_to(timezone.now() + PATIENCE + timedelta(seconds=1))

    make_forgotten_documents()

    assert Heartbeat.objects.get(name="make_forgotten_documents").result == "1"
