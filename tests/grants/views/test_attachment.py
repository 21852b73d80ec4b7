import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.enums import MemberRole
from grants.models import Application, Attachment, AttachmentKind
from tests.factories.applying import attached
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.files import pdf
from tests.factories.grants import IN_TIME, call_administrator, leader_of
from tests.factories.portal import PersonFactory


@pytest.fixture(autouse=True)
def _in_time(time_machine, settings):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def minutes(draft) -> AttachmentKind:
    return AttachmentKind.objects.create(call=draft.call, name="Sapulces protokols", is_required=True)


@pytest.fixture
def desk(client, leader):
    client.force_login(leader)
    return client


def section(draft: Application) -> str:
    return reverse("grants:application_section", args=[draft.pk, "pielikumi"])


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_a_file_is_attached_to_the_document_it_stands_for(desk, draft, minutes):
    page = desk.post(section(draft), {f"kind-{minutes.pk}": sent("protokols.pdf", pdf())}, follow=True)

    assert Attachment.objects.get().kind == minutes
    assert "protokols.pdf" in page.text


def test_attaching_without_a_file_asks_for_one(desk, draft, minutes):
    page = desk.post(section(draft), {})

    assert (page.status_code, len(page.context["form"].non_field_errors())) == (422, 1)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"MZ\x90\x00" + bytes(200), id="an executable"),
        pytest.param(b"", id="empty"),
        pytest.param(pdf(10_000), id="10 000 pages"),
    ],
)
def test_a_file_that_cannot_be_gets_a_sentence_and_the_good_one_beside_it_stays(desk, draft, minutes, content):
    files = {f"kind-{minutes.pk}": sent("protokols.pdf", content), "other": sent("karte.pdf", pdf())}

    page = desk.post(section(draft), files)

    assert (page.status_code, list(page.context["form"].errors)) == (422, [f"kind-{minutes.pk}"])
    assert Attachment.objects.get().upload.original_name == "karte.pdf"
    assert page.text.count("karte.pdf") >= 1


def test_a_file_is_taken_back(desk, draft, minutes):
    attachment = attached(draft, minutes)

    desk.post(reverse("grants:attachment_remove", args=[draft.pk, attachment.pk]))

    assert not Attachment.objects.exists()


def test_the_section_is_complete_once_everything_required_is_there(desk, draft, minutes):
    def state():
        return next(one for one in desk.get(draft.get_absolute_url()).context["sections"] if one.key == "pielikumi")

    assert state().is_missing
    attached(draft, minutes)
    assert state().is_complete


def test_a_file_is_read_by_the_applicant_and_once_handed_in_by_officers(client, draft, minutes):
    attachment = attached(draft, minutes)
    page = reverse("grants:attachment_download", args=[draft.pk, attachment.pk])

    def status(person) -> int:
        client.force_login(person)
        response = client.get(page)
        if response.streaming:
            response.getvalue()
        return response.status_code

    assert status(leader_of(draft.community)) == 200
    assert status(MembershipFactory(community=draft.community, role=MemberRole.MEMBER).user) == 200
    assert status(leader_of(CommunityFactory(leader=PersonFactory()))) == 404
    assert status(call_administrator()) == 404
    Application.objects.update(state="submitted", submitted_at=IN_TIME, submitted_by=leader_of(draft.community))
    assert status(call_administrator()) == 200


def test_a_plain_member_attaches_nothing(client, draft, minutes):
    client.force_login(MembershipFactory(community=draft.community, role=MemberRole.MEMBER).user)

    answer = client.post(section(draft), {f"kind-{minutes.pk}": sent("protokols.pdf", pdf())})

    assert answer.status_code == 403
    assert not Attachment.objects.exists()


def test_what_is_sent_again_because_the_answer_was_lost_is_attached_once(desk, draft, minutes):
    for _ in range(2):
        page = desk.post(section(draft), {f"kind-{minutes.pk}": sent("protokols.pdf", pdf())})
        assert page.status_code == 302

    assert Attachment.objects.count() == 1


def test_the_same_file_stands_for_two_documents_and_another_beside_the_first(desk, draft, minutes):
    desk.post(section(draft), {f"kind-{minutes.pk}": sent("protokols.pdf", pdf()), "other": sent("protokols.pdf", pdf())})
    desk.post(section(draft), {"other": sent("otrs.pdf", pdf())})

    assert sorted((one.kind_id or 0, one.upload.original_name) for one in Attachment.objects.all()) == [
        (0, "otrs.pdf"), (0, "protokols.pdf"), (minutes.pk, "protokols.pdf"),
    ]  # fmt: skip
