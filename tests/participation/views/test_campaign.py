import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from participation.actions.answer import answer_now
from tests.factories.participation import ANSWER
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.submission import CampaignFactory, propose_for

pytestmark = pytest.mark.usefixtures("municipality")


def test_a_campaign_being_prepared_is_for_officers_alone(client):
    campaign = CampaignFactory(draft=True)
    client.force_login(PersonFactory())
    for_resident = client.get(campaign.get_absolute_url())
    client.force_login(OfficerFactory())

    assert (for_resident.status_code, client.get(campaign.get_absolute_url()).status_code) == (404, 200)


def test_an_open_campaign_leads_to_its_form(client):
    campaign = CampaignFactory()

    page = client.get(campaign.get_absolute_url()).content.decode()

    assert f"{reverse('participation:submission_create')}?kampana={campaign.slug}" in page


def test_what_waits_for_an_answer_is_listed_until_it_is_answered(client, now):
    campaign = CampaignFactory(over=True)
    waiting = propose_for(campaign, title="Nojume pieturā")
    answer_now(question=propose_for(campaign), by=OfficerFactory(), now=now, **ANSWER)

    page = client.get(campaign.get_absolute_url())

    assert page.context["waiting"] == [waiting]
    assert page.context["figures"].by_outcome == [1]


def test_the_report_downloads_with_every_proposal_and_no_formulas(client, now):
    campaign = CampaignFactory()
    answer_now(question=propose_for(campaign, title="=1+1"), by=OfficerFactory(), now=now, **ANSWER)

    response = client.get(campaign.get_absolute_url(), {"formats": "xlsx"})

    book = load_workbook(io.BytesIO(response.content))
    assert len(book.sheetnames) == 4
    assert book.worksheets[3]["A2"].value == "'=1+1"
    assert book.worksheets[0]["D2"].value == 1


def test_campaigns_are_listed_with_their_counts(client):
    campaign = CampaignFactory()
    propose_for(campaign)
    CampaignFactory(draft=True)

    page = client.get(reverse("participation:campaign_list"))

    assert [(one, one.proposal_count, one.waiting_count) for one, _status in page.context["lines"]] == [(campaign, 1, 1)]
