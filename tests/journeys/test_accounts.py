"""Each demo account signs in and finds its work."""

import re

import pytest
import run_server
from playwright.sync_api import expect

OFFICERS = ("admin", "koordinators", "konkursi", "jurists", "gramatvedis", "socialais", "auditors")
LEADERS = ("mezinieki", "katlakalns", "dzerumi", "balozi", "baldone", "daugmale", "odukalns", "alejas", "nvocentrs", "jaunsils")
EVERYBODY = [
    *(f"{name}@example.lv" for name in OFFICERS),
    *(f"vertetajs{number}@example.lv" for number in range(1, 6)),
    *(f"lideris.{name}@example.lv" for name in LEADERS),
    "iedzivotajs1@example.lv",
]


@pytest.mark.parametrize("email", EVERYBODY)
def test_a_demo_account_signs_in_and_sees_what_is_due(visit, email):
    person = visit(email)
    person.open("/mans/")
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    if email.partition("@")[0] in OFFICERS:
        person.open("/admin/")
        expect(person.page.get_by_role("heading", name=re.compile("uzdevumi")).first).to_be_visible()


def test_an_officer_finds_the_official_tasks_on_the_own_desk(visit):
    officer = visit("koordinators@example.lv")
    officer.open("/mans/")
    expect(officer.page.get_by_role("heading", name="Amata uzdevumi")).to_be_visible()
    task = officer.page.get_by_role("region", name="Amata uzdevumi").get_by_role("listitem").get_by_role("link").first
    address = task.get_attribute("href")
    task.click()
    officer.look()
    assert officer.path() == address


def test_the_printed_list_of_accounts_is_the_list_that_exists():
    printed = " ".join(name for name, _ in run_server.ACCOUNTS)
    for name in (*OFFICERS, *LEADERS, "vertetajs1", "iedzivotajs1"):
        assert name in printed
