"""Deny by default, proven: every address times every kind of visitor (``tests/project/access.py``)."""

import pytest

from communities.models import Membership
from portal.accounts.models import User
from tests.project.access import DESKS, PAGES, pages_of
from tests.project.addresses import addresses, desks
from tests.project.visitors import EVERYONE, GUEST, LEADER, RESIDENT, person


def declared():
    return [*PAGES, *(page for label in DESKS for page in pages_of(label))]


def test_every_model_of_the_admin_has_a_declared_desk():
    assert set(DESKS) == set(desks()), "Say in tests/project/access.py, DESKS, who works with each model of the admin."


def test_every_address_has_a_declared_answer():
    steps = {f"admin:{label.replace('.', '_')}_step" for label in DESKS}
    known = {page.name for page in declared()} | steps

    undeclared = {address.name for address in addresses() if address.name} - known

    assert not undeclared, f"Say in tests/project/access.py, PAGES, who may open {sorted(undeclared)}."


def test_no_address_of_our_own_is_without_a_name():
    unnamed = [address.route for address in addresses() if not address.name and not address.view.__module__.startswith("django.")]

    assert unnamed == []


@pytest.mark.parametrize("label", sorted(DESKS))
def test_every_step_of_the_admin_has_a_declared_taker(label):
    assert set(DESKS[label].steps) == {step.name for step in desks()[label].steps}


@pytest.mark.parametrize("visitor", sorted(EVERYONE))
def test_each_address_answers_as_declared(demo, client, visitor):
    if visitor != GUEST:
        client.force_login(person(visitor))
    wrong = []

    for page in declared():
        path = page.path
        response = client.get(path)
        if response.streaming:
            response.getvalue()
        if response.status_code != page.answer_to(visitor):
            wrong.append(f"{page.name} ({path}): {response.status_code}, declared {page.answer_to(visitor)}")

    assert wrong == [], "\n".join([f"As {visitor}:", *wrong])


ANOTHER_LEADER = "lideris.daugmale@example.lv"
REFUSED = (302, 403, 404)


def test_whoever_leads_another_community_gets_nothing_of_this_leaders(demo, client):
    """Keys in addresses can be guessed: what is one leader's and not every resident's is closed to the next leader too."""
    stranger = User.objects.get(email=ANOTHER_LEADER)
    assert Membership.objects.leaders().filter(user=stranger).exists()
    client.force_login(stranger)
    things = [page for page in PAGES if page.find is not dict]
    own = [page for page in things if page.answer_to(LEADER) == 200 and page.answer_to(RESIDENT) in REFUSED]
    opened = []

    for page in own:
        response = client.get(page.path)
        if response.streaming:
            response.getvalue()
        if response.status_code not in REFUSED:
            opened.append(f"{page.name}: {response.status_code}")

    assert len(own) > 20
    assert opened == []
