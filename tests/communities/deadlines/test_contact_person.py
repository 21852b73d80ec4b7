from datetime import timedelta

import pytest

from communities.actions.contact_person import confirm_contact_person
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory
from tests.portal.instants import riga

NOVEMBER = riga(2026, 11, 21, 9)
HALF_A_YEAR_AGO = riga(2026, 5, 21, 9).date()

pytestmark = pytest.mark.usefixtures("municipality")


def asked(now) -> list[str]:
    send_due_reminders(now)
    return list(
        Message.objects.filter(key="communities.contact_confirm").order_by("created_at").values_list("reminder_step", flat=True)
    )


@pytest.mark.rule("S4-66")
def test_a_contact_is_asked_two_weeks_ahead_and_once_more_when_the_half_year_is_over(time_machine):
    time_machine.move_to(NOVEMBER)
    ContactPersonFactory(confirmed_on=HALF_A_YEAR_AGO)

    seen = [asked(NOVEMBER + timedelta(days=days)) for days in (-14, -13, -1, 0, 1, 30)]

    assert seen == [[], ["ahead"], ["ahead"], ["ahead"], ["ahead", "again"], ["ahead", "again"]]


def test_the_letter_goes_to_the_contacts_own_address_with_the_link(time_machine):
    time_machine.move_to(NOVEMBER)
    contact = ContactPersonFactory(confirmed_on=HALF_A_YEAR_AGO)

    asked(NOVEMBER)

    message = Message.objects.get()
    assert message.email == contact.email
    assert message.link.startswith("/apkaimes/kontakts/")
    assert message.link in message.body


def test_who_confirmed_is_asked_again_only_in_half_a_year(time_machine):
    time_machine.move_to(NOVEMBER)
    contact = ContactPersonFactory(confirmed_on=HALF_A_YEAR_AGO)
    asked(NOVEMBER)
    confirm_contact_person(contact=contact, on=NOVEMBER.date(), by=None, now=NOVEMBER)

    assert asked(NOVEMBER + timedelta(days=100)) == ["ahead"]
    assert asked(NOVEMBER + timedelta(days=170)) == ["ahead", "ahead"]


def test_nobody_is_asked_who_left_or_has_reported_or_whose_neighbourhood_is_out_of_use(time_machine):
    time_machine.move_to(NOVEMBER)
    ContactPersonFactory(confirmed_on=HALF_A_YEAR_AGO, is_active=False)
    ContactPersonFactory(confirmed_on=HALF_A_YEAR_AGO, correction="Cits tālrunis.")
    ContactPersonFactory(confirmed_on=HALF_A_YEAR_AGO, neighbourhood=NeighbourhoodFactory(is_active=False))

    assert asked(NOVEMBER) == []
