from decimal import Decimal

import pytest

from communities.enums import MemberRole
from grants.actions.decision import decide
from grants.models import Decision
from portal.accounts.roles import Role
from portal.documents.models import Document
from portal.documents.rendering import render_body
from portal.obligations.receipts import receipt_of
from portal.ui.templatetags.portal_ui import NBSP, money
from tests.factories.communities import MembershipFactory
from tests.factories.grants import JUDGING, call_administrator, declare, evaluated_call, leader_of, score, scored_call
from tests.factories.judging import ended_sitting
from tests.factories.portal import OfficerFactory, PersonFactory

WHY = "Soliņi kalpos visai apkaimei, un kopiena tos kops."


@pytest.fixture
def decision(municipality) -> Decision:
    application = scored_call(8).applications.get()
    return decide(
        application=application, outcome="funded", amount=Decimal(850), reason=WHY, protocol="Nr. 3, 03.05.2027.",
        by=call_administrator(), now=JUDGING,
    )  # fmt: skip


@pytest.fixture
def letter(decision) -> Document:
    return Document.objects.latest_of("grants.decision_letter", decision)


def test_the_letter_says_what_was_decided_and_why(decision, letter):
    body = render_body(letter)

    for words in (decision.application.title, "Projekts ir atbalstīts.", money(Decimal(850)), WHY, "Nr. 3, 03.05.2027.", "80,00"):
        assert words in body
    assert f"2027. gada 22.{NBSP}aprīlī" in body
    assert "Pašvaldība sagatavo līguma projektu." in body


def test_the_letter_carries_the_number_of_the_application_and_its_own_order(decision, letter):
    number = receipt_of(decision.application).number

    assert f"<p>Nr. {number}/1</p>" in render_body(letter)


def test_a_refusal_says_who_explains_it(decision, letter):
    Decision.objects.update(outcome="rejected", amount=0)

    body = render_body(letter)

    assert "Projekts nav atbalstīts." in body
    assert decision.application.call.contact_phone in body
    assert "līguma projektu" not in body


def test_the_letter_shows_the_points_for_each_criterion_and_how_to_appeal(decision, letter):
    body = render_body(letter)

    assert body.count("8,00 no 10") == 3
    assert "Lēmumu var apstrīdēt" in body


def test_the_minutes_name_who_decided_who_was_out_and_why(municipality):
    call = evaluated_call(applications=2, size=4)
    first, second = call.applications.order_by("pk")
    for member in call.commission.all():
        declare(member, *([second] if member == call.commission.last() else []))
    for member in call.commission.all()[:2]:
        score(member, first, 9)
        score(member, second, 5)
    out, abstaining = call.commission.last(), call.commission.first()
    who = frozenset({abstaining.pk})
    sitting = ended_sitting(call, {first: ("funded", Decimal(400), WHY, who), second: ("rejected",)}, course="Komisija vienojas.")

    body = render_body(Document.objects.latest_of("grants.sitting_minutes", sitting))

    for words in ("Nr. 1", "Komisija vienojas.", str(out.user), WHY, money(Decimal(400)), "Projekts nav atbalstīts."):
        assert words in body
    assert f"Atturas:</strong> {abstaining.user}" in body
    assert f"Nelemj interešu konflikta dēļ:</strong> {out.user}" in body
    assert "lemšanai nepieciešams: 3" in body


def test_what_a_member_typed_cannot_become_markup(decision, letter):
    type(decision.application).objects.update(title="<b>Soliņi</b>")

    assert "&lt;b&gt;Soliņi&lt;/b&gt;" in render_body(letter)


@pytest.mark.parametrize(
    ("reader", "status"),
    [
        pytest.param(lambda decision: leader_of(decision.application.community), 200, id="leader"),
        pytest.param(
            lambda decision: MembershipFactory(community=decision.application.community, role=MemberRole.MEMBER).user,
            200,
            id="member",
        ),
        pytest.param(lambda decision: call_administrator(), 200, id="call administrator"),
        pytest.param(lambda decision: OfficerFactory(roles=[Role.AUDITOR]), 200, id="auditor"),
        pytest.param(lambda decision: OfficerFactory(roles=[Role.COORDINATOR]), 404, id="coordinator"),
        pytest.param(lambda decision: decision.application.call.commission.first().user, 404, id="evaluator"),
        pytest.param(lambda decision: PersonFactory(), 404, id="resident"),
        pytest.param(lambda decision: None, 404, id="guest"),
    ],
)
def test_the_letter_is_for_the_applicant_and_those_who_work_with_calls(client, settings, decision, letter, reader, status):
    settings.STAFF_MFA_REQUIRED = False
    person = reader(decision)
    if person:
        client.force_login(person)

    assert client.get(letter.get_absolute_url()).status_code == status
