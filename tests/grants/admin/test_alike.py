"""The officers' page of a call is drawn once for those with the same roles, and nothing is decided by what is kept of it."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import Application, Sitting
from portal.accounts.roles import ROLES, Role
from tests.desks import page_of, step_of
from tests.factories.calls import seminar_of
from tests.factories.event import come
from tests.factories.grants import ANNOUNCED, JUDGING, call_administrator, published_call, scored_call
from tests.factories.portal import OfficerFactory, UnitFactory

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
READS = {Role.CALLS, Role.AUDITOR, Role.LAWYER, Role.ACCOUNTANT, Role.ADMINISTRATOR}
STAFF = [role for role, info in ROLES.items() if info.is_staff]
PLACES = re.compile(r"<td>(\d+)</td>\s*<td>(?:<a [^>]*>)?([^<]+)")


@pytest.fixture(autouse=True)
def _judging(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    settings.PAGE_CACHE_SECONDS = 30
    time_machine.move_to(JUDGING, tick=False)


@pytest.fixture
def call():
    call = scored_call(9, 8, 7, total=Decimal(2250))
    for application in call.applications.all():
        Application.objects.filter(pk=application.pk).update(title=f"Soliņi {application.pk}")
    return call


def signed_in(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def read(client: Client, call, **asked) -> str:
    return TOKEN.sub("", client.get(page_of(call), asked).text)


def with_words(pages: dict[str, str], words: str) -> set[str]:
    return {name for name, page in pages.items() if words in page}


def ranking_on(page: str) -> list[str]:
    return [title for _place, title in PLACES.findall(page)]


def titles_by_points(call) -> list[str]:
    return list(call.applications.order_by("-points").values_list("title", flat=True))


@pytest.mark.parametrize("first", STAFF)
def test_each_officer_reads_what_the_own_roles_open_whoever_came_first(call, settings, first):
    officers = {role: signed_in(OfficerFactory(roles=[role])) for role in STAFF}
    officers |= {"both": signed_in(OfficerFactory(roles=[Role.AUDITOR, Role.CALLS]))}
    read(officers[first], call)

    kept = {name: read(client, call) for name, client in officers.items()}
    settings.PAGE_CACHE_SECONDS = 0
    anew = {name: read(client, call) for name, client in officers.items()}

    assert [name for name in officers if kept[name] != anew[name]] == []
    assert with_words(kept, f'"/admin/grants/application/{call.applications.first().pk}/change/"') == {*READS, "both"}
    assert with_words(kept, '"portal-page wide portal-part"') == {Role.CALLS, "both"}


def test_colleagues_of_another_unit_and_of_the_commission_are_shown_their_own_steps_and_menu(call, settings):
    member, stranger = OfficerFactory(roles=[Role.CALLS, Role.EVALUATOR]), OfficerFactory(roles=[Role.CALLS])
    call.commission.create(user=member, represents="municipality")
    UnitFactory(members=[stranger])
    clients = [signed_in(officer) for officer in (member, stranger, call_administrator())]

    kept = [read(client, call) for client in clients]
    settings.PAGE_CACHE_SECONDS = 0

    assert kept == [read(client, call) for client in clients]


def test_a_page_of_the_ranking_is_not_taken_for_another(call, monkeypatch):
    monkeypatch.setattr("grants.admin.call.RANKS_SHOWN", 1)
    office = signed_in(call_administrator())

    pages = [read(office, call, **asked) for asked in ({}, {"lapa": 2}, {"lapa": 3}, {"lapa": 9}, {"lapa": "x"})]

    best, second, third = titles_by_points(call)
    assert [ranking_on(page) for page in pages] == [[best], [second], [third], [third], [best]]
    assert "lapa=1" in pages[1]
    assert "lapa=3" in pages[1]


def test_what_is_done_is_shown_at_once(call, django_capture_on_commit_callbacks):
    office, auditor = signed_in(call_administrator()), signed_in(OfficerFactory(roles=[Role.AUDITOR]))
    before = [read(client, call) for client in (office, auditor)]

    with django_capture_on_commit_callbacks(execute=True):
        office.post(step_of(call, "sede"), {"held_at": "2027-04-22T14:00", "place": "Sēžu zāle"})

    sitting = page_of(Sitting.objects.get())
    assert [sitting in page for page in before] == [False, False]
    assert [sitting in read(client, call) for client in (office, auditor)] == [True, True]


def test_nothing_is_decided_by_what_is_kept(call):
    office, old = signed_in(call_administrator()), titles_by_points(call)
    assert ranking_on(read(office, call)) == old

    Application.objects.filter(title=old[-1]).update(points=95)
    office.post(step_of(call, "sede"), {"held_at": "2027-04-22T14:00", "place": "Sēžu zāle"})
    screen = office.get(reverse("admin:grants_sitting_screen", args=[Sitting.objects.get().pk])).text

    now = titles_by_points(call)
    assert ranking_on(read(office, call)) == old
    assert now != old
    assert sorted(now, key=screen.index) == now


def test_who_comes_to_a_seminar_is_kept_for_nobody(time_machine):
    time_machine.move_to(ANNOUNCED, tick=False)
    call = published_call()
    office, auditor = signed_in(call_administrator()), signed_in(OfficerFactory(roles=[Role.AUDITOR]))
    read(office, call)
    guest = come(seminar_of(call))

    assert guest.name in read(office, call)
    assert guest.name not in read(auditor, call)
