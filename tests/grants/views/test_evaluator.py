"""The commission member's desk."""

import pytest
from django.urls import reverse

from grants.models import Application, Call, CommissionMember, Evaluation
from portal.accounts.roles import Role
from tests.factories.grants import REASON, call_administrator, declare, evaluated_call, score
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.rule("S4-104")


@pytest.fixture
def judged(municipality) -> Call:
    return evaluated_call(applications=2)


@pytest.fixture
def member(judged, client) -> CommissionMember:
    """Sits in the commission and is signed in."""
    seat = judged.commission.first()
    client.force_login(seat.user)
    return seat


def call_page(call: Call) -> str:
    return reverse("grants:evaluation_call", args=[call.slug])


def form_page(application: Application) -> str:
    return reverse("grants:evaluation_form", args=[application.call.slug, application.pk])


def typed_points(call: Call, points: int, reason: str = REASON) -> dict:
    return {
        name: value
        for criterion in call.criteria.all()
        for name, value in ((f"points_{criterion.pk}", points), (f"reason_{criterion.pk}", reason))
    }


def test_no_file_opens_before_the_word_on_conflicts(client, member, judged):
    page = client.get(call_page(judged))

    assert page.context["rows"] == []
    assert [client.get(form_page(application)).status_code for application in judged.applications.all()] == [404, 404]


def test_a_file_with_a_conflict_vanishes_and_the_other_opens(client, member, judged):
    own, other = judged.applications.order_by("pk")

    client.post(call_page(judged), {f"conflict_{own.pk}": "yes", f"note_{own.pk}": "Esmu biedrs", f"conflict_{other.pk}": "no"})

    page = client.get(call_page(judged))
    assert ([row["application"] for row in page.context["rows"]], page.context["excluded"]) == ([other], 1)
    assert (client.get(form_page(own)).status_code, client.get(form_page(other)).status_code) == (404, 200)
    assert member.declarations.get(application=own).note == "Esmu biedrs"


def test_the_word_is_asked_for_every_application(client, member, judged):
    first = judged.applications.first()

    page = client.post(call_page(judged), {f"conflict_{first.pk}": "no"})

    assert page.status_code == 422
    assert not member.declarations.exists()


def test_a_member_scores_and_reads_their_own_points_afterwards(client, member, judged):
    declare(member)
    application = judged.applications.first()

    client.post(form_page(application), typed_points(judged, 8))

    page = client.get(form_page(application))
    assert page.context["mine"].total == 80
    assert REASON in page.text
    rows = client.get(call_page(judged)).context["rows"]
    assert {row["application"]: row["is_done"] for row in rows}[application] is True


def test_nobody_sees_the_points_of_others(client, member, judged):
    application = judged.applications.first()
    other = judged.commission.last()
    declare(member)
    declare(other)
    score(other, application, 3)

    page = client.get(form_page(application))

    assert page.context["mine"] is None
    assert REASON not in page.text


@pytest.mark.parametrize(("points", "reason"), [(11, REASON), ("", REASON), (8, ""), (8, "Labi.")])
def test_points_that_are_refused_stay_on_the_page(client, member, judged, points, reason):
    declare(member)
    application = judged.applications.first()

    page = client.post(form_page(application), typed_points(judged, points, reason))

    assert page.status_code == 422
    assert page.context["form"].errors
    assert not Evaluation.objects.exists()


def test_points_handed_in_twice_are_refused_with_a_sentence(client, member, judged):
    declare(member)
    application = judged.applications.first()
    client.post(form_page(application), typed_points(judged, 8))

    page = client.post(form_page(application), typed_points(judged, 2))

    assert page.status_code == 422
    assert Evaluation.objects.get().total == 80


def test_the_list_holds_the_calls_in_whose_commission_one_sits(client, member, judged):
    evaluated_call()

    page = client.get(reverse("grants:evaluation_list"))

    assert [seat.call for seat in page.context["seats"]] == [judged]


@pytest.mark.parametrize(
    ("person", "list_status"),
    [
        (lambda: OfficerFactory(roles=[Role.EVALUATOR]), 200),
        (call_administrator, 403),
        (lambda: OfficerFactory(roles=[Role.AUDITOR]), 403),
        (PersonFactory, 403),
    ],
    ids=["evaluator without a seat", "call administrator", "auditor", "resident"],
)
def test_without_a_seat_the_commission_is_not_there(client, settings, judged, person, list_status):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(person())

    assert client.get(reverse("grants:evaluation_list")).status_code == list_status
    assert client.get(call_page(judged)).status_code == 404
    assert client.get(form_page(judged.applications.first())).status_code == 404


def test_a_member_who_lost_the_role_lost_the_seat(client, member, judged):
    member.user.roles = []
    member.user.save()

    assert client.get(call_page(judged)).status_code == 404
