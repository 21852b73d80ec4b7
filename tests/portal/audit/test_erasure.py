"""The one door through append-only history."""

from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from participation.models import Opinion
from portal.accounts.actions import change_profile, erase_person, grant_roles
from portal.accounts.models import User
from portal.audit.erasure import blank_history, blank_value, history_model
from portal.audit.models import Event
from portal.municipality.models import Municipality
from portal.notifications.models import Message
from tests.factories.files import stored_file
from tests.factories.participation import give_opinion
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory

PersonVersion = history_model(User)


@pytest.fixture
def resident(db):
    """Somebody with a name in the account, in its history and in the audit log."""
    person = PersonFactory(name="Jānis Bērziņš", email="janis@example.lv", phone="20 000 000")
    change_profile(person=person, name="Jānis Kalniņš", language="lv", phone="20 000 001", by=person)
    return person


def erase(person):
    erase_person(person=person, by=person, now=timezone.now())


def test_erasure_takes_the_person_out_of_the_account_and_every_version_of_it(resident):
    erase(resident)

    resident.refresh_from_db()
    assert (resident.name, resident.phone, resident.is_active) == ("", "", False)
    for version in PersonVersion.objects.filter(pgh_obj=resident):
        assert "Jānis" not in version.name
        assert "janis" not in version.email
        assert not version.phone.startswith("20")


def test_erasure_takes_the_name_out_of_the_audit_log_and_says_that_it_happened(resident):
    neighbour = PersonFactory(name="Anna Ozola")
    change_profile(person=neighbour, name="Anna Liepa", language="lv", phone="", by=resident)

    erase(resident)

    assert not Event.objects.filter(target_label__contains="Jānis").exists()
    assert not Event.objects.filter(actor_label__contains="Jānis").exists()
    assert Event.objects.of(resident).filter(name="accounts.user.erased").count() == 1
    assert Event.objects.of(neighbour).get().target_label == "Anna Liepa"


def test_erasure_leaves_others_history_alone(resident):
    neighbour = PersonFactory(name="Anna Ozola")

    erase(resident)

    assert PersonVersion.objects.get(pgh_obj=neighbour).name == "Anna Ozola"


def test_the_door_is_shut_again_after_an_erasure(resident):
    erase(resident)

    for history, column in ((Event, "target_label"), (PersonVersion, "name")):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            history.objects.update(**{column: "Cits"})


def test_a_version_keeps_what_is_not_personal(db):
    person = OfficerFactory(name="Anna Ozola")
    grant_roles(person=person, roles=["lawyer"], by=None)

    assert blank_history(User, [person.pk]) == 2

    assert list(PersonVersion.objects.filter(pgh_obj=person).values_list("name", "is_staff")) == [("—", True), ("—", True)]


def test_a_model_without_history_has_nothing_to_blank(db):
    assert blank_history(Message, [1]) == 0


@pytest.mark.parametrize(
    ("model", "field", "blank"),
    [
        (User, "name", "—"),
        (User, "email", "dzests@invalid.example"),
        (User, "roles", []),
        (User, "last_login", None),
        (Opinion, "author", None),
        (Event, "data", {}),
        (Opinion, "publish_name", False),
        (Municipality, "signatory_name", "—"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_each_kind_of_column_has_its_blank(model, field, blank):
    assert blank_value(model._meta.get_field(field)) == blank


def test_an_opinion_stays_without_its_author_and_what_the_author_attached(resident, django_capture_on_commit_callbacks):
    MunicipalityFactory()
    file = stored_file("Jānis Kalniņš.pdf")
    opinion = give_opinion(by=resident, name=resident.name, email=resident.email, attachment=file)
    path = Path(file.content.path)
    message = Message.objects.get(recipient=resident)
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        erase(resident)

    for row in (opinion, file, message):
        row.refresh_from_db()
    assert (opinion.author, opinion.author_name, opinion.author_email, opinion.attachment) == (None, "", "", None)
    assert opinion.text == "Vajag drošu ceļu uz skolu."
    assert (file.original_name, path.exists()) == ("—", False)
    assert (message.email, message.body) == (f"dzests-{resident.pk}@invalid.example", "")
    versions = history_model(Opinion).objects.filter(pgh_obj=opinion)
    assert {(version.author_id, version.author_name) for version in versions} == {(None, "—")}
