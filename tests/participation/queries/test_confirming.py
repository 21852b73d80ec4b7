from datetime import timedelta

import pytest

from participation.actions.opinion import confirm_opinion
from participation.actions.registration import confirm_registration
from participation.models import Opinion
from participation.queries.opinion import confirmation_token, opinion_to_confirm
from participation.queries.registration import CONFIRMING, registration_by
from portal.audit.actions import Guest
from portal.errors import InvalidInput
from tests.factories.forums import come_as_guest
from tests.factories.participation import give_guest_opinion

pytestmark = pytest.mark.usefixtures("municipality")
OLD = timedelta(days=8)


def test_an_old_link_asks_to_begin_again_only_whoever_never_pressed_the_button(now, time_machine):
    late, confirmed = give_guest_opinion(), give_guest_opinion(author_email="cits@example.lv")
    links = [confirmation_token(one) for one in (late, confirmed)]
    confirm_opinion(opinion=confirmed, by=Guest(), now=now)
    time_machine.move_to(now + OLD)

    with pytest.raises(InvalidInput, match="nosūtiet viedokli vēlreiz"):
        opinion_to_confirm(links[0])
    with pytest.raises(InvalidInput, match="apstiprinājāt laikus"):
        opinion_to_confirm(links[1])


def test_a_registration_confirmed_in_time_is_not_asked_for_again(now, time_machine):
    registration = come_as_guest()
    link = CONFIRMING.token_for(registration.pk)
    confirm_registration(registration=registration, by=Guest(), now=now)
    time_machine.move_to(now + OLD)

    with pytest.raises(InvalidInput, match="apstiprinājāt laikus"):
        registration_by(CONFIRMING, link)


def test_what_is_erased_cannot_be_told_from_what_was_never_confirmed(now, time_machine):
    opinion = give_guest_opinion()
    link = confirmation_token(opinion)
    Opinion.objects.filter(pk=opinion.pk).delete()
    time_machine.move_to(now + OLD)

    with pytest.raises(InvalidInput, match="nosūtiet viedokli vēlreiz"):
        opinion_to_confirm(link)
