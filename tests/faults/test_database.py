"""The database drops a connection in the middle of the work: what was begun is undone, what was typed is kept."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.models import Opinion
from participation.queries.opinion import confirmation_token
from portal.notifications.models import Message
from portal.notifications.tasks import remind
from portal.obligations.models import Obligation, Receipt
from tests.factories.participation import ConsultationFactory, give_guest_opinion
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory, make_promise
from tests.faults.processes import WORKER, cut, eventually, nothing_may_be_written, writers_waiting

TEXT = "Vajag drošu ceļu uz skolu, jo bērni iet pa brauktuves malu."


def send(visitor, address, **typed):
    """What a visitor sends when the button of the form at ``address`` is pressed."""
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|form_token)" value="([^"]+)"', visitor.get(address).text))
    return lambda: visitor.post(address, data=hidden | typed)


def while_the_connection_breaks(act):
    """What the person sees whose request is under way when its connection is cut."""
    with ThreadPoolExecutor() as person, nothing_may_be_written():
        answer = person.submit(act)
        eventually(writers_waiting)
        cut(writers_waiting())
        return answer.result()


@pytest.fixture
def consultation(committed):
    MunicipalityFactory()
    return ConsultationFactory()


def test_an_opinion_whose_connection_breaks_is_kept_on_the_page_and_taken_once(visitor, consultation):
    address = reverse("participation:opinion_create", args=[consultation.slug])
    press = send(visitor, address, text=TEXT, email="anna@example.lv")

    broken = while_the_connection_breaks(press)

    assert (broken.status_code, broken.headers["Retry-After"]) == (503, "10")
    assert TEXT in broken.text
    assert not Opinion.objects.exists()
    assert [press().status_code for _ in range(2)] == [302, 302]
    assert (Opinion.objects.count(), Message.objects.count()) == (1, 1)


def test_of_a_confirmation_whose_connection_breaks_nothing_is_half_done(visitor, consultation):
    opinion = give_guest_opinion(consultation)
    press = send(visitor, reverse("participation:opinion_confirm", args=[confirmation_token(opinion)]))

    broken = while_the_connection_breaks(press)

    assert broken.status_code == 503
    assert Opinion.objects.get().state == "unconfirmed"
    assert not Receipt.objects.exists()
    assert not Obligation.objects.exists()
    assert press().status_code == 302
    assert (Receipt.objects.count(), Obligation.objects.count()) == (1, 1)


@pytest.mark.rule("S4-39")
def test_a_worker_whose_connection_breaks_goes_on_and_reminds_once(committed, start):
    MunicipalityFactory()
    today = timezone.now()
    make_promise(
        holder=UnitFactory(members=[OfficerFactory()]),
        kind="communities.commitment_of_municipality",
        received_at=today - timedelta(days=60),
        due_on=timezone.localdate(today + timedelta(days=20)),
    )
    start(*WORKER)

    with nothing_may_be_written():
        remind.delay()
        eventually(writers_waiting)
        cut(writers_waiting())
        eventually(lambda: not writers_waiting())
    assert not Message.objects.exists()
    remind.delay()
    remind.delay()
    eventually(lambda: Message.objects.filter(state=Message.State.SENT).exists())

    assert Message.objects.count() == 1
