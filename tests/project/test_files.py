"""Every file is read by its owner's rule: who may not see the thing gets nothing of it, whatever its address."""

from collections.abc import Callable
from typing import Any

import pghistory
import pytest
from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from communities.models import EventPhoto, PracticePhoto
from grants.enums import CallState, ReportState
from grants.models import AttachmentKind, Call, ProjectReport
from portal.files.models import File
from tests.factories.communities import GoodPracticeFactory
from tests.factories.council import CouncilFactory, ElectionFactory
from tests.factories.draft_decision import DraftDecisionFactory
from tests.factories.event import EventFactory
from tests.factories.files import stored_file
from tests.factories.participation import give_guest_opinion
from tests.project import (
    access,
    access_applying,
    access_cofinancing,
    access_councils,
    access_forums,
    access_opinions,
    access_projects,
    access_submissions,
)
from tests.project.access import PAGES
from tests.project.visitors import COORDINATOR, GUEST, RESIDENT, person

OWNERS = {
    f"{field.related_model._meta.label}.{field.field.name}"
    for field in File._meta.get_fields(include_hidden=True)
    if field.auto_created
    and not field.concrete
    and not issubclass(field.related_model, pghistory.models.Event)
    and not field.related_model._meta.auto_created
}


def picture_of(album: type[Model], owner: str, thing: Callable[[], Model]) -> Callable[[], dict[str, Any]]:
    def find() -> dict[str, Any]:
        file = stored_file("ala.png", content_type="image/png")
        album.objects.create(file=file, alt="Iela pie upes", **{owner: thing()})
        return {"pk": file.pk}

    return find


def form_of_a_call_in_preparation() -> dict[str, Any]:
    kind = AttachmentKind.objects.exclude(template=None).first()
    Call.objects.filter(pk=kind.call_id).update(state=CallState.DRAFT)
    return {"slug": kind.call.slug, "pk": kind.pk}


def draft_nobody_published() -> dict[str, Any]:
    return {"slug": DraftDecisionFactory(file=stored_file(), published_at=None).slug}


def photo_of_a_report_being_written() -> dict[str, Any]:
    found = access_projects.public_photo()
    ProjectReport.objects.filter(photos=found["photo"]).update(state=ReportState.SUBMITTED)
    return found


def evidence() -> dict[str, Any]:
    return {"slug": EventFactory(evidence=stored_file()).slug}


CLOSED: dict[str, list[tuple[str, Callable[[], dict[str, Any]]]]] = {
    "documents.Document.pdf": [("documents:document_pdf", lambda: {"pk": access.letter().first().pk})],
    "documents.SignedCopy.file": [("documents:signed_copy", access.signed_letter)],
    "communities.EventPhoto.file": [
        ("communities:photo", picture_of(EventPhoto, "event", lambda: EventFactory(draft=True))),
    ],
    "communities.PracticePhoto.file": [
        ("communities:photo", picture_of(PracticePhoto, "practice", lambda: GoodPracticeFactory(state="submitted"))),
    ],
    "communities.MeetingPaper.file": [("communities:meeting_paper", access_councils.paper_for_members)],
    "communities.Council.statute": [
        ("communities:council_statute", lambda: {"slug": CouncilFactory(is_public=False, statute=stored_file()).slug}),
    ],
    "communities.Election.minutes": [
        (
            "communities:election_minutes",
            lambda: {"pk": ElectionFactory(council=CouncilFactory(is_public=False), minutes=stored_file()).pk},
        ),
    ],
    "communities.Event.evidence": [("communities:event_evidence", evidence)],
    "participation.Submission.attachment": [("participation:submission_attachment", access_submissions.leaders_attachment)],
    "participation.Opinion.attachment": [
        ("participation:opinion_attachment", lambda: {"pk": give_guest_opinion(attachment=stored_file()).pk}),
    ],
    "participation.Opinion.evidence": [
        ("admin:participation_opinion_evidence", access_opinions.opinion_with_evidence),
    ],
    "participation.DraftDecision.file": [("participation:draft_decision_file", draft_nobody_published)],
    "participation.ForumNotes.photo": [("participation:forum_notes_photo", access_forums.notes)],
    "grants.AttachmentKind.template": [("grants:attachment_template", form_of_a_call_in_preparation)],
    "grants.Attachment.upload": [("grants:attachment_download", access_applying.leaders_file)],
    "grants.CoFinancingRequest.attachment": [("grants:cofinancing_attachment", access_cofinancing.leaders_description)],
    "grants.ReportReceipt.file": [("grants:report_receipt", access_projects.receipt)],
    "grants.ReportPhoto.file": [
        ("grants:report_photo", access_projects.photo),
        ("grants:project_photo", photo_of_a_report_being_written),
    ],
}
"""Where the file of a thing is asked for, with one of a thing that a stranger may not see."""

OPEN = {
    "municipality.Municipality.arms": "the letterhead",
    "participation.Forum.flipchart": "forums are public from the first day",
    "communities.CentrePhoto.file": "centres are public",
}
UNSERVED = {
    "participation.ForumDraft.photo": "kept until the forum is closed, shown by its name alone",
    "notifications.Message.files": "leaves with the letter alone",
}


def test_every_file_has_an_owner_whose_rule_is_declared():
    assert {*CLOSED, *OPEN, *UNSERVED} == OWNERS


@pytest.mark.parametrize("owner", sorted(CLOSED))
def test_a_stranger_gets_nothing_of_a_thing_that_is_closed(demo, client, owner):
    for name, find in CLOSED[owner]:
        address = reverse(name, kwargs=find())
        for visitor in (GUEST, RESIDENT):
            if visitor != GUEST:
                client.force_login(person(visitor))
            answer = client.get(address)
            assert (answer.status_code in (302, 403, 404), answer.streaming) == (True, False), f"{visitor}: {address}"
        client.logout()


def test_files_are_sent_by_declared_addresses_alone(demo):
    """The module that sends a file is known here or stands in the list of pages with its readers."""
    declared = {page.name for page in PAGES}

    assert {name for addresses in CLOSED.values() for name, _find in addresses if not name.startswith("admin:")} <= declared


def test_files_lie_outside_the_web_root_under_names_that_tell_nothing(db):
    file = stored_file("Annas Ozolas CV.pdf")

    assert file.content.name == f"{file.pk.hex[:2]}/{file.pk.hex}"
    assert not settings.PRIVATE_FILES_DIR.startswith(str(settings.STATIC_ROOT))
    assert not settings.MEDIA_URL.strip("/")


def test_officers_open_what_their_work_needs(demo, client):
    client.force_login(person(COORDINATOR))

    answer = client.get(reverse("participation:forum_notes_photo", kwargs=access_forums.notes()))

    assert answer.status_code == 200
    answer.close()
