"""The officers' way through the admin, from the draft of the rules to the accepted report."""

import csv
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.enums import ClaimState, SchemeState
from grants.models import ConditionWaiver, SubsidyClaim, SubsidyScheme, TierCondition
from portal.accounts.roles import Role
from tests.desks import page_of, step_of
from tests.factories.portal import OfficerFactory
from tests.factories.subsidy import (
    BEFORE,
    DECIDING,
    EASY,
    IN_TIME,
    PAYING,
    REPORTING,
    YEAR,
    SchemeFactory,
    accepted_claim,
    accountant,
    claim_of,
    confirmed_claim,
    event_of,
    granted_claim,
    published_scheme,
    reported_claim,
    subsidy_officer,
    united,
)

WHY = "Svētkus atcēla plūdu dēļ; to apliecina civilās aizsardzības komisija."


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def office(client):
    client.force_login(subsidy_officer())
    return client


@pytest.fixture
def later(client, time_machine):
    """Moves to an instant, where an officer signs in once more."""

    def move(moment):
        time_machine.move_to(moment, tick=False)
        client.force_login(subsidy_officer())

    return move


@pytest.mark.rule("D1")
@pytest.mark.rule("S4-124")
def test_one_level_is_not_enough_and_the_page_says_so_before_publishing(office, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    scheme = SchemeFactory(levels=EASY[:1])

    page = office.get(page_of(scheme)).content.decode()
    refused = office.post(step_of(scheme, "publicet"))

    sentence = "Dotācijai ir vismaz divi līmeņi"
    assert (sentence in page, refused.status_code, sentence in refused.content.decode()) == (True, 422, True)
    scheme.refresh_from_db()
    assert scheme.state == SchemeState.DRAFT


def test_published_rules_are_frozen_with_their_levels_and_conditions(office):
    scheme = published_scheme()
    tier = scheme.tiers.first()

    shown = office.get(page_of(scheme)).content.decode()
    told = [office.post(page_of(thing), {"title": "Cits", "amount": "999"}).status_code for thing in (scheme, tier)]

    assert "Tas jau ir oficiāls, tāpēc tekstu vairs nemaina" in shown
    assert told == [403, 403]
    tier.refresh_from_db()
    assert tier.amount == 400


def test_the_conditions_of_a_draft_are_chosen_from_the_registered_kinds(office):
    scheme = SchemeFactory(levels=EASY[:1])
    tier = scheme.tiers.get()
    condition = tier.conditions.get()
    row = {
        "conditions-TOTAL_FORMS": "1", "conditions-INITIAL_FORMS": "1", "conditions-0-id": condition.pk,
        "conditions-0-tier": tier.pk, "conditions-0-position": "1", "conditions-0-minimum": "12", "conditions-0-evidence": "",
    }  # fmt: skip
    whole = {"position": "1", "name": "Sākums", "amount": "400"} | row

    refused = office.post(page_of(tier), whole | {"conditions-0-kind": "luck"})
    office.post(page_of(tier), whole | {"conditions-0-kind": "residents"})

    condition.refresh_from_db()
    assert (refused.status_code, condition.minimum) == (200, 12)


@pytest.mark.rule("D3")
def test_a_waiver_asks_for_its_reason_and_the_auditor_reads_it(office, client):
    scheme, community = published_scheme(), united(4)
    condition = TierCondition.objects.filter(tier__scheme=scheme).first()
    typed = {"condition": condition.pk, "community": community.pk}

    refused = office.post(step_of(scheme, "atzit"), typed | {"reason": "Tā vajag."})
    office.post(step_of(scheme, "atzit"), typed | {"reason": WHY})
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    assert (refused.status_code, ConditionWaiver.objects.count()) == (422, 1)
    assert WHY in client.get(page_of(scheme)).content.decode()


def test_an_officer_sees_the_records_behind_a_claim_and_confirms_it(office):
    scheme = published_scheme(
        levels=(EASY[0], ("Aktīva apkaime", 1200, [("residents", {"minimum": 12}), ("events", {"minimum": 1, "attendance": 20})]))
    )
    community = united(12)
    event = event_of(community, 24)
    claim = claim_of(community, scheme, total=1200)

    page = office.get(page_of(claim)).content.decode()
    office.post(step_of(claim, "apstiprinat"))

    claim.refresh_from_db()
    assert (event.title in page, claim.state) == (True, ClaimState.CONFIRMED)


def test_a_refusal_without_a_reason_is_refused(office):
    claim = claim_of(united(12), published_scheme())

    assert office.post(step_of(claim, "atteikt"), {"reason": "Nē."}).status_code == 422
    assert (
        office.post(step_of(claim, "atteikt"), {"reason": "Saraksts ir no cita gada, skaits nav pierādīts."}).status_code == 302
    )


def test_the_fund_is_divided_and_paid_in_three_steps_by_two_people(office, client, later):
    scheme = published_scheme(total=Decimal(900))
    claims = [confirmed_claim(united(12), scheme, now=IN_TIME.replace(hour=hour)) for hour in (9, 10, 11)]
    later(DECIDING)

    office.post(step_of(scheme, "sadalit"))
    asked = office.get(step_of(scheme, "maksajumi")).context["form"].initial["claims"]
    office.post(step_of(scheme, "maksajumi"), {"claims": [claim.pk for claim in asked]})
    denied = office.post(step_of(scheme, "izmaksat"), {"claims": [claim.pk for claim in asked]}).status_code
    client.force_login(accountant())
    client.post(step_of(scheme, "izmaksat"), {"claims": [claim.pk for claim in asked]})

    states = list(SubsidyClaim.objects.order_by("submitted_at").values_list("state", flat=True))
    assert (len(asked), denied, states) == (2, 403, [ClaimState.PAID, ClaimState.PAID, ClaimState.WAITING])
    assert claims[2].community.name in client.get(page_of(scheme)).content.decode()


def test_payments_name_the_account_and_nothing_is_paid_without_a_tick(office, later):
    claim = granted_claim(united(12), published_scheme())
    later(PAYING)

    asked = office.get(step_of(claim.scheme, "maksajumi")).content.decode()
    refused = office.post(step_of(claim.scheme, "maksajumi"), {})

    assert claim.iban in asked
    assert "Atzīmējiet vismaz vienu maksājumu" in refused.content.decode()


def test_a_report_is_asked_back_or_accepted(office, later):
    claim = reported_claim(united(12), published_scheme())
    later(REPORTING)

    office.post(step_of(claim, "jautat"), {"question": "Kam tieši izlietoti 300 eiro?", "until": "2027-12-20"})

    claim.refresh_from_db()
    assert claim.state == ClaimState.PAID


def test_unused_money_is_noted_when_it_comes_back(office, later):
    claim = accepted_claim(united(12), published_scheme(), used=300)
    later(REPORTING)

    office.post(step_of(claim, "atmaksats"), {"returned_on": "2027-11-30"})

    claim.refresh_from_db()
    assert claim.state == ClaimState.CLOSED


def test_the_tasks_of_the_office_name_claims_and_reports(office):
    claim = claim_of(united(12), published_scheme())

    page = office.get(reverse("admin:index")).content.decode()

    assert "Izskatāmie dotāciju pieprasījumi" in page
    assert claim.community.name in page


# The simulator


@pytest.fixture
def simulated():
    """Draft rules of the next year, those in force, and two communities."""
    published_scheme()
    draft = SchemeFactory(year=YEAR + 1, total=Decimal(1000), levels=(EASY[0], ("Liela", 1500, [("residents", {"minimum": 40})])))
    return draft, united(46), united(36)


def simulator(draft: SubsidyScheme) -> str:
    return reverse("admin:grants_subsidyscheme_simulation", args=[draft.pk])


def test_the_simulator_shows_levels_costs_and_the_difference(office, simulated):
    draft, large, middle = simulated

    page = office.get(simulator(draft), {"gads": "2026", "salidzinat": SubsidyScheme.objects.get(year=YEAR).pk}).content.decode()

    for words in (large.name, middle.name, "1\xa0900,00\xa0EUR", "900,00\xa0EUR", "4 iedzīvotāji", "(-1)"):
        assert words in page


def test_the_simulation_narrows_to_a_level_and_exports_what_it_shows(office, simulated):
    draft, _large, middle = simulated

    rows = csv.DictReader(
        office.get(simulator(draft), {"gads": "2026", "limenis": "1", "formats": "csv"}).content.decode("utf-8-sig").splitlines()
    )

    assert [(row["Kopiena"], row["Trūkst līdz nākamajam līmenim"]) for row in rows] == [(middle.name, "4 iedzīvotāji")]
    assert office.get(simulator(draft), {"formats": "xlsx"}).status_code == 200


@pytest.mark.parametrize("query", [{"gads": "nekad"}, {"gads": "2026", "limenis": "9"}, {"salidzinat": "x"}, {"lapa": "999"}])
def test_what_cannot_be_read_in_the_simulator_breaks_nothing(office, simulated, query):
    assert office.get(simulator(simulated[0]), query).status_code == 200


def test_the_page_of_the_year_leads_to_its_claims_and_counts_what_waits(office):
    scheme = published_scheme()
    claim_of(united(12), scheme)
    confirmed_claim(united(14), scheme)

    page = office.get(page_of(scheme)).text

    assert "Saņemti: 2, vēl jāizskata: 1" in page
    address = f"{reverse('admin:grants_subsidyclaim_changelist')}?scheme__id__exact={scheme.pk}"
    assert address in page
    assert office.get(address).status_code == 200
