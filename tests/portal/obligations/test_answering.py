"""The phrase list that officers keep, and the door through which every answer goes."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.roles import Role
from portal.errors import InvalidInput
from portal.obligations.answering import empty_phrases, require_explanation, require_substance, substance_of
from portal.obligations.models import EmptyPhrase
from tests.factories.portal import MunicipalityFactory, OfficerFactory

pytestmark = pytest.mark.django_db

SLY = (
    "Jūsu ierosinājums ir iekļauts kopējā darba plānā, un pie tā noteikti atgriezīsimies piemērotā laikā un vietā, kad tas būs "
    "lietderīgi."
)


@pytest.fixture
def coordinator(client):
    MunicipalityFactory()
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))


def phrase(**fields) -> dict:
    return {"text": SLY, "language": "lv", "is_used": "on", **fields}


@pytest.mark.rule("S4-41")
@pytest.mark.rule("D5")
@pytest.mark.usefixtures("coordinator")
def test_a_phrase_that_the_coordinator_adds_is_no_answer_any_more(client):
    require_substance(reason=SLY, question="Kad būs celiņš?")

    client.post(reverse("admin:obligations_emptyphrase_add"), phrase())

    with pytest.raises(InvalidInput) as refused:
        require_substance(reason=f"{SLY.upper()} Paldies!", question="Kad būs celiņš?")
    assert refused.value.code == "empty_answer"


@pytest.mark.usefixtures("coordinator")
def test_a_phrase_taken_out_of_use_counts_again(client):
    added = EmptyPhrase.objects.create(text="darba plāns")
    assert substance_of("Darba plāns").words == 0

    client.post(reverse("admin:obligations_emptyphrase_change", args=[added.pk]), phrase(text="darba plāns", is_used=""))

    assert substance_of("Darba plāns").words == 2


@pytest.mark.usefixtures("coordinator")
def test_a_phrase_stands_on_the_list_once_however_it_is_spelt(client):
    known = EmptyPhrase.objects.count()

    response = client.post(reverse("admin:obligations_emptyphrase_add"), phrase(text="PIENEMTS zināšanai"))

    assert "Šāda frāze sarakstā jau ir." in response.text
    assert EmptyPhrase.objects.count() == known


def test_the_database_keeps_a_blank_phrase_out():
    with pytest.raises(IntegrityError), transaction.atomic():
        EmptyPhrase.objects.create(text="  ")


def test_an_upgrade_brings_back_no_phrase_that_was_taken_out_of_use():
    EmptyPhrase.objects.filter(text="noted").update(is_used=False)

    call_command("loadreference", verbosity=0)

    assert "noted" not in empty_phrases()


def test_the_list_is_asked_for_once(django_assert_num_queries):
    empty_phrases()

    with django_assert_num_queries(0):
        assert "pieņemts zināšanai" in empty_phrases()


def test_a_short_explanation_needs_words_of_its_own():
    with pytest.raises(InvalidInput) as refused:
        require_explanation("Pieņemts zināšanai, paldies par viedokli.", field="why")

    assert refused.value.field == "why"
    require_explanation("Gaidām ceļu uzturētāja atzinumu.", field="why")
