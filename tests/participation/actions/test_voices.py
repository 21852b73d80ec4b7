"""The counters that lists show agree with the rows, whatever happened to the opinions and in whatever order."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.actions.moderation import hide_opinion, show_opinion
from participation.actions.opinion import edit_opinion, withdraw_opinion
from participation.models import Opinion
from portal.errors import DomainError
from tests.factories.participation import ConsultationFactory, give_joint_opinion, give_opinion, type_in
from tests.factories.portal import MunicipalityFactory, OfficerFactory

REASON = "Viedoklī nosaukts cita cilvēka vārds."


def hide(opinion, voices):
    hide_opinion(opinion=opinion, reason=REASON, by=OfficerFactory(), now=timezone.now())


def show(opinion, voices):
    show_opinion(opinion=opinion, by=OfficerFactory(), now=timezone.now())


def withdraw(opinion, voices):
    withdraw_opinion(opinion=opinion, by=opinion.author, now=timezone.now())


def edit(opinion, voices):
    said = {"residents_represented": voices, "how_agreed": "sapulcē", "agreed_on": timezone.localdate()}
    edit_opinion(opinion=opinion, text="Citiem vārdiem.", by=opinion.author, now=timezone.now(), **said)


@pytest.mark.rule("S4-94")
@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from([hide, show, withdraw, edit]), st.integers(0, 3), st.integers(2, 99)), max_size=8))
def test_the_counters_agree_with_the_rows_after_any_sequence(acts):
    MunicipalityFactory()
    consultation = ConsultationFactory()
    opinions = [
        give_joint_opinion(consultation),
        give_joint_opinion(consultation, residents_represented=5),
        give_opinion(consultation),
        type_in(consultation),
    ]

    for act, which, voices in acts:
        try:
            act(opinions[which], voices)
        except DomainError:  # not possible in that state: nothing may have changed
            continue

    shown = [one for one in Opinion.objects.filter(consultation=consultation) if one.state == "received"]
    joint = [one for one in shown if one.voice == "joint"]
    consultation.refresh_from_db()
    assert (consultation.joint_count, consultation.represented_count, consultation.individual_count) == (
        len(joint),
        sum(one.residents_represented for one in joint),
        len(shown) - len(joint),
    )
