"""A meeting as guests and members see it, and how a member answers the invitation."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils.html import conditional_escape

from communities.actions.meeting import add_paper
from communities.enums import AgendaKind, Attendance
from communities.models import MeetingInvitation
from communities.queries.meeting import answer_token
from portal.notifications.models import Message
from tests.factories.council import (
    CouncilFactory,
    CouncilMemberFactory,
    MeetingFactory,
    called_meeting,
    held_meeting,
    published_meeting,
    written,
)
from tests.factories.files import stored_file
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def member(client, municipality):
    """Somebody who sits in a council and is signed in."""
    person = PersonFactory(email="loceklis@example.lv")
    client.force_login(person)
    return CouncilMemberFactory(email=person.email)


def paper(meeting, *, is_public: bool, now):
    paper = add_paper(meeting=meeting, title="Ceļa karte", file=stored_file(), is_public=is_public, by=None, now=now)
    return reverse("communities:meeting_paper", args=[paper.pk])


def answer_page(invitation) -> str:
    return reverse("communities:invitation_answer", args=[answer_token(invitation)])


def test_a_called_meeting_is_open_to_everybody_with_its_agenda(client):
    page = client.get(called_meeting(agenda=["Par ceļu", "Par svētkiem"]).get_absolute_url()).text

    assert "atklāta ikvienam" in page
    assert "Par svētkiem" in page


def test_a_planned_meeting_is_for_members_and_staff(client, member):
    planned = MeetingFactory(council=member.council)

    assert client.get(planned.get_absolute_url()).status_code == 200
    client.force_login(PersonFactory())
    assert client.get(planned.get_absolute_url()).status_code == 404


def test_a_former_member_no_longer_looks_in(client, member, now):
    planned = MeetingFactory(council=member.council)
    member.until = now.date() - timedelta(days=1)
    member.save()

    assert client.get(planned.get_absolute_url()).status_code == 404


def test_a_paper_for_members_is_closed_to_others(client, member, now):
    meeting = called_meeting(council=member.council)
    open_paper, closed_paper = paper(meeting, is_public=True, now=now), paper(meeting, is_public=False, now=now)

    assert client.get(closed_paper).getvalue() == b"%PDF-1.7 saturs"
    client.logout()
    assert client.get(open_paper).getvalue() == b"%PDF-1.7 saturs"
    assert client.get(closed_paper).status_code == 404
    assert closed_paper not in client.get(meeting.get_absolute_url()).text


def test_a_draft_of_the_minutes_is_not_shown(client):
    meeting = written(held_meeting())

    page = client.get(meeting.get_absolute_url()).text

    assert "Atbalstīt otro." not in page
    assert "Tiek rakstīts protokols." in page


@pytest.mark.rule("S4-83")
@pytest.mark.parametrize("kind", [AgendaKind.DEVELOPMENT, AgendaKind.BUDGET, AgendaKind.NEEDS])
def test_the_agenda_says_what_kind_of_matter_it_is(client, kind):
    meeting = called_meeting(agenda=["Kas nākamgad vispirms"])
    meeting.agenda.update(kind=kind)

    assert conditional_escape(kind.label) in client.get(meeting.get_absolute_url()).text


def test_published_minutes_show_decision_and_votes(client):
    page = client.get(published_meeting().get_absolute_url()).text

    assert "Atbalstīt otro." in page
    assert "Par 1, pret 0, atturas 0" in page


def test_the_date_is_taken_into_ones_own_calendar(client):
    meeting = called_meeting()

    calendar = client.get(reverse("communities:meeting_calendar", args=[meeting.council.slug, meeting.number]))

    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%SZ}" in calendar.text


@pytest.mark.rule("S4-61")
def test_a_member_answers_by_the_link_in_the_letter(client):
    CouncilMemberFactory(council=(council := CouncilFactory()))
    called_meeting(council=council)
    link = re.search(r"http://testserver(\S+/atbilde/\S+)", Message.objects.get().body)[1]

    client.get(link)
    still = MeetingInvitation.objects.get().answer
    page = client.post(link, {"answer": Attendance.ONLINE}, follow=True)

    assert still == "", "opening the link answers nothing"
    assert MeetingInvitation.objects.get().answer == Attendance.ONLINE
    assert "Jūsu atbilde ir saglabāta" in page.text


@pytest.mark.parametrize("mangle", [lambda token: token[:-3], lambda token: "nekas"])
def test_a_mangled_link_is_refused_with_a_sentence(client, mangle):
    token = mangle(answer_token(called_meeting().invitations.first()))

    response = client.get(reverse("communities:invitation_answer", args=[token]))

    assert response.status_code == 410
    assert "Saite nav pilnīga" in response.text


def test_a_link_whose_meeting_is_gone_is_refused(client):
    meeting = called_meeting()
    link = answer_page(meeting.invitations.first())
    meeting.delete()

    assert client.get(link).status_code == 410


@pytest.mark.parametrize("answer", ["", "varbut"])
def test_an_answer_that_is_none_is_refused(client, answer):
    invitation = called_meeting().invitations.first()

    response = client.post(answer_page(invitation), {"answer": answer})

    assert response.status_code == 422
    assert "Izvēlieties vienu no atbildēm" in response.text


def test_after_the_beginning_the_page_says_that_it_is_too_late(client, time_machine):
    meeting = called_meeting()
    link = answer_page(meeting.invitations.first())

    time_machine.move_to(meeting.starts_at)
    response = client.post(link, {"answer": Attendance.COMING})

    assert response.status_code == 422
    assert "jau ir sākusies" in response.text


def test_a_signed_in_member_answers_on_their_own_desk(client, member):
    meeting = called_meeting(council=member.council)
    page = reverse("communities:own_invitation", args=[meeting.invitations.get().pk])

    desk = client.get(reverse("pages:mans")).text
    client.post(page, {"answer": Attendance.AWAY})
    after = client.get(reverse("pages:mans")).text

    assert "Atbildiet, vai piedalīsieties sēdē" in desk
    assert meeting.invitations.get().answer == Attendance.AWAY
    assert "Atbildiet, vai piedalīsieties sēdē" not in after


def test_the_buttons_of_a_desk_that_is_kept_work_on_another_device(client, member, settings):
    settings.PAGE_CACHE_SECONDS = 30
    meeting = called_meeting(council=member.council)
    client.get(reverse("pages:mans"))
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(get_user(client))

    desk = phone.get(reverse("pages:mans")).text
    [action] = set(re.findall(r'form="one-form" formaction="([^"]+)"', desk))
    [token] = re.findall(r'id="one-form" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="(\w+)">', desk)
    answered = phone.post(action, {"answer": Attendance.COMING, "csrfmiddlewaretoken": token})

    assert answered.status_code == 302
    assert meeting.invitations.get().answer == Attendance.COMING


@pytest.mark.usefixtures("member")
def test_the_invitation_of_somebody_else_is_no_page(client):
    other = called_meeting().invitations.first()

    assert client.get(reverse("communities:own_invitation", args=[other.pk])).status_code == 404
