"""Ways to write to the municipality on the shared pages, and what is left of a supporter who is forgotten."""

import pytest
from django.urls import reverse

from participation.models import Support
from participation.panels.own_data import forget_supporter
from tests.factories.communities import CommunityFactory
from tests.factories.portal import PersonFactory
from tests.factories.submission import CampaignFactory, gather_signatures, submit, support_as_guest

pytestmark = pytest.mark.usefixtures("municipality")


def test_the_hub_leads_to_the_form_the_open_campaign_and_the_most_supported(client):
    campaign, proposal = CampaignFactory(), submit()
    support_as_guest(proposal)

    page = client.get(reverse("pages:hub")).content.decode()

    assert reverse("participation:submission_start") in page
    assert campaign.get_absolute_url() in page
    assert proposal.get_absolute_url() in page


@pytest.mark.rule("S4-51")
def test_the_desk_of_a_community_leads_to_its_forms(client):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    client.force_login(leader)

    page = client.get(reverse("communities:desk", args=[community.slug])).content.decode()

    for kind in ("priekslikums", "uzaicinajums", "informacijas-pieprasijums", "reakcija"):
        assert f"veids={kind}&amp;kopiena={community.slug}" in page


def test_my_page_shows_what_i_sent(client):
    person = PersonFactory()
    submission = submit(by=person, kind="submission", title="Par grāvi")
    client.force_login(person)

    assert submission.title in client.get(reverse("pages:mans")).content.decode()


def test_a_forgotten_signatory_stays_counted_as_nobody():
    submission, person = gather_signatures(), PersonFactory()
    support = support_as_guest(submission, name="Anna Ozola", declares=True)
    Support.objects.filter(pk=support.pk).update(person=person)

    forget_supporter(person)

    support.refresh_from_db()
    assert (support.person, support.name) == (None, "–")
    assert support.email.endswith("@erased.invalid")
