"""The demo's calls come out as demo-data 4.10 and 4.11 compute them."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from grants.enums import CallState, DecisionOutcome
from grants.models import Application, BudgetLine, Call, Decision, Sitting
from grants.queries.money import purse_of
from grants.queries.ranking import ranking
from portal.documents.models import Document

pytestmark = pytest.mark.usefixtures("demo")

EXPECTED = {
    "Misas krasta soliņu taka": ("2700.00", "300.00", "83.50"),
    "Kaimiņu pikniks un ideju karte": ("1200.00", "133.36", "81.50"),
    "Instrumentu darbnīca": ("2100.00", "240.00", None),
    "Vīru darbnīca Daugmalē": ("1600.00", "180.00", None),
    "Sarkano māju stāsti": ("900.00", "100.00", "47.00"),
    "Norāžu atjaunošana": ("2896.10", "322.00", "92.50"),
}


@pytest.mark.parametrize(("title", "figures"), EXPECTED.items())
def test_sums_and_points_are_those_of_the_sample(title, figures):
    application = Application.objects.get(title=title)

    assert (application.requested, application.in_kind, application.points) == tuple(
        Decimal(figure) if figure else None for figure in figures
    )


def test_the_archived_call_supported_five_with_one_in_reserve_and_two_rejected():
    call = Call.objects.get(state=CallState.DECIDED)
    decisions = Decision.objects.filter(application__call=call)

    outcomes = sorted(decisions.values_list("outcome", flat=True))

    assert outcomes == ["funded"] * 5 + ["rejected"] * 2 + ["reserve"]
    assert decisions.aggregate(total=Sum("amount"))["total"] == Decimal("12340.00")
    unused = Decimal("14.10")  # of the project that is closed
    assert purse_of(call).left == call.total - Decimal("12340.00") + unused


def test_its_sitting_has_minutes_and_every_applicant_a_letter():
    sitting = Sitting.objects.get(state="sent")

    assert (sitting.number, Document.objects.latest_of("grants.sitting_minutes", sitting).state) == (1, "ready")
    letters = Document.objects.filter(kind="grants.decision_letter", subject_id__in=sitting.decisions.values("pk"))
    assert letters.count() == sitting.items.count() == 8
    assert all(one.reason for one in sitting.decisions.all())


def test_the_commission_that_sits_has_work_left():
    sitting = Sitting.objects.get(state="open")
    rows = {row.application.title: row for row in ranking(sitting.call)}

    assert rows["Misas krasta soliņu taka"].points == Decimal("83.50")
    assert rows["Pilskalna stāstu soli"].needs_note
    assert rows["Jauniešu studija"].outcome == DecisionOutcome.REJECTED
    assert rows["Pirmie kaimiņu svētki"].outcome == DecisionOutcome.RESERVE
    assert sitting.call.applications.filter(state="eligible").exists()


def test_quantities_of_the_budgets_read_as_an_officer_would_write_them():
    units = set(BudgetLine.objects.exclude(quantity=1).values_list("unit", flat=True))

    assert units
    assert not units & {"diena", "mēnesis", "komplekts", "reiss", "koncerts", "lasījums", "vakars", "filma", "darbs", "darbnīca"}
