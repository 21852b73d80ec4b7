"""A sender's way from the form to the answer."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from participation.actions.early_warning import answer_warning
from participation.models import EarlyWarning
from participation.queries.early_warning import warning_token
from portal.notifications.models import Message
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from tests.factories.communities import CommunityFactory
from tests.factories.early_warning import WarningCategoryFactory, warn_as_guest
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.participation.actions.test_early_warning import ANSWER

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-27")]
TEXT = "Laipai pār grāvi trūkst četru dēļu, bērni pa to iet uz skolu."
FORM = "/lidzdaliba/bridinajumi/"


@pytest.fixture
def category(municipality):
    return WarningCategoryFactory(name="Ceļi, tilti un laipas")


def send(client, category, /, **data):
    given = {"category": category.pk, "text": TEXT, "email": "viesis@example.lv", "form_token": uuid4()} | data
    return client.post(FORM, given)


def test_the_form_begins_with_112_and_says_who_reads_it_and_when(client, category):
    page = client.get(FORM).text

    assert page.index("zvaniet 112") < page.index('<form method="post" class="form"')
    assert category.unit.name in page
    assert category.hours in page


def test_without_categories_the_page_says_to_call(client):
    page = client.get(FORM).text

    assert "Zvaniet pašvaldībai" in page
    assert "zvaniet 112" in page


def test_a_visitor_hands_the_message_over_by_the_link_and_finds_the_answer_behind_the_receipt(client, category, now):
    sent = send(client, category)
    link = re.search(r"http://testserver(\S+)", Message.objects.get().body)[1]
    looked = client.get(link).text
    receipt = client.post(link, follow=True)
    answer_warning(warning=EarlyWarning.objects.get(), answer=ANSWER, by=OfficerFactory(), now=now)

    assert sent.url == reverse("participation:warning_sent")
    assert TEXT not in looked
    assert TEXT in receipt.text
    assert ANSWER in client.get(receipt.redirect_chain[-1][0]).text


def test_no_letter_repeats_what_was_written(client, category):
    send(client, category)
    client.post(reverse("participation:warning_confirm", args=[warning_token(EarlyWarning.objects.get())]))

    letters = Message.objects.all()

    assert len(letters) == 3
    assert not [one for one in letters if "dēļu" in one.body + one.subject or category.name in one.body + one.subject]


def test_a_signed_in_leader_sends_it_in_the_name_of_the_community(client, category):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    client.force_login(leader)

    response = send(client, category, community=community.pk)

    assert response.url == reverse("obligations:receipt_detail", args=[Receipt.objects.get().number])
    assert EarlyWarning.objects.get().community == community


@pytest.mark.parametrize(
    ("data", "field"),
    [({"text": ""}, "text"), ({"text": "\u200b"}, "text"), ({"category": ""}, "category"), ({"email": ""}, "email")],
)
def test_a_form_filled_in_wrongly_shows_where_and_keeps_the_text(client, category, data, field):
    response = send(client, category, **data)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert field == "text" or TEXT in response.text


def test_a_category_no_longer_used_is_refused(client, category):
    old = WarningCategoryFactory(is_active=False)

    assert set(send(client, old).context["form"].errors) == {"category"}


def test_many_messages_from_one_address_are_slowed_down_and_the_text_kept(client, category, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "guest_form": "1/h/ip"}
    send(client, category)

    response = send(client, category)

    assert response.status_code == 422
    assert "pārāk daudz mēģinājumu" in response.text
    assert TEXT in response.text


def test_a_link_used_twice_shows_the_receipt_again(client):
    link = reverse("participation:warning_confirm", args=[warning_token(warn_as_guest())])

    client.post(link)
    again = client.get(link, follow=True)

    assert Receipt.objects.get().number in again.text


@pytest.mark.parametrize("mangle", [lambda token: token[:-3], lambda token: "nekas"])
def test_a_mangled_link_is_refused_with_a_sentence(client, mangle):
    response = client.post(reverse("participation:warning_confirm", args=[mangle(warning_token(warn_as_guest()))]))

    assert response.status_code == 410
    assert "Saite nav pilnīga" in response.text


def test_a_link_whose_message_was_let_go_says_so(client):
    warning = warn_as_guest()
    link = reverse("participation:warning_confirm", args=[warning_token(warning)])
    warning.delete()

    response = client.get(link)

    assert (response.status_code, "vairs nav" in response.text) == (410, True)


def test_the_secret_opens_the_message_anywhere_and_the_number_alone_nowhere(client, category):
    client.force_login(PersonFactory())
    send(client, category)
    client.logout()
    receipt = Receipt.objects.get()
    page = reverse("obligations:receipt_detail", args=[receipt.number])

    assert TEXT not in client.get(page, follow=True).text
    assert TEXT in client.get(page, {"atslega": secret_of(receipt)}, follow=True).text


def test_the_hub_leads_to_the_form(client):
    assert f'href="{FORM}"' in client.get(reverse("pages:hub")).text
