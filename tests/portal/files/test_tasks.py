from datetime import timedelta

import pytest
from django.utils import timezone

from portal.files.models import File
from portal.files.tasks import erase_unattached_files
from tests.factories.files import stored_file
from tests.factories.participation import give_opinion
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_an_upload_of_a_form_that_was_never_sent_is_erased_after_a_week(time_machine):
    MunicipalityFactory()
    attached, forgotten = stored_file("pielikums.pdf"), stored_file("melnraksts.pdf")
    give_opinion(attachment=attached)
    time_machine.move_to(timezone.now() + timedelta(days=7, minutes=1))
    fresh = stored_file("tikko.pdf")

    erase_unattached_files()

    assert set(File.objects.filter(erased_at__isnull=False)) == {forgotten}
    assert set(File.objects.filter(erased_at=None)) == {attached, fresh}
