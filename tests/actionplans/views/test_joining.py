"""A visitor's way from the open action to its unit, without an account and with one."""

import re

import pytest
from django.urls import reverse

from actionplans.models import Joining
from actionplans.queries.joining import CONFIRMING, OWN
from portal.notifications.models import Message
from tests.factories.actionplans import ActionFactory
from tests.factories.joining import JoiningFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def form_of(plan_action) -> str:
    return reverse("actionplans:join", args=[plan_action.plan.slug, plan_action.code])


def send(client, plan_action, **data):
    given = {"name": "Anna Ozola", "email": "anna@example.lv", "time": "sometimes", "offer": "Varu fotografēt."}
    return client.post(form_of(plan_action), given | data)


@pytest.mark.rule("S0-28")
def test_a_visitor_joins_by_the_link_in_the_mail(client):
    plan_action = ActionFactory()
    sent = send(client, plan_action)
    link = re.search(r"http://testserver(\S+)", Message.objects.get().body)[1]
    client.get(link)
    before = Joining.objects.get().state

    joined = client.post(link, follow=True)

    assert sent.url == reverse("actionplans:joining_sent", args=[plan_action.plan.slug, plan_action.code])
    assert before == "unconfirmed", "opening the link joins nothing"
    assert Joining.objects.get().state == "joined"
    assert plan_action.plan.unit.email in joined.text
    assert "Varu fotografēt." in joined.text


@pytest.mark.rule("S0-22")
def test_one_says_how_much_time_one_has_and_once_is_enough(client):
    plan_action = ActionFactory()

    page = client.get(form_of(plan_action))
    send(client, plan_action, time="once")

    assert [value for value, _label in page.context["form"].fields["time"].choices] == ["once", "sometimes", "throughout"]
    assert Joining.objects.get().time == "once"


def test_a_person_with_an_account_gives_no_name_and_sees_the_contact(client):
    person, plan_action = PersonFactory(), ActionFactory()
    client.force_login(person)

    page = client.post(form_of(plan_action), {"time": "once", "offer": ""}, follow=True)

    assert Joining.objects.get().user == person
    assert plan_action.plan.unit.email in page.text


def test_one_leaves_by_the_link_of_the_letter(client):
    joining = JoiningFactory()
    own = reverse("actionplans:joining_detail", args=[OWN.token_for(joining.pk)])

    client.post(own)

    joining.refresh_from_db()
    assert joining.state == "left"


@pytest.mark.parametrize(("field", "typed"), [("email", "anna"), ("name", ""), ("time", "mūžīgi"), ("offer", "a" * 301)])
def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_lost(client, field, typed):
    response = send(client, ActionFactory(), **{field: typed})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert ("Varu fotografēt." in response.text) == (field != "offer")
    assert not Joining.objects.exists()


def test_an_action_that_is_over_refuses_with_a_sentence(client):
    plan_action = ActionFactory(progress="done")

    looked, sent = client.get(form_of(plan_action)), send(client, plan_action)

    assert 'name="email"' not in looked.text
    assert sent.status_code == 422
    assert "vairs nevar pievienoties" in sent.text


@pytest.mark.parametrize("name", ["joining_confirm", "joining_detail"])
def test_a_mangled_link_is_refused_with_a_sentence(client, name):
    response = client.get(reverse(f"actionplans:{name}", args=["nekas"]))

    assert response.status_code == 410
    assert "Saite nav pilnīga" in response.text


def test_the_link_of_what_is_erased_says_so(client):
    joining = JoiningFactory(state="unconfirmed")
    link = reverse("actionplans:joining_confirm", args=[CONFIRMING.token_for(joining.pk)])
    joining.delete()

    assert client.get(link).status_code == 410


def test_only_the_number_of_those_who_joined_is_public(client):
    joining = JoiningFactory(name="Anna Ozola")

    page = client.get(joining.action.plan.get_absolute_url())

    assert "Pievienojies 1 cilvēks" in page.text
    assert "Anna Ozola" not in page.text


def test_guests_forms_are_throttled(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guest_form": "1/h/ip"}
    plan_action = ActionFactory()
    send(client, plan_action)

    refused = send(client, plan_action, email="juris@example.lv")

    assert refused.status_code == 422
    assert Joining.objects.count() == 1


def test_who_joined_already_is_told_so_once(client):
    person = PersonFactory()
    joining = JoiningFactory(user=person, email=person.email)
    client.force_login(person)

    refused = send(client, joining.action)

    assert refused.status_code == 422
    assert refused.text.count(str(refused.context["form"].non_field_errors()[0])) == 1
