import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from portal.municipality.models import Municipality
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message

ENTERED = ("createmunicipality", "Kuldīgas novada pašvaldība", "90000048491", "pasts@example.lv")


def test_an_empty_installation_gets_its_municipality_and_then_its_first_administrator(db, client):
    call_command(*ENTERED)
    call_command("createadministrator", "anna@example.lv", "Anna Liepa")

    assert Municipality.objects.get().name == "Kuldīgas novada pašvaldība"
    assert Message.objects.get().email == "anna@example.lv"
    assert "Kuldīgas novada pašvaldība" in client.get("/").text


@pytest.mark.parametrize("name", ["home", "privacy", "accessibility", "easy_language"])
def test_until_the_rest_of_the_record_is_filled_in_nothing_stands_where_it_will(db, client, name):
    call_command(*ENTERED)

    page = client.get(reverse(f"pages:{name}")).text

    assert 'href="tel:"' not in page
    assert not re.search(r">\s*,|,\s*,|<p[^>]*></p>", page)
    assert 'href="mailto:pasts@example.lv"' in page


def test_the_first_letter_ends_with_the_address_alone(db, postbox):
    call_command(*ENTERED)
    call_command("createadministrator", "anna@example.lv", "Anna Liepa")

    deliver_due(timezone.now())

    (letter,) = postbox.to("anna@example.lv")
    assert letter.get_body(("plain",)).get_content().rstrip().splitlines()[-2:] == [ENTERED[1], ENTERED[3]]


@pytest.mark.parametrize(
    "wrong",
    [
        ("createmunicipality", "Kuldīga", "90000048492", "pasts@example.lv"),
        ("createmunicipality", "Kuldīga", "90000048491", "pasts"),
    ],
    ids=["registration number", "address"],
)
def test_a_municipality_with_wrong_facts_is_refused(db, wrong):
    with pytest.raises(CommandError):
        call_command(*wrong)

    assert not Municipality.objects.exists()


def test_a_second_municipality_is_refused(db):
    call_command(*ENTERED)

    with pytest.raises(CommandError):
        call_command("createmunicipality", "Cita pašvaldība", "90000024455", "cita@example.lv")

    assert Municipality.objects.get().name == "Kuldīgas novada pašvaldība"
