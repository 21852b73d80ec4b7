"""What officers only read of a thing: facts in groups, no form."""

import pytest
from django.urls import reverse

from grants.models import Call
from portal.accounts.roles import Role
from tests.desks import page_of
from tests.factories.grants import published_call
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


def read(client, thing, role) -> str:
    client.force_login(OfficerFactory(roles=[role]))
    return " ".join(client.get(page_of(thing)).text.split())


def test_facts_are_words_without_inputs_and_what_says_nothing_is_left_out(client):
    call = published_call(
        title="Puķes & <soli>", description="Soli.\nPuķes.", channels=["Portāls", "Pasts"], ineligible_costs="", threshold=60,
        total=1234567,
    )  # fmt: skip

    page = read(client, call, Role.CALLS)

    assert "<dt>Nosaukums</dt><dd>Puķes &amp; &lt;soli&gt;</dd>" in page
    assert "<dd>Soli.<br>Puķes." in page
    assert "<dd>Portāls, Pasts</dd>" in page
    assert "<dd>60,00</dd>" in page
    assert "<dd>1 234 567,00</dd>" in page  # no one reads seven digits at a glance
    assert "<dt>Neattiecināmās izmaksas</dt>" not in page
    assert 'name="title"' not in page
    assert str(Call._meta.get_field("intensity").help_text) not in page  # a hint is for who types


def test_a_thing_leads_only_to_pages_that_are_open_to_the_reader(client):
    call = published_call()
    unit = f'<a href="{reverse("admin:municipality_unit_change", args=[call.unit.pk])}" class="text-link">{call.unit}</a>'

    pages = {role: read(client, call, role) for role in (Role.ADMINISTRATOR, Role.CALLS)}

    assert [f"<dd>{unit}" in page for page in pages.values()] == [True, False]
    assert f"<dd>{call.unit}" in pages[Role.CALLS]
