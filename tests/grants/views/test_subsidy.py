"""Subsidies as everybody sees them, and on the desk of a community."""

import csv
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from communities.enums import LegalForm, MemberRole
from communities.models import Community
from grants.actions.subsidy import decide_scheme, waive_condition
from grants.actions.subsidy_claim import ask_back
from grants.enums import ClaimState
from grants.models import SubsidyClaim, SubsidyPartner
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from portal.obligations.receipts import receipt_of
from portal.ui.panels import Slot, gather
from tests.factories.communities import MembershipFactory
from tests.factories.portal import PersonFactory
from tests.factories.subsidy import (
    ACCOUNT,
    AS_IN_2026,
    CLOSED,
    DECIDING,
    DONE,
    EASY,
    IN_TIME,
    REPORTING,
    SchemeFactory,
    claim_of,
    confirmed_claim,
    event_of,
    granted_claim,
    leader_of,
    opinion_of,
    paid_claim,
    published_scheme,
    reported_claim,
    subsidy_officer,
    united,
)

LIST = reverse("grants:subsidy_list")


@pytest.fixture(autouse=True)
def _in_time(municipality, time_machine):
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def scheme():
    return published_scheme()


@pytest.fixture
def community():
    return united(12)


@pytest.fixture
def leader(client, community):
    """The client of the community's leader."""
    client.force_login(leader_of(community))
    return client


def own(name: str, community, *args) -> str:
    return reverse(f"grants:{name}", args=[community.slug, *args])


def typed_claim(scheme, **changes) -> dict[str, str]:
    first, second = scheme.costs.all()
    typed = {"account_holder": "Biedrība", "iban": "LV80 BANK 0000 4351 9500 1"}
    return typed | {f"izmaksa-{first.pk}": "150,00", f"izmaksa-{second.pk}": "250"} | changes


# For everybody


@pytest.mark.rule("S4-95")
@pytest.mark.rule("S4-100")
@pytest.mark.rule("S4-124")
def test_a_scheme_shows_its_levels_side_by_side_with_conditions_and_evidence(client):
    scheme = published_scheme(levels=AS_IN_2026)
    scheme.tiers.first().conditions.filter(kind="residents").update(evidence="Dalībnieku saraksts", minimum_outside=7)

    page = client.get(scheme.get_absolute_url()).content.decode()

    for words in (
        "vismaz 35",
        "ārpus blīvi apdzīvotām vietām vismaz 7",
        "Dalībnieku saraksts",
        "1\xa0200,00\xa0EUR",
        scheme.rules,
    ):
        assert words in page
    assert reverse("grants:call_list") in client.get(LIST).content.decode()


def test_a_draft_scheme_is_nobodys_business_yet(client):
    draft = SchemeFactory()

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.title not in client.get(LIST).content.decode()


def test_everybody_sees_who_was_granted_what_and_nothing_else(client, scheme, community):
    granted_claim(community, scheme)
    other = united(12)
    SubsidyClaim.objects.create(
        scheme=scheme, community=other, tier=scheme.tiers.first(), amount=400, account_holder="A", iban=ACCOUNT,
        state=ClaimState.REFUSED, refusal_reason="Nav izpildīts.", submitted_at=IN_TIME, submitted_by=leader_of(other),
    )  # fmt: skip

    page = client.get(LIST).content.decode()
    rows = list(csv.DictReader(client.get(LIST, {"formats": "csv"}).content.decode("utf-8-sig").splitlines()))

    assert (community.name in page, other.name in page, ACCOUNT in page) == (True, False, False)
    assert [(row["Kopiena"], row["Līmenis"]) for row in rows] == [(community.name, "1")]
    assert community.name in client.get(scheme.get_absolute_url()).content.decode()
    assert "400,00" in client.get(community.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("query", "found"), [({"gads": "2026"}, True), ({"limenis": "2"}, False), ({"meklet": "nav tādas"}, False)]
)
def test_granted_subsidies_filter_by_year_level_and_words(client, scheme, community, query, found):
    granted_claim(community, scheme)

    assert (community.name in client.get(LIST, query).content.decode()) is found


def test_the_days_of_a_scheme_stand_in_the_calendar(scheme):
    entries = gather(Slot.CALENDAR, start=scheme.opens_on, end=scheme.closes_on)

    assert [entry.starts for entry in entries if scheme.title in str(entry.title)] == [scheme.opens_on, scheme.closes_on]


# The passport


@pytest.mark.rule("S4-129")
def test_the_passport_shows_what_is_counted_what_is_missing_and_the_records(leader, community):
    published_scheme(levels=AS_IN_2026)
    event = event_of(community, 24)
    opinion_of(community)

    page = leader.get(own("passport", community)).content.decode()

    assert event.title in page
    assert "Līdz nākamajam līmenim vēl" in page
    assert "tradīcija" in page


def test_the_desk_of_the_community_shows_the_way_to_the_next_level(leader, community, scheme):
    page = leader.get(reverse("communities:desk", args=[community.slug])).content.decode()

    assert "23 iedzīvotāji" in page
    assert own("claim_create", community, scheme.year) in page


def test_what_is_kept_of_a_passport_is_for_members_alone_and_gives_nobody_anothers_button(
    leader, community, scheme, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 30
    member, stranger = Client(), Client()
    member.force_login(MembershipFactory(community=community, role=MemberRole.MEMBER).user)
    stranger.force_login(leader_of(united(40)))
    passport, claim = own("passport", community), own("claim_create", community, scheme.year)

    first = leader.get(passport).text
    Community.objects.filter(pk=community.pk).update(residents_united=30)  # past every action: nobody hears of it
    second = member.get(passport).text

    assert (claim in first, claim in second) == (True, False)
    assert "23 iedzīvotāji" in first
    assert "23 iedzīvotāji" in second
    assert stranger.get(passport).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        waive_condition(
            condition=scheme.tiers.last().conditions.get(kind="residents"), community=community, by=subsidy_officer(),
            now=IN_TIME, reason="Iedzīvotāji pārceļas uz jauno māju; sarakstu apliecina pārvalde.",
        )  # fmt: skip
    assert "23 iedzīvotāji" not in leader.get(passport).text


def test_the_passport_prints(leader, community, scheme):
    text = PdfReader(BytesIO(leader.get(own("passport_print", community)).content)).pages[0].extract_text()

    assert community.name in text
    assert "23 iedzīvotāji" in text


def test_an_informal_community_names_its_partner(client):
    group, organisation = united(12, legal_form=LegalForm.INFORMAL, registration_number=""), united(30)
    client.force_login(leader_of(group))

    refused = client.post(own("partner", group), {"organisation": organisation.pk})
    client.post(own("partner", group), {"organisation": organisation.pk, "agreed": "on"})

    assert (refused.status_code, "vispirms saņemiet organizācijas piekrišanu" in refused.content.decode()) == (422, True)
    assert SubsidyPartner.objects.get(community=group).organisation == organisation


# The claim


def test_one_page_and_one_button_claim_the_subsidy(leader, community, scheme):
    response = leader.post(own("claim_create", community, scheme.year), typed_claim(scheme), follow=True)

    claim = SubsidyClaim.objects.get()
    assert (claim.iban, claim.amount, [line.planned for line in claim.lines.all()]) == (ACCOUNT, 400, [150, 250])
    assert receipt_of(claim).number.replace(" ", "\xa0") in response.content.decode()


@pytest.mark.parametrize(
    ("iban", "sentence"),
    [
        ("LV81BANK0000435195001", "Konta numura kontrolcipari neatbilst"),
        ("LV80BANK00004351950", "Rakstiet konta numuru IBAN formā"),
        ("40008999014", "Rakstiet konta numuru IBAN formā"),
    ],
)
def test_a_wrong_account_number_is_told_and_nothing_typed_is_lost(leader, community, scheme, iban, sentence):
    response = leader.post(own("claim_create", community, scheme.year), typed_claim(scheme, iban=iban))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "150,00" in response.content.decode()
    assert not SubsidyClaim.objects.exists()


def test_purposes_that_do_not_add_up_are_told_with_the_difference(leader, community, scheme):
    first = scheme.costs.first()

    response = leader.post(own("claim_create", community, scheme.year), typed_claim(scheme, **{f"izmaksa-{first.pk}": "149,99"}))

    assert response.status_code == 422
    assert "vēl jāsadala 0,01\xa0EUR" in response.content.decode()


def test_a_claim_after_the_window_says_so_and_keeps_what_was_typed(leader, community, scheme, time_machine):
    time_machine.move_to(CLOSED, tick=False)
    leader.force_login(leader_of(community))

    response = leader.post(own("claim_create", community, scheme.year), typed_claim(scheme))

    assert response.status_code == 422
    assert "Pieprasījumus pieņēma līdz 28.02.2027." in response.content.decode()
    assert "250" in response.content.decode()


def test_without_a_level_the_page_says_what_is_missing_instead_of_a_form(client, scheme):
    community = united(8)
    client.force_login(leader_of(community))

    page = client.get(own("claim_create", community, scheme.year)).content.decode()

    assert "2 iedzīvotāji" in page
    assert 'name="iban"' not in page


def test_a_member_sees_the_passport_and_does_not_claim(client, community, scheme):
    member = PersonFactory()
    MembershipFactory(community=community, user=member, role=MemberRole.MEMBER)
    client.force_login(member)

    assert client.get(own("passport", community)).status_code == 200
    assert client.post(own("claim_create", community, scheme.year), typed_claim(scheme)).status_code == 403


def test_whoever_may_claim_is_told_among_what_is_due(leader, community, scheme):
    assert "Dotāciju var pieprasīt" in leader.get(reverse("pages:mans")).content.decode()

    claim_of(community, scheme)

    assert "Dotāciju var pieprasīt" not in leader.get(reverse("pages:mans")).content.decode()


def test_a_claim_is_withdrawn_and_a_second_click_changes_nothing(leader, community, scheme):
    claim_of(community, scheme)

    first, second = (leader.post(own("claim_withdraw", community, scheme.year), follow=True) for _click in range(2))

    assert SubsidyClaim.objects.get().state == ClaimState.WITHDRAWN
    assert "Pieprasījums ir atsaukts." in first.content.decode()
    assert "Iespējams, kāds Jūs apsteidza" in second.content.decode()


def test_a_claim_in_the_queue_says_what_happens_next(leader, community):
    scheme = published_scheme(total=400, levels=EASY)
    confirmed_claim(united(12), scheme)
    confirmed_claim(community, scheme, now=IN_TIME.replace(hour=15))
    decide_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    assert (
        "Dotāciju piešķirs, ja fondā atbrīvosies nauda"
        in leader.get(own("claim_detail", community, scheme.year)).content.decode()
    )


# The report


def test_the_report_is_one_page(leader, community, scheme, time_machine):
    claim = paid_claim(community, scheme)
    time_machine.move_to(REPORTING, tick=False)
    leader.force_login(leader_of(community))
    first, second = claim.lines.all()
    sums = {f"izlietots-{first.pk}": "100,00", f"izlietots-{second.pk}": "290,50"}
    page = own("claim_report", community, scheme.year)

    refused = leader.post(page, {"done": "Labi.", **sums})
    leader.post(page, {"done": DONE, **sums})

    claim.refresh_from_db()
    assert (refused.status_code, "290,50" in refused.content.decode()) == (422, True)
    assert (claim.state, str(claim.report.used)) == (ClaimState.REPORTED, "390.50")
    assert leader.get(page).status_code == 302


def test_a_report_asked_back_is_due_by_the_day_the_officer_named(leader, community, scheme, time_machine):
    claim = reported_claim(community, scheme)
    time_machine.move_to(REPORTING, tick=False)
    question, until = "Kam tieši izlietoti 300 eiro?", date(2027, 12, 15)
    ask_back(claim=claim, question=question, until=until, by=subsidy_officer(), now=REPORTING)
    leader.force_login(leader_of(community))

    for name in ("claim_detail", "claim_report"):
        page = leader.get(own(name, community, scheme.year)).text
        assert "15.12.2027." in page
        assert "15.12.2027.." not in page
        assert f"{scheme.report_on:%d.%m.%Y}" not in page
    assert f"Jautājums: {question}" in Message.objects.get(key="grants.subsidy_report_asked_back").body


def test_the_letter_of_a_granted_subsidy_names_the_day_of_the_money(community, scheme):
    granted_claim(community, scheme)

    letter = Message.objects.get(key="grants.subsidy_decided").body
    assert f"Izmaksa līdz: {scheme.paid_on:%d.%m.%Y}" in letter


def test_the_promise_of_the_report_stands_on_the_desk(leader, community, scheme):
    paid_claim(community, scheme)

    assert (
        own("claim_report", community, scheme.year)
        in leader.get(reverse("communities:desk", args=[community.slug])).content.decode()
    )


# Mail


def test_communities_that_have_not_claimed_hear_of_the_window_twice(scheme, community):
    silent = united(14)
    claim_of(community, scheme)

    for moment in (IN_TIME, IN_TIME, CLOSED.replace(day=26, month=2)):
        send_due_reminders(moment)

    told = Message.objects.filter(key="grants.subsidy_window_open").values_list("email", flat=True)
    assert list(told) == [leader_of(silent).email] * 2
