"""The log of answers, the page of one answer, and what its author says of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.actions.answer import answer_now, correct_answer
from participation.actions.moderation import hide_opinion
from participation.models import Answer, Dispute
from portal.notifications.models import Message
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import ANSWER, REASON, ConsultationFactory, draft_answer, give_opinion, plan, propose, send_in
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
WHY = "Trīssimt skolēnu skaitīja brīvlaikā, īstais skaits ir divreiz lielāks."


def answer(question, now, **text) -> Answer:
    return answer_now(question=question, by=OfficerFactory(), now=now, **{**ANSWER, **text})


def page(name: str, given: Answer) -> str:
    return reverse(f"participation:{name}", args=[given.pk])


def shown(client, query: str) -> list[int]:
    response = client.get(f"{reverse('participation:answer_list')}?{query}")
    return sorted(card.answer.pk for card in response.context["lines"])


@pytest.mark.rule("S4-32")
def test_the_log_is_narrowed_by_unit_place_outcome_kind_day_and_word(client, now):
    place, unit = NeighbourhoodFactory(), UnitFactory()
    street = answer(give_opinion(ConsultationFactory(unit=unit, neighbourhoods=[place])), now - timedelta(days=40))
    proposal = propose(plan(neighbourhood=place))
    bench = answer(proposal, now, outcome="explained", clarifies=["rumour"], next_step="Galdnieks soliņus atvedīs maijā.")
    give_opinion()

    both = sorted([street.pk, bench.pk])
    assert shown(client, "") == both
    assert shown(client, f"nodala={unit.slug}") == [street.pk]
    assert shown(client, f"apkaime={place.slug}") == both
    assert shown(client, "iznakums=explained") == shown(client, "skaidro=rumour") == [bench.pk]
    assert shown(client, "veids=opinion") == [street.pk]
    assert shown(client, "veids=proposal") == [bench.pk]
    assert shown(client, f"no={now - timedelta(days=3):%Y-%m-%d}") == [bench.pk]
    assert shown(client, f"lidz={now - timedelta(days=30):%Y-%m-%d}") == [street.pk]
    assert shown(client, "meklet=galdnieks") == [bench.pk]


@pytest.mark.rule("S4-32")
def test_the_log_is_downloaded_with_its_dates(client, now):
    given = answer(give_opinion(), now, change_url="https://example.lv/plans")

    table = client.get(f"{reverse('participation:answer_list')}?formats=csv").text

    assert given.opinion.consultation.title in table
    assert "https://example.lv/plans" in table
    assert f"{timezone.localtime(given.opinion.confirmed_at):%Y-%m-%d}" in table


@pytest.mark.rule("S4-43")
def test_an_answer_has_an_address_of_its_own_with_every_version(client, now):
    given = answer(give_opinion(), now, change_url="https://example.lv/plans")
    correct_answer(answer=given, reason=f"{REASON} Iepirkums beidzies.", why="Pievienots iepirkuma iznākums, ko vaicāja daudzi.",
                   by=OfficerFactory(), now=now)  # fmt: skip

    text = client.get(given.get_absolute_url()).text

    assert "https://example.lv/plans" in text
    assert "Iepirkums beidzies." in text
    assert "Pievienots iepirkuma iznākums" in text


def test_what_is_not_public_has_no_public_page(client, now):
    private = answer(send_in(author=PersonFactory()), now)
    hidden = answer(give_opinion(), now)
    hide_opinion(opinion=hidden.opinion, reason="Tajā ir svešas personas dati.", by=OfficerFactory(), now=now)
    draft = draft_answer(give_opinion())

    assert [client.get(page("answer_detail", one)).status_code for one in (private, hidden, draft)] == [404, 404, 404]
    client.force_login(private.submission.author)
    assert client.get(page("answer_detail", private)).status_code == 200


def test_the_author_says_whether_it_helped(client, now):
    given = answer(give_opinion(), now)
    client.force_login(given.opinion.author)

    before = client.get(given.get_absolute_url()).text
    client.post(page("answer_helped", given), {"ja": "1"})

    given.refresh_from_db()
    assert "Vai šī atbilde noderēja?" in before
    assert given.helped is True
    assert "Vai šī atbilde noderēja?" not in client.get(given.get_absolute_url()).text


def test_saying_it_twice_is_told(client, now):
    given = answer(give_opinion(), now)
    client.force_login(given.opinion.author)
    client.post(page("answer_helped", given), {"ne": "1"})

    response = client.post(page("answer_helped", given), {"ja": "1"}, follow=True)

    given.refresh_from_db()
    assert "Savu vērtējumu jau esat devis" in response.text
    assert given.helped is False


def test_who_has_the_receipt_disputes_the_answer_without_an_account(client, now):
    given = answer(give_opinion(), now)
    receipt = Receipt.objects.get(subject_id=given.opinion_id)
    client.get(reverse("obligations:receipt_detail", args=[receipt.number]), {"atslega": secret_of(receipt)})

    refused = client.post(page("answer_dispute", given), {"reason": "Nē."})
    client.post(page("answer_dispute", given), {"reason": WHY})

    dispute = Dispute.objects.get()
    assert refused.status_code == 422
    assert "Nē." in refused.text
    assert (dispute.reason, dispute.raised_by) == (WHY, None)
    assert Message.objects.filter(key="participation.dispute_raised").exists()


@pytest.mark.parametrize("name", ["answer_helped", "answer_dispute"])
def test_strangers_say_nothing_of_the_answer(client, now, name):
    given = answer(give_opinion(), now)
    client.force_login(PersonFactory())

    response = client.post(page(name, given), {"ja": "1", "reason": WHY})

    given.refresh_from_db()
    assert response.status_code == 404
    assert given.helped is None
    assert not Dispute.objects.exists()
    assert "Vai šī atbilde noderēja?" not in client.get(given.get_absolute_url()).text


def test_the_receipt_leads_to_the_answer_and_its_dispute(client, now):
    given = answer(give_opinion(), now)
    receipt = Receipt.objects.get(subject_id=given.opinion_id)

    text = client.get(
        reverse("obligations:receipt_detail", args=[receipt.number]), {"atslega": secret_of(receipt)}, follow=True
    ).text

    assert f'href="{given.get_absolute_url()}"' in text
