import pytest
from django.urls import reverse

from tests.factories.applying import TYPED_ELIGIBILITY
from tests.factories.communities import CommunityFactory
from tests.factories.grants import IN_TIME, leader_of
from tests.factories.portal import PersonFactory


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def check(call) -> str:
    return reverse("grants:eligibility", args=[call.slug])


@pytest.mark.rule("S4-101")
def test_anybody_may_ask_before_signing_in(client, check):
    page = client.get(check)

    assert page.status_code == 200
    assert len(page.context["form"].fields) == len(TYPED_ELIGIBILITY)


def test_who_passes_goes_on_with_the_answers_in_the_address(client, check, call):
    page = client.get(check, TYPED_ELIGIBILITY)

    assert "Jā, varat pieteikties." in page.text
    assert f"{reverse('grants:application_create', args=[call.slug])}?applicant=association&amp;" in page.text


def test_what_to_mend_is_told(client, check):
    page = client.get(check, TYPED_ELIGIBILITY | {"contracts": "report"})

    assert "Varat pieteikties, bet vispirms sakārtojiet šo." in page.text
    assert "Iesniedziet pārskatu, pirms piesakāties." in page.text


def test_who_fails_is_told_why_and_is_not_led_on(client, check, call):
    page = client.get(check, TYPED_ELIGIBILITY | {"debts": "yes"})

    assert "Ar šādām atbildēm kopiena šajā konkursā pieteikties nevar." in page.text
    assert reverse("grants:application_create", args=[call.slug]) not in page.text


def test_a_question_left_out_is_asked_for(client, check):
    page = client.get(check, {name: value for name, value in TYPED_ELIGIBILITY.items() if name != "sum"})

    assert list(page.context["form"].errors) == ["sum"]


def test_sending_it_empty_asks_for_every_answer(client, check):
    empty = client.get(check, {"rezultats": "1"})

    assert list(empty.context["form"].errors) == list(TYPED_ELIGIBILITY)
    assert client.get(check).context["form"].errors == {}


def test_the_answers_are_kept_with_the_draft_that_begins(client, call):
    community = CommunityFactory(leader=PersonFactory())
    client.force_login(leader_of(community))
    query = "&".join(f"{name}={value}" for name, value in TYPED_ELIGIBILITY.items())

    client.post(f"{reverse('grants:application_create', args=[call.slug])}?{query}", {"community": community.pk})

    draft = community.applications.get().draft
    assert draft.data["atbilstiba"]["fields"] == TYPED_ELIGIBILITY
