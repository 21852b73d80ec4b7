from datetime import timedelta

import pytest

from portal.files.actions import fill, reserve
from portal.notifications.delivery import BACKOFF, deliver_due
from portal.notifications.models import Category, Message
from tests.environment import free_port
from tests.factories.portal import MessageFactory, MunicipalityFactory, PersonFactory
from tests.portal.instants import riga

NOW = riga(2026, 11, 21, 12)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory(name="Parauga novads")


def deliver_until(end, *, begin=NOW, step=timedelta(minutes=1)) -> None:
    """The worker's sweep, every minute."""
    while begin <= end:
        deliver_due(begin)
        begin += step


def test_a_letter_carries_who_what_and_its_message_id(postbox):
    message = MessageFactory(email="anna@example.lv")

    assert deliver_due(NOW) == 1

    (letter,) = postbox.to("anna@example.lv")
    assert letter["Subject"] == "Pašvaldība ir atbildējusi"
    assert letter["Message-ID"] == message.message_id
    assert letter["Reply-To"] == "pasts@example.lv"
    assert letter["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert (message.state, message.attempts, message.failure) == (Message.State.SENT, 1, "")
    assert message.sent_at


def test_a_letter_reads_as_plain_text_and_as_a_page_in_the_readers_language(postbox):
    MessageFactory(email="john@example.lv", language="en", body="Read it at http://testserver/en/\n")

    deliver_due(NOW)

    (letter,) = postbox.to("john@example.lv")
    text, page = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert text.splitlines()[:4] == ["Read it at http://testserver/en/", "", "--", "Parauga novads"]
    assert '<html lang="en">' in page
    assert '<a href="http://testserver/en/"' in page


def test_what_was_sent_is_not_sent_again(postbox):
    MessageFactory()

    deliver_until(NOW + HOUR, step=timedelta(minutes=10))

    assert len(postbox.letters) == 1


def test_nothing_goes_out_before_its_hour(postbox):
    MessageFactory(deliver_after=NOW + HOUR)

    assert deliver_due(NOW + HOUR - timedelta(microseconds=1)) == 0
    assert deliver_due(NOW + HOUR) == 1


def test_a_message_waits_until_each_file_is_ready_and_carries_it(postbox):
    message = MessageFactory()
    letter_of_decision = reserve(name="lēmums.pdf", content_type="application/pdf")
    message.files.add(letter_of_decision)
    assert deliver_due(NOW) == 0

    fill(file=letter_of_decision, content=b"%PDF-1.7 paraugs")

    assert deliver_due(NOW) == 1
    (attached,) = postbox.letters[0].iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("lēmums.pdf", b"%PDF-1.7 paraugs")


def test_a_server_that_refuses_for_an_hour_costs_an_hour_and_nothing_else(postbox):
    message = MessageFactory()
    message_id = message.message_id
    postbox.refusal = "451 mēģiniet vēlāk"

    deliver_until(NOW + HOUR)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.QUEUED, 6)
    assert "451" in message.failure
    postbox.refusal = ""
    deliver_until(NOW + 2 * HOUR, begin=NOW + HOUR)
    assert Message.objects.get().state == Message.State.SENT
    assert [letter["Message-ID"] for letter in postbox.letters] == [message_id]


def test_a_server_that_cannot_be_reached_is_tried_again(postbox, settings):
    settings.EMAIL_PORT = free_port()
    message = MessageFactory()

    deliver_due(NOW)

    message.refresh_from_db()
    assert (message.state, message.deliver_after) == (Message.State.QUEUED, NOW + BACKOFF[0])
    assert message.failure.startswith("ConnectionRefusedError")


def test_after_days_of_refusals_a_person_must_look(postbox):
    message = MessageFactory()
    postbox.refusal = "451 mēģiniet vēlāk"

    deliver_until(NOW + timedelta(days=3), step=HOUR)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.FAILED, len(BACKOFF) + 1)


@pytest.mark.parametrize(
    ("answer", "state"),
    [("550 tāda lasītāja nav", Message.State.FAILED), ("450 pastkaste ir pilna", Message.State.QUEUED)],
)
def test_an_unknown_reader_is_final_and_a_full_mailbox_is_not(postbox, answer, state):
    message = MessageFactory(email="nav@example.lv")
    postbox.refused = {"nav@example.lv": answer}

    deliver_due(NOW)

    message.refresh_from_db()
    assert message.state == state


@pytest.mark.parametrize("address", ["", "anna@ex..lv", "anna@example.lv, juris@example.lv"])
def test_an_address_no_mail_can_carry_does_not_hold_up_the_others(postbox, address):
    broken, sound = MessageFactory(email=address), MessageFactory(deliver_after=NOW)

    deliver_due(NOW)

    broken.refresh_from_db()
    assert broken.state == Message.State.FAILED
    assert [letter["Message-ID"] for letter in postbox.letters] == [sound.message_id]


def test_the_text_of_a_sign_in_mail_is_blanked_once_sent(postbox):
    message = MessageFactory(category=Category.SECRET, email="anna@example.lv", body="Jūsu kods: 4GH7-KL2M\n")

    deliver_due(NOW)

    message.refresh_from_db()
    assert message.body == ""
    assert "4GH7-KL2M" in postbox.to("anna@example.lv")[0].get_body(("plain",)).get_content()


@pytest.mark.parametrize(("answer", "kept"), [("550 tāda lasītāja nav", False), ("451 mēģiniet vēlāk", True)])
def test_the_text_of_a_sign_in_mail_is_kept_only_as_long_as_it_may_still_go_out(postbox, answer, kept):
    message = MessageFactory(category=Category.SECRET, email="nav@example.lv")
    postbox.refused = {"nav@example.lv": answer}

    deliver_due(NOW)

    message.refresh_from_db()
    assert bool(message.body) is kept


def test_news_can_be_ended_with_one_click_and_service_mail_cannot(postbox):
    person = PersonFactory()
    MessageFactory(news=True, recipient=person, email="anna@example.lv")
    MessageFactory(recipient=person, email="juris@example.lv")

    deliver_due(NOW)

    (news,), (service,) = postbox.to("anna@example.lv"), postbox.to("juris@example.lv")
    address = news["List-Unsubscribe"].strip(" <>")
    assert address.startswith("http://testserver/jaunumi/atteikties/")
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Atteikties no šīm ziņām: {address}" in news.get_body(("plain",)).get_content()
    assert service["List-Unsubscribe"] is None
