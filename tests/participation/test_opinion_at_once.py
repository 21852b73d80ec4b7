"""Opinions when people press at the same moment: threads on a database that really commits."""

import pytest

from participation.actions.moderation import hide_opinion
from participation.actions.opinion import confirm_opinion, erase_unconfirmed_opinion, withdraw_opinion
from participation.models import Consultation, Moderation, Opinion
from tests.at_once import at_once
from tests.factories.participation import ConsultationFactory, give_guest_opinion, give_opinion
from tests.factories.portal import MunicipalityFactory, OfficerFactory

REASON = "Viedoklī nosaukts cita cilvēka vārds."


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def test_a_link_pressed_while_the_opinion_is_erased_ends_one_way(now):
    opinion = give_guest_opinion()

    told = at_once(
        lambda: confirm_opinion(opinion=opinion, now=now),
        lambda: erase_unconfirmed_opinion(opinion=opinion, now=now),
    )

    assert told[1] == ""
    assert Opinion.objects.exists() == (told[0] == "")


def test_of_two_moderators_one_hides_and_the_other_is_told(now):
    opinion, moderators = give_opinion(), [OfficerFactory(), OfficerFactory()]

    told = at_once(*(lambda by=by: hide_opinion(opinion=opinion, reason=REASON, by=by, now=now) for by in moderators))

    assert sorted(told) == ["", "Viedoklis jau ir paslēpts – kāds kolēģis to izdarīja pirms Jums."]
    assert Moderation.objects.count() == 1


def test_voices_that_come_and_go_at_once_are_counted_right(now):
    consultation, moderator = ConsultationFactory(), OfficerFactory()
    leaving, hiding = give_opinion(consultation), give_opinion(consultation)

    told = at_once(
        lambda: withdraw_opinion(opinion=leaving, by=leaving.author, now=now),
        lambda: hide_opinion(opinion=hiding, reason=REASON, by=moderator, now=now),
        lambda: give_opinion(consultation),
        lambda: give_opinion(consultation),
    )

    assert told == [""] * 4
    assert Consultation.objects.get().individual_count == 2
