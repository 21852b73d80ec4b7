import pytest

from grants.actions.application import submit_application
from grants.actions.attachment import remove_attachment
from grants.models import Attachment, AttachmentKind
from portal.errors import InvalidInput, StateConflict
from tests.factories.applying import attached
from tests.factories.grants import IN_TIME, CallFactory, leader_of, lines_of, project_of


@pytest.fixture
def minutes(draft) -> AttachmentKind:
    return AttachmentKind.objects.create(call=draft.call, name="Sapulces protokols", is_required=True)


def hand_in(draft):
    return submit_application(
        application=draft, project=project_of(draft.call), lines=lines_of(draft.call), by=leader_of(draft.community), now=IN_TIME
    )


def test_a_required_document_that_is_missing_is_named(draft, minutes):
    with pytest.raises(InvalidInput) as refusal:
        hand_in(draft)

    assert minutes.name in str(refusal.value)


def test_with_the_required_document_it_is_handed_in(draft, minutes):
    AttachmentKind.objects.create(call=draft.call, name="Piekrišana", is_required=False)
    attached(draft, minutes)

    assert hand_in(draft).state == "submitted"


def test_a_document_of_another_call_is_refused(draft):
    foreign = AttachmentKind.objects.create(call=CallFactory(), name="Cits")

    with pytest.raises(InvalidInput):
        attached(draft, foreign)


def test_handed_in_nothing_is_added_nor_taken_back(draft, minutes):
    attachment = attached(draft, minutes)
    hand_in(draft)

    with pytest.raises(StateConflict):
        attached(draft)
    with pytest.raises(StateConflict):
        remove_attachment(attachment=attachment, by=leader_of(draft.community), now=IN_TIME)
    assert Attachment.objects.get() == attachment
