"""The officers' desks of councils, elections and meetings."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.translation import gettext

from communities.enums import MeetingState
from communities.models import Candidate, Council, CouncilMember
from portal.accounts.roles import Role
from portal.files.models import File
from portal.notifications.models import Message
from tests.desks import step_of
from tests.factories.communities import CommunityFactory
from tests.factories.council import (
    CouncilFactory,
    CouncilMemberFactory,
    ElectionFactory,
    called_meeting,
)
from tests.factories.files import pdf, stored_file, upload
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")
KEPT_SEATS = "Seats kept for communities: %(kept)s. Choose for each of their members the community they speak for."


@pytest.fixture
def coordinator(client, municipality):
    """The participation coordinator, signed in."""
    officer = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(officer)
    return officer


def member_row(number: int, member: CouncilMember | None = None, **typed) -> dict:
    given = {"name": f"Loceklis {number}", "email": f"l{number}@example.lv", "role": "member", "since": "2026-01-15", "until": ""}
    row = {"id": member.pk, "council": member.council_id} if member else {}
    return {f"members-{number}-{name}": value for name, value in (given | row | typed).items()}


def save_council(client, council: Council, *rows: dict, initial: int = 0, **typed):
    given = {
        "kind": council.kind, "name": council.name, "slug": council.slug, "purpose": council.purpose, "seats": council.seats,
        "community_seats": council.community_seats,
        "unit": council.unit_id, "neighbourhoods": [], "is_public": "on",
        "members-TOTAL_FORMS": len(rows), "members-INITIAL_FORMS": initial,
    }  # fmt: skip
    for row in rows:
        given |= row
    return client.post(reverse("admin:communities_council_change", args=[council.pk]), given | typed)


@pytest.mark.rule("S4-131")
@pytest.mark.usefixtures("coordinator")
def test_an_officer_seats_members(client):
    council = CouncilFactory(seats=2)

    save_council(client, council, member_row(0, role="chair"), member_row(1))

    assert list(council.members.values_list("role", flat=True)) == ["chair", "member"]


@pytest.mark.usefixtures("coordinator")
def test_more_members_than_seats_are_refused_with_a_sentence(client):
    council = CouncilFactory(seats=1)

    response = save_council(client, council, member_row(0), member_row(1))

    assert "Locekļu (2) būtu vairāk nekā vietu (1)" in response.text
    assert not council.members.exists()


@pytest.mark.rule("S4-82")
@pytest.mark.usefixtures("coordinator")
def test_a_seat_kept_for_communities_is_for_somebody_who_speaks_for_one(client):
    council, community = CouncilFactory(seats=3, community_seats=2), CommunityFactory()

    refused = save_council(client, council, member_row(0), member_row(1)).text
    save_council(client, council, member_row(0), member_row(1, community=community.pk))

    assert conditional_escape(gettext(KEPT_SEATS) % {"kept": 2}) in refused
    assert list(council.members.values_list("community", flat=True)) == [None, community.pk]


@pytest.mark.usefixtures("coordinator")
def test_the_seat_of_whoever_left_is_free_for_another(client):
    council = CouncilFactory(seats=1)
    leaving = CouncilMemberFactory(council=council)
    yesterday = timezone.localdate() - timedelta(days=1)

    save_council(client, council, member_row(0, leaving, until=yesterday), member_row(1), initial=1)

    assert CouncilMember.objects.current(timezone.localdate()).get().name == "Loceklis 1"


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("last", ["2026-01-01", "2025-12-31"])
def test_a_term_that_ends_before_it_begins_is_refused(client, last):
    response = save_council(client, CouncilFactory(), term_from="2026-01-01", term_to=last)

    assert "Beigu datumam jābūt pēc sākuma datuma." in response.text


@pytest.mark.usefixtures("coordinator")
def test_a_member_does_not_leave_before_joining(client):
    council = CouncilFactory()

    response = save_council(client, council, member_row(0, until="2026-01-01"))

    assert "Pēdējā diena nedrīkst būt pirms pirmās." in response.text
    assert not council.members.exists()


def save_election(client, election, *candidates: dict, **typed):
    given = {
        "council": election.council_id, "held_on": "2026-01-13", "manner": "sanāksme", "voters": 108, "valid_ballots": 99,
        "candidates-TOTAL_FORMS": len(candidates), "candidates-INITIAL_FORMS": 0,
    }  # fmt: skip
    for number, candidate in enumerate(candidates):
        given |= {f"candidates-{number}-{name}": value for name, value in candidate.items()}
    return client.post(reverse("admin:communities_election_change", args=[election.pk]), given | typed)


@pytest.mark.rule("S4-141")
@pytest.mark.usefixtures("coordinator")
def test_more_ballots_than_voters_are_refused(client):
    response = save_election(client, ElectionFactory(), voters=98)

    assert "Derīgu biļetenu nevar būt vairāk nekā balsotāju." in response.text


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("candidate", "sentence"),
    [({"votes": 100}, "vairāk balsu nekā derīgu biļetenu"), ({"votes": 50, "is_elected": "on"}, "nekā padomē ir vietu (1)")],
)
def test_a_result_that_cannot_be_is_refused(client, candidate, sentence):
    election = ElectionFactory(council__seats=1)
    winner = {"name": "Kandidāts A", "votes": 60, "is_elected": "on"}

    response = save_election(client, election, winner, {"name": "Kandidāts B"} | candidate)

    assert sentence in response.text
    assert not Candidate.objects.exists()


@pytest.mark.usefixtures("coordinator")
def test_a_meeting_is_planned_with_its_agenda_in_order(client):
    council = CouncilFactory()
    typed = {
        "council": council.pk, "starts_at_0": "12.01.2027", "starts_at_1": "18:00", "place": "Skola", "online_link": "",
        "agenda-TOTAL_FORMS": 2, "agenda-INITIAL_FORMS": 0,
        "agenda-0-position": 2, "agenda-0-title": "Par svētkiem", "agenda-1-position": 1, "agenda-1-title": "Par ceļu",
        "invitations-TOTAL_FORMS": 0, "invitations-INITIAL_FORMS": 0,
    }  # fmt: skip

    client.post(reverse("admin:communities_meeting_add"), typed)

    meeting = council.meetings.get()
    assert (meeting.number, meeting.state) == (1, MeetingState.PLANNED)
    assert [item.title for item in meeting.agenda.all()] == ["Par ceļu", "Par svētkiem"]


@pytest.mark.usefixtures("coordinator")
def test_once_called_the_hour_changes_only_by_the_step_that_tells_the_members(client):
    meeting = called_meeting()
    page = reverse("admin:communities_meeting_change", args=[meeting.pk])
    item = meeting.agenda.get()
    agenda = {
        "agenda-TOTAL_FORMS": 1, "agenda-INITIAL_FORMS": 1, "agenda-0-id": item.pk, "agenda-0-meeting": meeting.pk,
        "agenda-0-position": 1, "agenda-0-title": "Par drošu ceļu",
        "invitations-TOTAL_FORMS": 0, "invitations-INITIAL_FORMS": 0,
    }  # fmt: skip

    client.post(page, {"place": "Cita vieta"} | agenda)
    client.post(step_of(meeting, "parcelt"), {"starts_at": "2027-01-12T18:00", "place": "Skola", "online_link": ""})

    meeting.refresh_from_db()
    assert meeting.place == "Skola"
    assert meeting.agenda.get().title == "Par drošu ceļu"
    assert Message.objects.filter(key="communities.meeting_moved").count() == 3


@pytest.mark.usefixtures("coordinator")
def test_a_refused_paper_keeps_the_file(client):
    meeting = called_meeting()

    refused = client.post(step_of(meeting, "dokuments"), {"title": "", "file": upload("karte.pdf", pdf())})
    client.post(step_of(meeting, "dokuments"), {"title": "Karte", "file": upload("karte.pdf", pdf())})

    assert refused.status_code == 422
    assert "karte.pdf" in refused.text
    paper = meeting.papers.get()
    assert (paper.title, paper.is_public) == ("Karte", False)


@pytest.mark.usefixtures("coordinator")
def test_a_meeting_goes_from_the_hall_to_public_minutes(client, time_machine):
    meeting = called_meeting(agenda=["Par ceļu", "Par svētkiem"])
    first, second = meeting.agenda.all()
    there = [member.pk for member in meeting.council.members.all()[:2]]
    minutes = {
        f"discussion-{first.pk}": "Pārrunāja ceļu.", f"decision-{first.pk}": "Atbalstīt.", f"votes_for-{first.pk}": 3,
        f"discussion-{second.pk}": "Pārrunāja svētkus.",
    }  # fmt: skip

    time_machine.move_to(meeting.starts_at + timedelta(hours=2))
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))
    client.post(step_of(meeting, "notika"), {"present": there, "guests": 5})
    refused = client.post(step_of(meeting, "protokols"), minutes)
    client.post(step_of(meeting, "protokols"), minutes | {f"votes_for-{first.pk}": 2})
    client.post(step_of(meeting, "publicet"))

    meeting.refresh_from_db()
    assert "nodoto balsu: 3, bet klātesošo locekļu: 2" in refused.text
    assert "Pārrunāja svētkus." in refused.text
    assert (meeting.state, meeting.attended, meeting.guests) == (MeetingState.PUBLISHED, 2, 5)


@pytest.mark.usefixtures("coordinator")
def test_minutes_have_no_step_before_the_meeting(client):
    meeting = called_meeting()

    page = client.post(step_of(meeting, "protokols"), {"summary": "Jau notika"})

    assert page.status_code == 422
    assert "Protokolu raksta pēc sēdes" in page.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_other_officers_read_and_change_nothing(client, role):
    meeting = called_meeting()
    client.force_login(OfficerFactory(roles=[role]))

    assert client.get(reverse("admin:communities_meeting_change", args=[meeting.pk])).status_code == 200
    assert client.post(step_of(meeting, "atcelt"), {"reason": "Nav apkures."}).status_code == 403


@pytest.mark.rule("S4-138")
@pytest.mark.usefixtures("coordinator")
def test_a_statute_attached_anew_replaces_the_earlier_file(client):
    council = CouncilFactory(statute=stored_file("vecs.pdf"))
    earlier = council.statute

    client.post(reverse("admin:communities_council_step", args=[council.pk, "nolikums"]), {"file": upload("nolikums.pdf", pdf())})

    assert "nolikums.pdf" in client.get(council.get_absolute_url()).text
    assert not File.objects.filter(pk=earlier.pk, erased_at=None).exists()


@pytest.mark.rule("S4-141")
@pytest.mark.usefixtures("coordinator")
def test_the_minutes_of_an_election_can_be_read_by_everybody(client):
    election = ElectionFactory()
    attach = reverse("admin:communities_election_step", args=[election.pk, "protokols"])

    refused = client.post(attach, {"file": upload("protokols.pdf", b"MZ nav PDF")})
    client.post(attach, {"file": upload("protokols.pdf", pdf())})
    client.logout()

    assert refused.status_code == 422
    read = client.get(reverse("communities:election_minutes", args=[election.pk]))
    assert read.getvalue().startswith(b"%PDF")
