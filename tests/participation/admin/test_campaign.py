import pytest
from django.urls import reverse

from participation.actions.answer import answer_now
from participation.models import BudgetCampaign
from portal.accounts.roles import Role
from tests.desks import step_of
from tests.factories.participation import ANSWER
from tests.factories.portal import OfficerFactory
from tests.factories.submission import CampaignFactory, propose_for

pytestmark = pytest.mark.usefixtures("municipality")
CONCLUSION = "Visi priekšlikumi ir atbildēti; trīs no tiem ir budžeta projektā."


@pytest.fixture
def coordinator(client, municipality):
    person = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(person)
    return person


@pytest.mark.rule("S4-93")
def test_closing_with_an_unanswered_proposal_shows_how_many_wait_and_leads_to_them(client, coordinator):
    campaign = CampaignFactory(over=True)
    waiting = propose_for(campaign)

    page = client.post(step_of(campaign, "slegt"), {"conclusion": CONCLUSION})

    campaign.refresh_from_db()
    assert (page.status_code, campaign.closed_at) == (422, None)
    assert CONCLUSION in page.content.decode()
    assert reverse("admin:participation_submission_step", args=[waiting.pk, "atbildet"]) in page.content.decode()


def test_the_coordinator_announces_closes_and_notes_the_vote(client, coordinator, now):
    draft, campaign = CampaignFactory(draft=True), CampaignFactory(over=True)
    answer_now(question=propose_for(campaign), by=coordinator, now=now, **ANSWER)

    client.post(step_of(draft, "publicet"))
    client.post(step_of(campaign, "slegt"), {"conclusion": CONCLUSION})
    client.post(step_of(campaign, "balsojums"), {"vote_url": "https://geolatvija.lv/", "vote_result": "Uzvarēja taka."})

    states = dict(BudgetCampaign.objects.values_list("pk", "state"))
    campaign.refresh_from_db()
    assert states == {draft.pk: "published", campaign.pk: "closed"}
    assert campaign.vote_result == "Uzvarēja taka."


def test_an_announced_campaign_is_no_longer_typed_over(client, coordinator):
    page = reverse("admin:participation_budgetcampaign_change", args=[CampaignFactory().pk])

    assert client.post(page, {"title": "Cits"}).status_code == 403


def test_officers_read_and_do_not_close(client, municipality):
    client.force_login(OfficerFactory())
    campaign = CampaignFactory(over=True)

    assert client.get(reverse("admin:participation_budgetcampaign_change", args=[campaign.pk])).status_code == 200
    assert client.post(step_of(campaign, "slegt"), {"conclusion": CONCLUSION}).status_code == 403
