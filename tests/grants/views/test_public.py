"""What everybody sees of calls and funded projects."""

import csv
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.actions.decision import decide
from grants.models import Application, Call
from grants.views.call import CallList
from portal.ui.templatetags.portal_ui import money
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.grants import (
    ANNOUNCED,
    DEADLINE,
    IN_TIME,
    JUDGING,
    CallFactory,
    begun_application,
    call_administrator,
    leader_of,
    published_call,
    scored_call,
    submitted_application,
)
from tests.factories.portal import PersonFactory

CALLS = reverse("grants:call_list")
PROJECTS = reverse("grants:project_list")


@pytest.fixture(autouse=True)
def _in_time(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def projects() -> list[Application]:
    """Two funded projects of one call, the first with the longer name."""
    call = scored_call(9, 8)
    for application, title in zip(call.applications.order_by("pk"), ("Žogs", "Ābeļdārzs"), strict=True):
        decide(
            application=application, outcome="funded", amount=Decimal(850), reason="Vajadzība ir pierādīta un pamatota.",
            protocol="Nr. 3", by=call_administrator(), now=JUDGING,
        )  # fmt: skip
        Application.objects.filter(pk=application.pk).update(title=title)
    return list(call.applications.order_by("pk"))


# Calls


@pytest.mark.rule("S4-102")
@pytest.mark.rule("S4-98")
def test_a_call_says_what_for_whom_how_much_until_when_and_how_it_is_judged(client):
    call = published_call(themes=["Vietējā vide", "Kultūra"], exclusions="pašvaldības iestādes")

    page = client.get(call.get_absolute_url())

    for words in (
        call.summary, "12.04.2027.\u00a0plkst.\u00a017.00", money(Decimal(300)), money(Decimal(3000)), "neformālas",
        "pašvaldības iestādes", "Vietējā vide, Kultūra", "1. kritērijs", "Projekta vadība", money(Decimal(10)),
        call.contact_email, call.rules,
    ):  # fmt: skip
        assert words in page.text, words
    assert reverse("grants:application_create", args=[call.slug]) in page.text


@pytest.mark.rule("D2")
def test_a_call_says_publicly_where_it_leaves_the_guidelines_and_why(client):
    call = CallFactory(channels=["Portāls"])
    Call.objects.update(state="published", published_at=ANNOUNCED, justifications={"channels": "Avīze iznāk reizi ceturksnī."})

    page = client.get(call.get_absolute_url())

    assert [check.code for check in page.context["explained"]] == ["channels"]
    assert "Avīze iznāk reizi ceturksnī." in page.text


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (ANNOUNCED - timedelta(seconds=1), "upcoming"),
        (ANNOUNCED, "open"),
        (DEADLINE - timedelta(seconds=1), "open"),
        (DEADLINE, "closed"),
    ],
)
def test_open_and_closed_follow_from_the_clock(client, call, time_machine, now, status):
    time_machine.move_to(now, tick=False)

    page = client.get(call.get_absolute_url())

    assert (page.context["status"].value, page.context["is_open"]) == (status, status == "open")


def test_a_call_in_preparation_is_seen_by_those_who_prepare_it(client):
    call = CallFactory()

    assert client.get(call.get_absolute_url()).status_code == 404
    client.force_login(call_administrator())
    assert client.get(call.get_absolute_url()).status_code == 200
    assert list(client.get(CALLS).context["lines"]) == []


def test_calls_are_filtered_by_words_and_by_time(client):
    open_call, closed_call = published_call(title="Soliņu konkurss"), published_call(title="Svētku konkurss")
    Call.objects.filter(pk=closed_call.pk).update(closes_at=IN_TIME)

    def found(**filters):
        return list(client.get(CALLS, filters).context["lines"])

    assert found() == [open_call, closed_call]
    assert found(laiks="atverts") == [open_call]
    assert found(laiks="slegts") == [closed_call]
    assert found(meklet="svetkiem") == [closed_call]
    assert found(laiks="atverts", meklet="svētki") == []


def test_open_calls_stand_first_then_those_to_come_then_the_closed(client, monkeypatch):
    """By days from now: when a call opens and closes."""
    days = {"later": (-9, 20), "newest": (-30, -2), "next": (2, 90), "oldest": (-90, -40), "soonest": (-5, 3), "after": (9, 80)}
    for title, (opens, closes) in days.items():
        call = published_call(title=title)
        Call.objects.filter(pk=call.pk).update(opens_at=IN_TIME + timedelta(opens), closes_at=IN_TIME + timedelta(closes))
    monkeypatch.setattr(CallList, "page_size", 2)
    page, found = client.get(CALLS), []
    while page:
        found += [call.title for call in page.context["lines"]]
        after = page.context["page"].after
        page = client.get(CALLS, {"pec": after}) if after else None

    assert found == ["soonest", "later", "next", "after", "newest", "oldest"]


def test_a_call_whose_ideas_end_sooner_stands_before_one_that_closes_sooner(client):
    ends = {"closes": {"closes_at": IN_TIME + timedelta(20)}, "over": {"rounds": 2, "ideas_until": IN_TIME - timedelta(1)}}
    ends["ideas"] = {"rounds": 2, "ideas_until": IN_TIME + timedelta(10), "closes_at": IN_TIME + timedelta(90)}
    for title, fields in ends.items():
        Call.objects.filter(pk=published_call(title=title).pk).update(**{"closes_at": IN_TIME + timedelta(60)} | fields)

    for kept in ({}, {"kartot": "drizak"}):
        assert [call.title for call in client.get(CALLS, kept).context["lines"]] == ["ideas", "closes", "over"]


def test_a_call_counts_what_was_handed_in_not_drafts(client, call):
    submitted_application(call)
    begun_application(call)

    assert client.get(CALLS).context["lines"][0].submitted_count == 1


# Projects


@pytest.mark.rule("S4-102")
def test_no_application_is_public_before_its_decision(client):
    application = scored_call(9).applications.get()

    assert list(client.get(PROJECTS).context["lines"]) == []
    assert client.get(reverse("grants:project_detail", args=[application.pk])).status_code == 404
    assert client.get(reverse("pages:search"), {"q": application.title, "veids": "project"}).context["entries"] == []


@pytest.mark.rule("S4-102")
def test_a_supported_project_is_public_with_who_where_and_how_much(client, projects):
    project = projects[0]

    page = client.get(reverse("grants:project_detail", args=[project.pk]))

    for words in (project.title, project.community.name, project.neighbourhood.name, money(Decimal(850)), money(project.total)):
        assert words in page.text, words


def test_what_is_not_supported_stays_unpublished(client, projects):
    Application.objects.filter(pk=projects[0].pk).update(state="rejected")

    assert list(client.get(PROJECTS).context["lines"]) == [projects[1]]


def test_projects_of_a_call_stand_on_its_page_once_all_is_decided(client, projects):
    call = projects[0].call
    before = client.get(call.get_absolute_url()).context["results"]
    Call.objects.update(state="decided")

    after = client.get(call.get_absolute_url()).context["results"]

    assert (before, {row.project for row in after.projects}) == (None, set(projects))


def test_the_result_of_a_call_also_counts_who_gave_the_grant_up(client, projects):
    Call.objects.update(state="decided")
    Application.objects.filter(pk=projects[0].pk).update(state="lapsed")

    results = client.get(projects[0].call.get_absolute_url()).context["results"]

    assert (results.submitted, results.supported, results.lapsed) == (2, 1, 1)


def test_projects_are_filtered_sorted_and_counted(client, projects):
    fence, orchard = projects
    elsewhere = NeighbourhoodFactory()
    Application.objects.filter(pk=orchard.pk).update(neighbourhood=elsewhere)

    def found(**filters):
        return list(client.get(PROJECTS, filters).context["lines"])

    assert found(kartot="nosaukums") == [orchard, fence]
    assert found(apkaime=elsewhere.slug) == [orchard]
    assert found(konkurss=fence.call.slug, meklet="ZOGS") == [fence]
    figures = client.get(PROJECTS).context["figures"]
    assert (figures.projects, figures.money) == (2, 1700)


def test_the_export_holds_what_the_filter_shows(client, projects):
    answer = client.get(PROJECTS, {"formats": "csv", "meklet": "žogs"})

    _header, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    assert len(rows) == 1
    assert rows[0][:2] == ["Žogs", projects[0].community.name]
    assert "850.00" in rows[0]


def test_a_draft_is_on_the_desk_of_those_who_write_it(client, call):
    draft = begun_application(call)
    client.force_login(leader_of(draft.community))
    assert draft.get_absolute_url() in client.get(reverse("pages:mans")).text

    client.force_login(PersonFactory())
    assert draft.get_absolute_url() not in client.get(reverse("pages:mans")).text
