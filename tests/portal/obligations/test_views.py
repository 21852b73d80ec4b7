import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from participation.models import Submission
from portal.obligations.models import Receipt
from portal.obligations.receipts import open_in_browser, opened_receipts, secret_of

LOOKUP = "/statuss/"
UNKNOWN = "Kvīts ar šādu numuru un atslēgu nav atrasta."
THROTTLED = "Īsā laikā ir bijis pārāk daudz mēģinājumu."


@pytest.fixture
def receipt(demo) -> Receipt:
    return Receipt.objects.filter(subject_type=ContentType.objects.get_for_model(Submission)).first()


def page_of(receipt) -> str:
    return reverse("obligations:receipt_detail", args=[receipt.number])


def test_number_and_secret_open_what_was_handed_in_with_its_clock(receipt, client):
    typed = {"number": f" {receipt.number.lower()} ", "secret": secret_of(receipt).lower()}

    response = client.post(LOOKUP, typed, follow=True)

    assert response.redirect_chain == [(page_of(receipt), 302)]
    page = response.content.decode()
    assert receipt.subject.title in page
    assert secret_of(receipt) in page
    assert 'class="clock-reading"' in page


@pytest.mark.parametrize("number", ["own", "KNP-2026-999999"])
def test_wrong_secret_and_unknown_number_get_the_same_answer(receipt, client, number):
    response = client.post(LOOKUP, {"number": receipt.number if number == "own" else number, "secret": "AAAA-AAAA-AAAA"})

    assert response.status_code == 422
    assert UNKNOWN in response.content.decode()


def test_a_stranger_who_knows_the_number_sees_nothing_of_it(receipt, client):
    response = client.get(page_of(receipt), follow=True)

    assert response.redirect_chain == [(LOOKUP, 302)]
    page = response.content.decode()
    assert receipt.subject.title not in page
    assert secret_of(receipt) not in page


def test_the_link_from_the_mail_opens_and_takes_the_secret_out_of_the_address(receipt, client):
    response = client.get(page_of(receipt), {"atslega": secret_of(receipt)}, follow=True)

    assert response.redirect_chain == [(page_of(receipt), 302)]
    assert receipt.subject.title in response.content.decode()


def test_one_visitor_opening_a_receipt_opens_it_for_nobody_else(receipt, client):
    client.get(page_of(receipt), {"atslega": secret_of(receipt)})

    assert client.get(page_of(receipt)).status_code == 200
    assert Client().get(page_of(receipt)).status_code == 302


def test_the_page_is_kept_by_no_cache(receipt, client):
    client.get(page_of(receipt), {"atslega": secret_of(receipt)})

    assert "no-store" in client.get(page_of(receipt)).headers["Cache-Control"]


def test_guessing_is_throttled_even_when_a_guess_is_right(receipt, client):
    wrong = {"number": receipt.number, "secret": "AAAA-AAAA-AAAA"}
    for _ in range(20):
        assert UNKNOWN in client.post(LOOKUP, wrong).content.decode()

    response = client.post(LOOKUP, {**wrong, "secret": secret_of(receipt)})

    assert response.status_code == 422
    assert THROTTLED in response.content.decode()


def test_guessing_by_link_is_throttled(receipt, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "receipt_link": "2/h/ip"}
    for _ in range(2):
        client.get(page_of(receipt), {"atslega": "AAAA-AAAA-AAAA"})

    response = client.get(page_of(receipt), {"atslega": secret_of(receipt)}, follow=True)

    assert response.redirect_chain == [(LOOKUP, 302)]
    assert THROTTLED in response.content.decode()


@pytest.mark.parametrize("secret", ["", "?atslega=AAAA-AAAA-AAAA"])
def test_a_guessed_number_is_answered_alike_whether_there_is_such_a_receipt_or_not(receipt, client, secret):
    there = client.get(page_of(receipt) + secret, follow=True)
    nowhere = client.get(page_of(receipt).replace(receipt.number, "KNP-2026-999999") + secret, follow=True)

    assert there.redirect_chain == nowhere.redirect_chain == [(LOOKUP, 302)]
    assert [str(one) for one in there.context["messages"]] == [str(one) for one in nowhere.context["messages"]]


def test_a_browser_remembers_the_twenty_receipts_opened_last(rf):
    request = rf.get("/")
    request.session = {}

    for number in [*range(25), 24]:
        open_in_browser(request, Receipt(number=str(number)))

    assert opened_receipts(request) == [str(number) for number in range(5, 25)]
