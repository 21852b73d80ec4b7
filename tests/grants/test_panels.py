import pytest
from django.urls import reverse

from communities.models import Community
from grants.actions.decision import decide
from grants.actions.idea import invite_idea
from grants.queries.idea import calls_left_for
from portal.obligations.models import Receipt
from portal.obligations.receipts import RECEIPTS
from portal.ui.search import find
from tests.factories.applying import ANSWERED, IDEA_TIME, handed_in_idea, two_round_call
from tests.factories.calls import seminar_of
from tests.factories.grants import (
    IN_TIME,
    JUDGING,
    call_administrator,
    evaluated_call,
    leader_of,
    published_call,
    scored_call,
    submitted_application,
)
from tests.factories.portal import PersonFactory


@pytest.fixture(autouse=True)
def _in_time(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(IN_TIME, tick=False)


def test_open_calls_stand_on_the_home_page_until_their_deadline(client, time_machine):
    call = published_call()
    assert call.title in client.get(reverse("pages:home")).text

    time_machine.move_to(call.closes_at, tick=False)
    assert call.title not in client.get(reverse("pages:home")).text


@pytest.mark.rule("S4-107")
def test_the_page_of_a_seminar_leads_to_its_call(client):
    call = published_call()

    assert f'href="{call.get_absolute_url()}"' in client.get(seminar_of(call).get_absolute_url()).text


def test_a_members_desk_shows_what_waits_for_points(client):
    call = evaluated_call()
    client.force_login(call.commission.first().user)

    assert reverse("grants:evaluation_call", args=[call.slug]) in client.get(reverse("pages:mans")).text


def test_a_member_who_has_scored_everything_has_nothing_left_to_do(client):
    call = scored_call(8)
    client.force_login(call.commission.first().user)

    assert reverse("grants:evaluation_call", args=[call.slug]) not in client.get(reverse("pages:mans")).text


def test_the_admin_opens_on_applications_to_check(client):
    application = submitted_application(published_call())
    client.force_login(call_administrator())

    assert reverse("admin:grants_application_change", args=[application.pk]) in client.get(reverse("admin:index")).text


def test_the_receipt_shows_what_was_handed_in():
    application = submitted_application(published_call())

    view = RECEIPTS["grants.application"](Receipt.objects.get().subject)

    assert (view.title, view.status) == (application.title, application.status)
    assert application.community.name in dict(view.facts).values()


def test_search_finds_a_project_from_its_decision_on():
    application = scored_call(9).applications.get()
    resident = PersonFactory()
    assert not find(application.title, resident, "project")

    decide(
        application=application, outcome="funded", amount=application.requested, protocol="Nr. 3",
        reason="Vajadzība ir pierādīta un pamatota.", by=call_administrator(), now=JUDGING,
    )  # fmt: skip

    assert [entry.title for entry in find(application.title, resident, "project")] == [application.title]


def test_search_finds_an_announced_call_for_everybody():
    call = published_call()

    assert [entry.address for entry in find(call.title, PersonFactory(), "call")] == [call.get_absolute_url()]


def test_a_communitys_desk_names_the_open_calls_and_its_applications(client):
    call = published_call()
    application = submitted_application(call)
    client.force_login(leader_of(application.community))

    page = client.get(reverse("communities:desk", args=[application.community.slug])).text

    assert call.title in page
    assert application.title in page


def test_a_communitys_desk_offers_only_calls_in_which_it_can_still_begin():
    community = submitted_application(published_call()).community
    free, other_round = published_call(), two_round_call()
    invited = handed_in_idea(two_round_call(), community)
    invite_idea(idea=invited, condition="", by=call_administrator(), now=ANSWERED)

    found = calls_left_for(Community.objects.filter(pk=community.pk), IN_TIME)

    assert set(found) == {free, invited.call}
    assert other_round in calls_left_for(Community.objects.filter(pk=community.pk), IDEA_TIME)
