"""Agreements, members and questions of long ago are let go: what they were stays, whom they name does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.enums import CommunityStage
from communities.models import Agreement, AgreementComment, AgreementVersion, Community, CouncilMember, Question
from portal.accounts.retention import let_go
from portal.audit.erasure import history_model
from portal.audit.models import Event
from tests.factories.communities import AgreementFactory, CommunityFactory
from tests.factories.council import CouncilMemberFactory
from tests.factories.portal import OfficerFactory
from tests.factories.question import put_question

NAME = "Anna Ozola-Dzirnakmene"


@pytest.fixture(autouse=True)
def _municipality(municipality):
    """Files and audit entries carry it."""


def versions_of(model, column: str) -> list:
    return list(history_model(model).objects.values_list(column, flat=True))


def test_an_agreement_that_ended_ten_years_ago_forgets_who_represented_and_who_remarked(now):
    today = timezone.localdate(now)
    agreement = AgreementFactory(
        representative_post=NAME, valid_from=today - timedelta(days=5000), valid_to=today - timedelta(days=3660)
    )
    officer = OfficerFactory()
    version = AgreementVersion.objects.create(
        agreement=agreement, number=1, side="community", clauses=[], made_at=now, made_by=officer
    )
    AgreementComment.objects.create(version=version, side="community", text=NAME, made_at=now, made_by=officer)

    let_go(now=now, apply=True)

    assert Agreement.objects.get().representative_post == "—"
    assert AgreementComment.objects.get().text == "—"
    assert NAME not in [*versions_of(Agreement, "representative_post"), Agreement.objects.get().title]


def test_a_community_asleep_for_ten_years_can_no_longer_be_reached_and_stays_in_the_register(now):
    community = CommunityFactory(stage=CommunityStage.INACTIVE, email="anna@example.lv", channel=NAME)
    Community.objects.filter(pk=community.pk).update(updated_at=now - timedelta(days=3660))

    let_go(now=now, apply=True)

    community.refresh_from_db()
    assert (community.name, community.channel) == (community.name, "—")
    assert "anna@example.lv" not in [community.email, *versions_of(Community, "email")]


def test_a_council_member_of_long_ago_is_a_seat_without_a_name(now):
    today = timezone.localdate(now)
    member = CouncilMemberFactory(name=NAME, since=today - timedelta(days=3000), until=today - timedelta(days=1830))

    let_go(now=now, apply=True)

    member.refresh_from_db()
    assert (member.name, member.until) == ("—", today - timedelta(days=1830))
    assert NAME not in versions_of(CouncilMember, "name")
    assert not Event.objects.filter(target_label__contains=NAME).exists()


def test_a_question_answered_five_years_ago_keeps_its_days_and_loses_its_words(now):
    question = put_question(text=f"Vai {NAME} drīkst izmantot zāli?")
    answered = now - timedelta(days=1830)
    Question.objects.filter(pk=question.pk).update(answered_at=answered, answered_by=OfficerFactory(), answer=NAME)

    let_go(now=now, apply=True)

    question.refresh_from_db()
    assert (question.asked_by, question.answered_at) == (None, answered)
    assert NAME not in question.text + question.answer
