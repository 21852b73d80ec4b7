from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from participation.actions.answer import answer_now
from participation.actions.moderation import appeal_hiding, hide_opinion
from participation.actions.opinion import edit_opinion
from participation.models import EarlyWarning, Moderation, Opinion
from participation.panels.early_warning import forget_sender, own_warnings
from participation.panels.own_data import forget_author, own_words
from portal.audit.erasure import history_model
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.early_warning import warn
from tests.factories.participation import (
    ANSWER,
    REASON,
    ConsultationFactory,
    give_joint_opinion,
    give_opinion,
    plan,
    propose,
    send_in,
)
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def receipt_page(client) -> str:
    """What the one receipt shows to whoever knows its secret."""
    receipt = Receipt.objects.get()
    address = reverse("obligations:receipt_detail", args=[receipt.number])
    return client.get(address, {"atslega": secret_of(receipt)}, follow=True).text


@pytest.mark.rule("S4-94")
def test_the_receipt_of_a_joint_opinion_tells_for_whom_it_speaks(client):
    opinion = give_joint_opinion()

    page = receipt_page(client)

    for fact in (opinion.text, opinion.community.name, opinion.how_agreed, "21"):
        assert fact in page
    assert reverse("participation:opinion_withdraw", args=[opinion.pk]) in page


def test_the_receipt_shows_the_answer_and_no_more_way_back(client, now):
    opinion = give_opinion()
    answer_now(question=opinion, by=OfficerFactory(), now=now, **ANSWER)

    page = receipt_page(client)

    assert REASON in page
    assert reverse("participation:opinion_withdraw", args=[opinion.pk]) not in page


def test_the_receipt_of_a_submission_shows_its_text(client):
    submission = send_in()

    assert submission.text in receipt_page(client)


def test_a_person_finds_own_opinions_with_their_answers(client, now):
    opinion = give_opinion()
    answer_now(question=opinion, by=OfficerFactory(), now=now, **ANSWER)
    client.force_login(opinion.author)

    page = client.get(reverse("pages:mans")).text

    assert opinion.text in page
    assert REASON in page


def test_the_home_page_shows_what_is_open_and_what_was_answered(client, now):
    consultation = ConsultationFactory()
    answer_now(question=give_opinion(consultation), by=OfficerFactory(), now=now, **ANSWER)

    page = client.get(reverse("pages:home")).text

    assert consultation.title in page
    assert REASON in page


@pytest.mark.rule("S4-86")
def test_a_neighbourhood_shows_what_is_decided_about_it_and_its_forums(client, now):
    place = NeighbourhoodFactory()
    here, elsewhere = ConsultationFactory(neighbourhoods=[place]), ConsultationFactory()
    coming = plan(neighbourhood=place, title="Nākamais forums")
    propose(coming, title="Soliņi pie upes")

    page = client.get(place.get_absolute_url()).text

    for title in (here.title, coming.title, "Soliņi pie upes"):
        assert title in page
    assert elsewhere.title not in page


def test_a_community_shows_what_it_has_said(client):
    opinion = give_joint_opinion()

    assert opinion.text in client.get(opinion.community.get_absolute_url()).text


def test_officers_see_how_many_opinions_wait_for_them(client):
    officer = OfficerFactory()
    give_opinion(ConsultationFactory(unit=UnitFactory(members=[officer])))
    give_opinion()
    client.force_login(officer)

    page = client.get(reverse("admin:index")).text

    address = reverse("admin:participation_answer_queue")
    title = "Kas manām nodaļām jāatbild, steidzamākais vispirms"
    assertInHTML(f'<h2><a href="{address}">{title}</a> <span class="portal-hint">1</span></h2>', page)


def test_own_data_hold_every_word_of_the_person():
    author = PersonFactory()
    give_opinion(by=author, text="Mans viedoklis.")
    send_in(author=author, text="Mans iesniegums.")

    told = dict(own_words(author))

    assert [row["text"] for row in told["opinions"]] == ["Mans viedoklis."]
    assert [row["text"] for row in told["submissions"]] == ["Mans iesniegums."]


def test_opinions_outlive_their_author_without_the_name(now):
    author = PersonFactory()
    opinion = give_opinion(by=author, name="Anna Ozola", email="anna@example.lv")
    submission = send_in(author=author, author_name="Anna Ozola", author_email="anna@example.lv")

    forget_author(author, check_only=False, now=now + timedelta(days=1))

    for thing in (opinion, submission):
        thing.refresh_from_db()
        assert (thing.author, thing.author_name, thing.author_email) == (None, "", "")
    assert opinion.text


def test_a_communitys_desk_shows_its_members_also_what_is_not_public(client):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    send_in(community=community, title="Par ielas lampu")
    client.force_login(leader)

    assert "Par ielas lampu" in client.get(reverse("communities:desk", args=[community.slug])).text
    assert "Par ielas lampu" not in client.get(community.get_absolute_url()).text


@pytest.mark.rule("S4-130")
@pytest.mark.parametrize(
    ("rung", "climb"),
    [
        (0, lambda community: give_joint_opinion(community=community)),
        (1, lambda community: propose(community=community)),
        (2, lambda community: propose(community=community, residents_represented=12, how_agreed="Sapulcē.")),
    ],
)
def test_words_of_a_community_are_rungs_of_its_ladder(client, rung, climb):
    community = CommunityFactory()

    climb(community)

    ladder = client.get(community.get_absolute_url()).context["ladder"]
    assert ladder[rung][1]


def test_no_kept_version_of_an_opinion_names_its_author_or_holds_the_words(now):
    author = PersonFactory()
    opinion = give_opinion(by=author, text="Vajag ceļu.", name="Anna Ozola", email="anna@example.lv", experience="Bērni.")
    edit_opinion(opinion=opinion, text="Vajag drošu ceļu.", experience="Bērni.", by=author, now=now)
    hide_opinion(opinion=opinion, reason="Viedoklī nosaukts cita cilvēka vārds.", by=OfficerFactory(), now=now)
    appeal_hiding(opinion=opinion, objection="Esmu Anna, vārdu izņēmu.", by=author, now=now)

    forget_author(author, check_only=False, now=now + timedelta(days=1))

    opinion.refresh_from_db()
    versions = history_model(Opinion).objects.filter(pgh_obj_id=opinion.pk)
    kept = {(one.author_id, one.author_name, one.author_email, one.text, one.experience) for one in versions}
    assert kept == {(None, "—", "dzests@invalid.example", "—", "—")}
    assert opinion.text == "Vajag drošu ceļu."
    objections = {*history_model(Moderation).objects.values_list("objection", flat=True), Moderation.objects.get().objection}
    assert objections == {"—"}


@pytest.mark.rule("D9")
def test_who_warned_is_forgotten_and_the_warning_is_not(now):
    sender = PersonFactory()
    warning = warn(by=sender, name="Anna Ozola", phone="29 000 000", text="Laipai trūkst dēļu.")

    assert dict(own_warnings(sender))["early_warnings"][0]["text"] == "Laipai trūkst dēļu."
    forget_sender(sender, check_only=False, now=now)

    warning.refresh_from_db()
    versions = history_model(EarlyWarning).objects.filter(pgh_obj_id=warning.pk)
    assert (warning.author, warning.author_name, warning.author_email, warning.phone) == (None, "", "", "")
    assert warning.text == "Laipai trūkst dēļu."
    assert {(one.author_id, one.author_name, one.text) for one in versions} == {(None, "—", "—")}
