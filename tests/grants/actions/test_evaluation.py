from decimal import Decimal

import pytest

from communities.enums import MemberRole
from communities.models import Membership
from grants.actions.checking import accept_application
from grants.actions.evaluation import declare_conflicts, name_commission_member, submit_evaluation
from grants.enums import ApplicationState, CallState
from grants.models import Application, Call, ConflictDeclaration, Evaluation, Score
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.grants import (
    JUDGING,
    REASON,
    call_administrator,
    commission_of,
    declare,
    evaluated_call,
    published_call,
    score,
    scored_call,
    submitted_application,
)
from tests.factories.judging import opened_sitting
from tests.factories.portal import OfficerFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-104")]


@pytest.fixture
def judged(municipality) -> Call:
    """Three members have declared no conflict; the one application waits for their points."""
    call = evaluated_call(size=3)
    for member in call.commission.all():
        declare(member)
    return call


@pytest.fixture
def application(judged) -> Application:
    return judged.applications.get()


# The commission


def name_member(call: Call, user, *, is_chair=False):
    return name_commission_member(
        call=call, user=user, represents="Kultūras nodaļa", is_chair=is_chair, by=call_administrator(), now=JUDGING
    )


def test_nobody_sits_twice_and_there_is_one_chair(call):
    chair = commission_of(call, size=1)[0]

    with pytest.raises(InvalidInput) as twice:
        name_member(call, chair.user)
    with pytest.raises(InvalidInput) as second_chair:
        name_member(call, OfficerFactory(roles=[Role.EVALUATOR]), is_chair=True)

    assert (twice.value.field, second_chair.value.field) == ("user", "is_chair")


def test_a_substitute_is_named_until_the_commission_sits():
    call = scored_call(8)
    substitute = name_member(call, OfficerFactory(roles=[Role.EVALUATOR]))
    opened_sitting(call)

    with pytest.raises(StateConflict):
        name_member(call, OfficerFactory(roles=[Role.EVALUATOR]))

    assert call.commission.last() == substitute


def invite_member(call: Call, email: str, name: str = ""):
    return name_commission_member(
        call=call, email=email, name=name, represents="NVO", is_chair=False, by=call_administrator(), now=JUDGING
    )


def test_somebody_from_outside_is_invited_by_e_mail_with_an_account_of_their_own(call):
    member = invite_member(call, "eksperts@example.lv", "Eksperte")

    assert (member.user.name, member.user.roles, member.user.is_staff) == ("Eksperte", [Role.EVALUATOR], False)
    sent = set(Message.objects.filter(email="eksperts@example.lv").values_list("key", flat=True))
    assert sent == {"accounts.account_opened", "grants.commission_named"}


def test_whoever_has_an_account_is_named_with_it_and_keeps_the_other_roles(call):
    lawyer = OfficerFactory(roles=[Role.LAWYER])

    member = invite_member(call, lawyer.email.upper())

    lawyer.refresh_from_db()
    assert (member.user, lawyer.roles) == (lawyer, [Role.EVALUATOR, Role.LAWYER])


def test_naming_nobody_is_refused(call):
    with pytest.raises(InvalidInput) as refusal:
        invite_member(call, "")

    assert refusal.value.field == "user"


# Conflicts of interest


def test_a_word_on_some_applications_opens_none():
    call = evaluated_call(applications=2)
    member, first = call.commission.first(), call.applications.first()

    with pytest.raises(InvalidInput):
        declare_conflicts(member=member, answers={first.pk: (False, "")}, by=member.user, now=JUDGING)

    assert not ConflictDeclaration.objects.exists()


def test_a_word_once_given_stays(judged, application):
    member = judged.commission.first()

    assert declare_conflicts(member=member, answers={application.pk: (True, "Radinieks")}, by=member.user, now=JUDGING) == 0
    assert not member.declarations.get().has_conflict


def test_whoever_denies_a_tie_the_registers_show_says_why(judged):
    call = evaluated_call()
    member, application = call.commission.first(), call.applications.get()
    Membership.objects.create(community=application.community, user=member.user, role=MemberRole.MEMBER, accepted_at=JUDGING)

    def say(note: str) -> int:
        return declare_conflicts(member=member, answers={application.pk: (False, note)}, by=member.user, now=JUDGING)

    with pytest.raises(InvalidInput) as refusal:
        say(" ")
    say("Kopienā neesmu aktīvs kopš pārcelšanās.")

    assert refusal.value.field == f"note_{application.pk}"
    assert application.community.name in member.declarations.get().suspicion


def test_an_application_found_eligible_later_needs_its_own_word():
    call = published_call()
    member = commission_of(call)[0]
    early, late = submitted_application(call), submitted_application(call)
    accept_application(application=early, by=call_administrator(), now=JUDGING)
    declare(member)
    accept_application(application=late, by=call_administrator(), now=JUDGING)

    with pytest.raises(InvalidInput):
        declare_conflicts(member=member, answers={}, by=member.user, now=JUDGING)


# Points


def test_points_count_once_two_members_have_given_theirs(judged, application):
    first, second, third = judged.commission.all()

    score(first, application, 9)
    application.refresh_from_db()
    assert (application.state, application.points) == (ApplicationState.ELIGIBLE, None)

    score(second, application, 6)
    application.refresh_from_db()
    assert (application.state, application.points) == (ApplicationState.EVALUATED, Decimal("75.00"))

    score(third, application, 7)
    application.refresh_from_db()
    assert application.points == Decimal("73.33")


@pytest.mark.rule("S4-103")
def test_points_weigh_as_the_call_has_published(judged, application):
    evaluation = score(judged.commission.first(), application, 10, 5, 0)

    assert evaluation.total == Decimal("65.00")
    assert [(one.points, one.justification) for one in evaluation.scores.all()] == [(10, REASON), (5, REASON), (0, REASON)]


def points(application: Application, **changes) -> dict:
    """Eight of ten for every criterion; ``third=(…)`` changes the last one, None leaves it out."""
    scores = {criterion.pk: (8, REASON) for criterion in application.call.criteria.all()}
    last = application.call.criteria.last().pk
    if "third" in changes:
        scores[last] = changes["third"]
    return {key: value for key, value in scores.items() if value}


@pytest.mark.parametrize(
    ("third", "field"),
    [
        pytest.param(None, "points", id="a criterion without points"),
        pytest.param((11, REASON), "points", id="more than the maximum"),
        pytest.param((-1, REASON), "points", id="less than nothing"),
        pytest.param((5, "  Labi.  "), "reason", id="no real reason"),
    ],
)
def test_points_without_sense_or_reason_are_refused_beside_their_criterion(judged, application, third, field):
    member = judged.commission.first()

    with pytest.raises(InvalidInput) as refusal:
        submit_evaluation(
            member=member, application=application, scores=points(application, third=third), by=member.user, now=JUDGING
        )

    assert refusal.value.field == f"{field}_{judged.criteria.last().pk}"
    assert not Evaluation.objects.exists()


def test_a_member_scores_once(judged, application):
    member = judged.commission.first()
    score(member, application, 9)

    with pytest.raises(StateConflict):
        score(member, application, 1)

    assert set(Score.objects.values_list("points", flat=True)) == {9}


def test_nobody_scores_before_declaring():
    call = evaluated_call()

    with pytest.raises(StateConflict):
        score(call.commission.first(), call.applications.get(), 9)


def test_nobody_scores_where_they_have_a_conflict():
    call = evaluated_call()
    member, application = call.commission.first(), call.applications.get()
    declare(member, application)

    with pytest.raises(StateConflict):
        score(member, application, 9)


def test_a_member_of_another_commission_does_not_score(judged, application):
    stranger = evaluated_call().commission.first()
    declare(stranger)

    with pytest.raises(StateConflict):
        score(stranger, application, 9)


@pytest.mark.parametrize("state", sorted(set(ApplicationState) - {"eligible", "evaluated"}))
def test_only_what_is_eligible_is_scored(judged, application, state):
    Application.objects.update(state=state, ineligible_reason="Neatbilst nolikumam.")

    with pytest.raises(StateConflict):
        score(judged.commission.first(), application, 9)


@pytest.mark.parametrize("state", sorted(set(CallState) - {"evaluation"}))
def test_points_are_given_during_the_evaluation_alone(judged, application, state):
    Call.objects.update(state=state, cancel_reason="Nav līdzekļu.")

    with pytest.raises(StateConflict):
        score(judged.commission.first(), application, 9)


def test_the_audit_knows_that_points_were_given(judged, application):
    score(judged.commission.first(), application, 9)

    assert Event.objects.of(application).get(name="grants.evaluation.submitted").data == {"total": "90.00"}
