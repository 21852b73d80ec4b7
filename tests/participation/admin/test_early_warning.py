import pytest
from django.urls import reverse

from participation.enums import WarningState
from participation.models import EarlyWarning
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.obligations.models import Obligation
from tests.desks import page_of, step_of
from tests.factories.early_warning import WarningCategoryFactory, warn
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.participation.actions.test_early_warning import ANSWER

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-27")]
LIST = "/admin/participation/earlywarning/"
TEXT = "Kaimiņos dzirdama kliegšana."


@pytest.fixture
def social(client, municipality):
    """The social service, signed in."""
    person = OfficerFactory(roles=[Role.SOCIAL])
    client.force_login(person)
    return person


@pytest.fixture
def officer(client, municipality):
    """An officer of one unit, signed in."""
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def sensitive(municipality) -> EarlyWarning:
    return warn(WarningCategoryFactory(sensitive=True, name="Vardarbība"), text=TEXT)


@pytest.fixture
def own(officer) -> EarlyWarning:
    """A warning for the officer's unit."""
    return warn(WarningCategoryFactory(unit=UnitFactory(members=[officer])), text="Laipai trūkst dēļu.")


def test_the_unit_takes_over_answers_and_closes(client, own, officer):
    client.post(step_of(own, "parnemt"))
    short = client.post(step_of(own, "atbildet"), {"answer": "Labi."})
    client.post(step_of(own, "atbildet"), {"answer": ANSWER})
    client.post(step_of(own, "slegt"))

    own.refresh_from_db()
    assert (short.status_code, set(short.context["form"].errors)) == (422, {"answer"})
    assert (own.state, own.taken_by, own.closed_by) == (WarningState.CLOSED, officer, officer)


def test_another_unit_sees_as_little_as_of_one_that_does_not_exist(client, officer):
    warning = warn(text="Laipai trūkst dēļu.")

    closed, missing = client.get(page_of(warning)), client.get(page_of(warning).replace(str(warning.pk), "999999"))

    assert (closed.status_code, closed.url) == (missing.status_code, missing.url)
    assert client.post(step_of(warning, "atbildet"), {"answer": ANSWER}).status_code == 404
    assert not Event.objects.filter(name="participation.early_warning.read").exists()


@pytest.mark.rule("D9")
def test_the_social_service_reads_and_its_reading_stands_below(client, sensitive, social):
    page = client.get(page_of(sensitive)).text

    assert TEXT in page
    assert "Ziņojums lasīts" in page
    assert Event.objects.get(name="participation.early_warning.read").actor_id == social.pk


@pytest.mark.rule("D9")
def test_the_list_shows_no_words_and_is_no_reading(client, sensitive, social):
    page = client.get(LIST).text

    assert "Vardarbība" in page
    assert TEXT not in page
    assert not Event.objects.filter(name="participation.early_warning.read").exists()


@pytest.mark.rule("D9")
@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.SOCIAL, Role.EVALUATOR}))
def test_nobody_else_learns_that_there_is_one(client, sensitive, role):
    sensitive.unit.members.add(person := OfficerFactory(roles=[role]))
    client.force_login(person)

    assert "Vardarbība" not in client.get(LIST).text
    assert client.get(page_of(sensitive)).status_code == 302
    assert client.get(step_of(sensitive, "atbildet")).status_code == 404
    obligation = Obligation.objects.about(sensitive).get()
    assert obligation.number not in client.get("/admin/obligations/obligation/").text


def test_the_social_service_calls_in_the_police_and_others_do_not(client, sensitive, social, own):
    client.force_login(social)
    client.post(step_of(sensitive, "policija"), {"email": "iecirknis@example.lv"})

    sensitive.refresh_from_db()
    assert sensitive.police_email == "iecirknis@example.lv"
    client.force_login(own.unit.members.get())
    assert client.get(step_of(own, "policija")).status_code == 403


def test_what_is_handed_on_closes_behind_the_officer(client, own):
    category = WarningCategoryFactory(sensitive=True)

    response = client.post(step_of(own, "nodot"), {"category": category.pk}, follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert "Laipai" not in response.text


def test_the_administrator_says_who_reads_what(client):
    client.force_login(OfficerFactory(roles=[Role.ADMINISTRATOR]))
    unit = UnitFactory()

    client.post(
        reverse("admin:participation_warningcategory_add"),
        {"name": "Vide", "name_en": "Environment", "unit": unit.pk, "hours": "darba dienās", "order": 1, "is_active": "on"},
    )

    assert Event.objects.get(name="participation.warning_category.saved").data["unit"]["label"] == unit.name
