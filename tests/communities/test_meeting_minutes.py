"""The minutes of a council's meeting on paper."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.documents.actions import render_document
from portal.documents.kinds import KINDS
from portal.documents.models import Document
from portal.files.actions import read
from tests.factories.council import CouncilFactory, CouncilMemberFactory, published_meeting

pytestmark = pytest.mark.usefixtures("municipality")

MINUTES = "communities.meeting_minutes"


@pytest.fixture
def council(municipality):
    """A council whose chair agreed to be named and whose secretary did not."""
    council = CouncilFactory()
    CouncilMemberFactory(council=council, role="chair", name="Anna Ozola", publish_name=True)
    CouncilMemberFactory(council=council, role="secretary", name="Jānis Liepa")
    return council


def test_they_have_latvian_document_form_and_name_only_who_agreed(council):
    published_meeting(council=council)
    document = Document.objects.get()

    render_document(document.pk)

    document.refresh_from_db()
    for part in ("SĒDES PROTOKOLS", "padomes priekšsēdētājs Anna Ozola", "Nolemj:", "par – 1, pret – 0, atturas – 0", "plkst."):
        assert part in document.body
    assert "Jānis Liepa" not in document.body
    assert read(document.pdf).startswith(b"%PDF-")


def test_those_of_a_council_that_is_not_public_are_not_shown(council):
    council.is_public = False
    council.save()
    meeting = published_meeting(council=council)

    assert not KINDS[MINUTES].may_view(AnonymousUser(), meeting)
