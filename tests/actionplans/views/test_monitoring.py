from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from actionplans.actions.monitoring import ask_for_reading, propose_reading
from actionplans.enums import ActionStatus
from actionplans.models import ActionUpdate, Reading
from actionplans.queries.monitoring import unproposed
from portal.obligations.models import Obligation
from tests.factories.monitoring import (
    ReadingFactory,
    coordinator,
    counting_indicator,
    running_action,
    running_indicator,
    running_plan,
)
from tests.factories.portal import PersonFactory
from tests.portal.instants import riga

pytestmark = [pytest.mark.usefixtures("municipality", "_in_january"), pytest.mark.rule("S0-50")]

END_OF_YEAR = date(2027, 12, 31)


@pytest.fixture
def _in_january(time_machine):
    time_machine.move_to(riga(2028, 1, 10, 9))


@pytest.fixture
def reporter(client):
    user = PersonFactory()
    client.force_login(user)
    return user


@pytest.fixture
def officer(client):
    user = coordinator()
    client.force_login(user)
    return user


def form_of(indicator) -> str:
    return reverse("actionplans:reading_form", args=[indicator.goal.plan.slug])


def typed(measured, **changes) -> dict:
    return {"indicator": measured.pk, "value": "6,5", "measured_on": "2027-12-31"} | changes


# Handing in a value


def test_a_reporter_without_the_admin_hands_in_the_value_that_is_asked_for(client, reporter):
    indicator = running_indicator(reporter=reporter)
    promise = ask_for_reading(indicator=indicator, now=riga(2028, 1, 1))

    page = client.get(promise.address)
    response = client.post(form_of(indicator), typed(indicator))

    assert page.context["form"].initial == {"indicator": indicator, "measured_on": END_OF_YEAR}
    assert response.headers["Location"].endswith(indicator.get_absolute_url())
    reading = indicator.readings.get()
    assert (reading.value, reading.measured_on, reading.reported_by) == (Decimal("6.5"), END_OF_YEAR, reporter)
    assert not Obligation.objects.open().exists()


def test_a_reporter_sees_and_reads_only_the_own_indicators(client, reporter):
    plan = running_plan()
    mine, other = running_indicator(plan, reporter=reporter), running_indicator(plan)

    choices = client.get(form_of(mine)).context["form"].fields["indicator"].choices
    response = client.post(form_of(mine), typed(other))

    assert [key for key, _label in choices] == ["", mine.pk]
    assert response.status_code == 403
    assert not Reading.objects.exists()


def test_who_reports_nothing_of_a_plan_finds_no_form(client, reporter):
    assert client.get(form_of(running_indicator())).status_code == 403


def test_a_value_for_an_indicator_of_another_plan_comes_back_with_its_sentence(client, officer):
    here, elsewhere = running_indicator(), running_indicator()

    response = client.post(form_of(here), typed(elsewhere))

    assert response.status_code == 422
    assert response.context["form"].errors["indicator"] == ["Šis rādītājs pieder citam plānam. Izvēlieties šī plāna rādītāju."]
    assert response.context["form"]["value"].value() == "6,5"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "daudz"}, "value"),
        ({"value": "1,2345"}, "value"),
        ({"value": "9" * 20}, "value"),
        ({"measured_on": "2028-01-11"}, "measured_on"),
        ({"measured_on": "2025-12-30"}, "measured_on"),
        ({"measured_on": "31.12."}, "measured_on"),
        ({"indicator": "0"}, "indicator"),
    ],
)
def test_what_cannot_be_a_value_is_refused_beside_its_field(client, officer, changes, field):
    indicator = running_indicator()

    response = client.post(form_of(indicator), typed(indicator, **changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Reading.objects.exists()


# Who reports


def test_an_officer_arranges_who_reports_and_the_targets_of_years(client, officer):
    indicator, rasa = running_indicator(), PersonFactory(email="rasa@example.lv")
    address = reverse("actionplans:reporting_form", args=[indicator.pk])

    facts = {"email": "rasa@example.lv", "frequency": "quarterly", "method": "Saskaita protokolus.", "report_figure": "people"}
    client.post(address, {**facts, "year-2027": "6", "year-2028": ""})

    indicator.refresh_from_db()
    assert (indicator.reporter, indicator.frequency, indicator.report_figure) == (rasa, "quarterly", "people")
    assert list(indicator.targets.values_list("year", "value")) == [(2027, 6)]
    assert client.get(address).context["form"]["year-2027"].value() == "6"


def test_an_unknown_address_stays_in_the_form_with_its_sentence(client, officer):
    indicator = running_indicator()

    response = client.post(
        reverse("actionplans:reporting_form", args=[indicator.pk]),
        {"email": "neviens@example.lv", "frequency": "yearly", "method": "Skaita."},
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]
    assert response.context["form"]["method"].value() == "Skaita."


# Proposals


@pytest.fixture
def proposal(time_machine):
    time_machine.move_to(riga(2028, 9, 1, 9))
    counting_indicator()
    ((indicator, report),) = unproposed()
    ReadingFactory(indicator=indicator, value=Decimal(8))
    return propose_reading(indicator=indicator, report=report, now=riga(2028, 9, 1))


def accept(client, proposal, **changes):
    fields = {f"p{proposal.pk}-value": "50", f"p{proposal.pk}-measured_on": "2028-08-23", **changes}
    return client.post(reverse("actionplans:proposal_accept", args=[proposal.pk]), fields)


def test_a_proposal_is_taken_over_with_one_click(client, proposal, officer):
    page = client.get(proposal.indicator.get_absolute_url())
    ((_proposal, form),) = page.context["proposals"]

    accept(client, proposal)

    assert form.initial == {"value": "50", "measured_on": date(2028, 8, 23)}
    assert proposal.indicator.readings.latest("measured_on").value == 50


def test_a_proposal_is_left_out_with_one_click(client, proposal, officer):
    client.post(reverse("actionplans:proposal_decline", args=[proposal.pk]))

    proposal.refresh_from_db()
    assert proposal.state == "declined"


def test_a_proposal_of_a_day_to_come_comes_back_as_it_was_typed(client, proposal, officer):
    response = accept(client, proposal, **{f"p{proposal.pk}-measured_on": "2028-09-02"})

    ((_proposal, form),) = response.context["proposals"]
    assert response.status_code == 422
    assert form.errors["measured_on"] == ["Mērījuma diena nevar būt nākotnē."]


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_a_stranger_decides_no_proposal(client, proposal, reporter, verb):
    assert client.post(reverse(f"actionplans:proposal_{verb}", args=[proposal.pk])).status_code == 403
    assert not client.get(proposal.indicator.get_absolute_url()).context["proposals"]


# The quarterly status


def test_an_officer_tells_how_an_action_stands(client, officer):
    action = running_action(ends_on=date(2028, 11, 30))
    address = reverse("actionplans:status_form", args=[action.pk])

    assert str(client.get(address).context["quarter"]) == "2027. gada 4. ceturksnis"
    client.post(address, {"progress": "on_time"})

    assert action.updates.get().progress == ActionStatus.ON_TIME


def test_a_late_action_without_a_reason_comes_back(client, officer):
    action = running_action()

    response = client.post(reverse("actionplans:status_form", args=[action.pk]), {"progress": "late", "reason": "Kavējas."})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert not ActionUpdate.objects.exists()


# What everybody sees


def test_the_year_of_a_plan_tells_what_was_promised_and_what_was_reached(client):
    plan = running_plan()
    reached, behind = (running_indicator(plan, name=name, target_on=END_OF_YEAR) for name in ("Forumi", "Atbildes"))
    ReadingFactory(indicator=reached, value=Decimal(8))
    ReadingFactory(indicator=behind, value=Decimal(7))
    running_indicator(plan, name="Nemērīts")
    action = running_action(plan)
    ActionUpdate.objects.create(
        action=action, quarter_from=date(2027, 4, 1), progress="late", reason="Plūdi.", reported_at=riga(2027, 7, 2)
    )

    told = client.get(reverse("actionplans:monitoring_year", args=[plan.slug, 2027])).context["told"]

    assert (told.reached, told.behind, told.unread) == (1, 1, 1)
    ((row,),) = [told.actions]
    assert [one.progress if one else None for one in row.quarters] == [None, "late", None, None]
    assert row.reason == "Plūdi."


def test_the_page_lists_what_is_still_owed(client):
    indicator = running_indicator(name="Apkaimes ar forumu")
    promise = ask_for_reading(indicator=indicator, now=riga(2028, 1, 1))

    page = client.get(reverse("actionplans:plan_monitoring", args=[indicator.goal.plan.slug]))

    assert promise.label in page.text[page.text.index('id="parads"') :]
    assert not page.context["may_report"]


@pytest.mark.parametrize("year", [2026, 2029, 2100])
def test_a_year_the_plan_has_not_reached_is_no_page(client, year):
    assert client.get(reverse("actionplans:monitoring_year", args=[running_plan().slug, year])).status_code == 404


def test_an_officer_prints_the_report_of_the_year(client, officer):
    plan = running_plan()

    client.post(reverse("actionplans:monitoring_print", args=[plan.slug, 2027]))

    assert plan.monitoring_reports.get().year == 2027


# Lists and open data


def test_late_and_stale_values_are_found(client):
    late = running_indicator(frequency="quarterly")
    ask_for_reading(indicator=late, now=riga(2028, 1, 1))
    Obligation.objects.update(due_at=riga(2028, 1, 5))
    fresh = running_indicator()
    ReadingFactory(indicator=fresh)

    found = {
        choice: [row.pk for row in client.get(reverse("actionplans:indicator_list"), {"vertibas": choice}).context["lines"]]
        for choice in ("", "kavejas", "novecojusas")
    }

    assert sorted(found[""]) == sorted([late.pk, fresh.pk])
    assert found["kavejas"] == found["novecojusas"] == [late.pk]


def test_readings_are_open_data(client):
    reading = ReadingFactory(indicator=running_indicator(), note="=2+2")
    ReadingFactory(indicator=reading.indicator, measured_on=date(2026, 6, 30))

    lines = client.get(reverse("actionplans:reading_list"), {"gads": "2027", "formats": "csv"}).content.decode().splitlines()

    assert len(lines) == 2
    assert lines[1].endswith("2027-12-31,5.00,'=2+2")


def test_actions_nobody_spoke_of_for_half_a_year_are_found(client):
    silent, spoken = running_action(), running_action()
    ActionUpdate.objects.create(action=spoken, quarter_from=date(2027, 10, 1), progress="on_time", reported_at=riga(2028, 1, 2))

    lines = client.get(reverse("actionplans:action_list"), {"noklusets": "on"}).context["lines"]

    assert [line.action for line in lines] == [silent]
