from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.models import AttractedFunding, SelfHelpAction
from tests.factories.communities import CommunityFactory
from tests.factories.portal import PersonFactory
from tests.factories.profile import AttractedFundingFactory, SelfHelpActionFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def community(client):
    leader = PersonFactory()
    client.force_login(leader)
    return CommunityFactory(leader=leader)


def address(name, community, *more) -> str:
    return reverse(f"communities:{name}", args=[community.slug, *more])


@pytest.mark.rule("S4-50")
def test_work_done_by_residents_is_noted_and_stands_on_the_public_page(client, community):
    day = timezone.localdate() - timedelta(days=3)
    client.post(address("self_help_add", community), {"text": "Salabota laipa", "done_on": day.isoformat(), "people": 7})
    client.logout()

    page = client.get(community.get_absolute_url()).text

    assert "Salabota laipa" in page
    assert "7 cilvēki" in page


@pytest.mark.rule("S4-28")
def test_money_brought_in_is_summed_on_the_public_page(client, community):
    for amount in ("1 200,50", "99,50"):
        year = timezone.localdate().year
        client.post(address("attracted_funding_add", community), {"source": "Fonds", "amount": amount, "year": year})
    client.logout()

    assert community.attracted_funding.count() == 2
    assert client.get(community.get_absolute_url()).context["community"].attracted == Decimal(1300)


@pytest.mark.parametrize(
    ("form", "typed", "sentence"),
    [
        ("attracted_funding_add", {"source": "Fonds", "amount": "0", "year": 2025}, "summu, kas lielāka par nulli"),
        ("attracted_funding_add", {"source": "Fonds", "amount": "5", "year": 2999}, "gadā, kurā tā piešķirta"),
        ("self_help_add", {"text": "Nopļauta pļava", "done_on": "2999-01-01"}, "kas jau paveikts"),
        ("self_help_add", {"text": "   ", "done_on": "2025-01-01"}, "Aizpildiet šo lauku."),
    ],
)
def test_a_note_that_cannot_be_is_refused_and_what_was_typed_stays(client, community, form, typed, sentence):
    answer = client.post(address(form, community), typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert next(iter(typed.values())).strip() in answer.text
    assert not AttractedFunding.objects.exists()
    assert not SelfHelpAction.objects.exists()


def test_a_note_is_removed_by_its_own_community_alone(client, community):
    mine, others = SelfHelpActionFactory(community=community), SelfHelpActionFactory()
    money, others_money = AttractedFundingFactory(community=community), AttractedFundingFactory()

    answers = [
        client.post(address(name, community, row.pk)).status_code
        for name, row in (
            ("self_help_remove", mine),
            ("self_help_remove", others),
            ("attracted_funding_remove", money),
            ("attracted_funding_remove", others_money),
        )
    ]

    assert answers == [302, 404, 302, 404]
    assert SelfHelpAction.objects.get() == others
    assert AttractedFunding.objects.get() == others_money
