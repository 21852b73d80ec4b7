import pytest
from django.urls import reverse

from participation.actions.self_audit import ask_self_audit, fill_self_audit
from participation.enums import Mistake
from participation.models import SelfAuditMark
from portal.errors import InvalidInput
from portal.obligations.models import Obligation
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.factories.scorecard import EVIDENCE, audit_of, marks

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-36")]


@pytest.fixture
def audit(now):
    return ask_self_audit(unit=UnitFactory(name="Ceļu nodaļa"), year=2025, now=now)


def test_the_unit_owes_its_self_audit_by_the_end_of_january(audit):
    promise = Obligation.objects.about(audit).get()

    assert promise.holder == audit.unit
    assert f"{promise.due_on:%d.%m.%Y}" == "02.02.2026"


def test_all_nine_are_kept_and_the_promise_with_them(audit, now):
    fill_self_audit(audit=audit, marks=marks("partly"), by=OfficerFactory(), now=now)

    assert set(audit.marks.values_list("mistake", "occurrence")) == {(mistake.value, "partly") for mistake in Mistake}
    assert Obligation.objects.about(audit).get().fulfilled_at == now


def test_filled_in_once_more_it_says_the_new(audit, now):
    fill_self_audit(audit=audit, marks=marks("yes"), by=OfficerFactory(), now=now)
    fill_self_audit(audit=audit, marks=marks("no"), by=OfficerFactory(), now=now)

    assert set(audit.marks.values_list("occurrence", flat=True)) == {"no"}
    assert SelfAuditMark.objects.count() == 9


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        (("", EVIDENCE), "feedback_occurrence", "Par katru no deviņām kļūdām norādiet, vai tā gadās."),
        (("no", "Viss labi."), "feedback_evidence", "Vienā teikumā norādiet, pēc kā tas redzams: piemērs, skaitlis vai datums."),
    ],
)
def test_a_mistake_left_out_or_without_evidence_is_refused(audit, now, said, field, sentence):
    with pytest.raises(InvalidInput, match=sentence) as refusal:
        fill_self_audit(audit=audit, marks=marks() | {Mistake.FEEDBACK: said}, by=OfficerFactory(), now=now)

    assert refusal.value.field == field
    assert not audit.marks.exists()


def test_everybody_sees_the_trend_by_unit_and_by_mistake(client, now):
    unit = UnitFactory(name="Ceļu nodaļa")
    audit_of(unit, 2024, now, "yes")
    audit_of(unit, 2025, now, "partly")
    ask_self_audit(unit=UnitFactory(name="Klusā nodaļa"), year=2025, now=now)

    response = client.get(reverse("participation:self_audit"))

    audits = response.context["audits"]
    assert [(one.label, one.points) for one in audits.units] == [("Ceļu nodaļa", [18, 9])]
    assert all(one.points == [2, 1] for one in audits.mistakes)
    assert response.context["chart"] is not None
    assert EVIDENCE in response.content.decode()


def test_an_earlier_year_can_be_read(client, now):
    unit = UnitFactory()
    audit_of(unit, 2024, now, "yes")
    audit_of(unit, 2025, now)

    response = client.get(reverse("participation:self_audit"), {"gads": "2024"})

    assert [one.year for one in response.context["audits"].audits] == [2024]


def test_before_anybody_has_looked_the_page_says_when_the_first_come(client):
    response = client.get(reverse("participation:self_audit"))

    assert "janvārī" in response.content.decode()
