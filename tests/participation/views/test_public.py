import re
from datetime import timedelta

import pytest
import tablib
from django.urls import reverse

from participation.actions.answer import answer_now
from participation.enums import LEVEL_QUESTIONS, OpinionState
from participation.models import Opinion
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.participation import (
    ANSWER,
    REASON,
    ConsultationFactory,
    give_guest_opinion,
    give_joint_opinion,
    give_opinion,
    plan,
    propose,
    send_in,
)
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def asked(client, view: str, **query) -> list[str]:
    """The questions whose cards a list shows."""
    return [card.question.title for card in client.get(reverse(f"participation:{view}"), query).context["lines"]]


def listed(client, view: str, **query) -> list[str]:
    return [str(row) for row in client.get(reverse(f"participation:{view}"), query).context["lines"]]


def answer(question, now, **details):
    return answer_now(question=question, now=now, **{**ANSWER, "by": OfficerFactory()} | details)


@pytest.fixture
def three(municipality, now):
    """Consultations that are open, coming and closed, in three places."""
    month = timedelta(days=30)
    return {
        "atverta": ConsultationFactory(title="Atvērtā", level="involving"),
        "gaidama": ConsultationFactory(title="Gaidāmā", opens_at=now + month, kind="survey"),
        "slegta": ConsultationFactory(title="Slēgtā", opens_at=now - 2 * month, stage="decision"),
    }


@pytest.mark.parametrize("when", ["atverta", "gaidama", "slegta"])
def test_consultations_are_filtered_by_their_time(client, three, when):
    assert listed(client, "consultation_list", laiks=when) == [three[when].title]


@pytest.mark.rule("S0-32")
def test_consultations_are_filtered_by_place_kind_level_and_words(client, three):
    place = three["atverta"].neighbourhoods.get()

    assert listed(client, "consultation_list", apkaime=place.slug) == ["Atvērtā"]
    assert listed(client, "consultation_list", veids="survey") == ["Gaidāmā"]
    assert listed(client, "consultation_list", pakape="involving") == ["Atvērtā"]
    assert listed(client, "consultation_list", meklet="slegta") == ["Slēgtā"]


@pytest.mark.usefixtures("three")
def test_consultations_are_sorted_by_closing(client):
    assert listed(client, "consultation_list") == ["Gaidāmā", "Atvērtā", "Slēgtā"]
    assert listed(client, "consultation_list", kartot="drizak") == ["Slēgtā", "Atvērtā", "Gaidāmā"]


def test_a_draft_is_shown_to_staff_alone(client):
    draft = ConsultationFactory(draft=True)

    assert listed(client, "consultation_list") == []
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(OfficerFactory())
    assert client.get(draft.get_absolute_url()).status_code == 200


@pytest.mark.rule("S4-37")
@pytest.mark.rule("S4-78")
@pytest.mark.rule("S0-24")
@pytest.mark.rule("S0-32")
def test_a_consultation_says_what_can_change_and_how_to_take_part(client):
    consultation = ConsultationFactory(cannot_change="Ceļa numurs.", legal_basis="MK noteikumi Nr. 639")

    page = client.get(consultation.get_absolute_url()).text

    for fact in ("Celiņa vieta un platums.", "Ceļa numurs.", "Rakstiet šeit vai zvaniet.", "MK noteikumi Nr. 639"):
        assert fact in page
    assert str(LEVEL_QUESTIONS["consulting"]) in page


def test_after_the_closing_the_page_stays_with_its_result_and_without_the_form(client, now):
    closed = ConsultationFactory(closes_at=now, result="Celiņu būvēs labajā pusē.")

    page = client.get(closed.get_absolute_url()).text

    assert "Celiņu būvēs labajā pusē." in page
    assert reverse("participation:opinion_create", args=[closed.slug]) not in page


@pytest.mark.rule("S4-94")
def test_joint_opinions_stand_first_with_their_community(client):
    consultation = ConsultationFactory()
    give_joint_opinion(consultation, community=CommunityFactory(name="Upes kaimiņi"))
    give_opinion(consultation, name="Anna Ozola", publish_name=True)

    page = client.get(consultation.get_absolute_url()).text

    assert page.index("Upes kaimiņi") < page.index("Anna Ozola")


def test_names_and_addresses_are_shown_by_consent_alone(client):
    consultation = ConsultationFactory()
    give_opinion(consultation, name="Anna Ozola", email="anna@example.lv")

    page = client.get(consultation.get_absolute_url()).text

    assert "Vajag drošu ceļu" in page
    assert "Ozola" not in page
    assert "anna@example.lv" not in page


def test_what_does_not_count_or_is_hidden_is_not_shown(client):
    consultation = ConsultationFactory()
    give_guest_opinion(consultation, text="Neapstiprināts viedoklis")
    give_opinion(consultation, text="Apslēpts viedoklis")
    Opinion.objects.filter(text__startswith="Apslēpts").update(state=OpinionState.HIDDEN, hidden_reason="Svešas personas dati.")

    page = client.get(consultation.get_absolute_url()).text

    assert "Neapstiprināts" not in page
    assert "Apslēpts" not in page


@pytest.mark.rule("S4-42")
@pytest.mark.rule("D5")
def test_the_answer_stands_beside_its_opinion(client, now):
    opinion = give_opinion()
    answer(opinion, now, legal_reference="Ceļu likums")

    page = client.get(opinion.consultation.get_absolute_url()).text

    for part in ("Ņemts vērā", REASON, ANSWER["next_step"], "Ceļu likums", opinion.consultation.unit.name):
        assert part in page


@pytest.mark.rule("S4-32")
def test_the_answer_log_holds_every_public_answer_newest_first(client, now):
    opinion, proposal, private = give_opinion(), propose(), send_in()
    for minutes, question in enumerate((opinion, proposal, private)):
        answer(question, now + timedelta(minutes=minutes))

    assert [card.question for card in client.get(reverse("participation:answer_list")).context["lines"]] == [proposal, opinion]


def test_answers_are_filtered_by_outcome_and_unit(client, now):
    unit = UnitFactory()
    taken, planned = propose(title="Celiņš"), propose(title="Lampa", unit=unit)
    answer(taken, now)
    answer(planned, now, outcome="planned")

    assert asked(client, "answer_list", iznakums="taken") == ["Celiņš"]
    assert asked(client, "answer_list", nodala=unit.slug) == ["Lampa"]


def test_proposals_are_filtered_by_place_and_by_whether_they_are_answered(client, now):
    place = NeighbourhoodFactory()
    answered, waiting = propose(title="Celiņš"), propose(plan(neighbourhood=place), title="Lampa")
    answer(answered, now)

    assert asked(client, "proposal_list", atbilde="ir") == ["Celiņš"]
    assert asked(client, "proposal_list", atbilde="gaida") == [waiting.title]
    assert asked(client, "proposal_list", apkaime=place.slug) == ["Lampa"]


@pytest.mark.rule("S4-65")
def test_a_forum_shows_the_way_of_each_proposal(client, now):
    forum = plan()
    answered, waiting = propose(forum, title="Celiņš"), propose(forum, title="Lampa")
    answer(answered, now)

    response = client.get(forum.get_absolute_url())

    cards = [one["card"] for one in response.context["proposals"]]
    assert [(card.question, bool(card.answer)) for card in cards] == [(answered, True), (waiting, False)]
    assert REASON in response.text


@pytest.mark.rule("S4-08")
def test_a_closed_forum_shows_its_minutes_and_what_was_learned(client, now):
    forum = plan()
    forum.state, forum.closed_at, forum.attendance = "closed", now, 34
    forum.minutes, forum.lessons = "Runāja par ceļu.", "Jāsāk vēlāk."
    forum.save()

    page = client.get(forum.get_absolute_url()).text

    assert "Runāja par ceļu." in page
    assert "Jāsāk vēlāk." in page


def test_a_private_submission_opens_for_its_author_and_officers_alone(client):
    author = PersonFactory()
    address = send_in(author=author).get_absolute_url()

    for reader, status in ((PersonFactory(), 404), (author, 200), (OfficerFactory(), 200)):
        client.force_login(reader)
        assert client.get(address).status_code == status


@pytest.mark.rule("S2-07")
@pytest.mark.rule("S2-09")
def test_a_proposal_shows_the_need_and_what_its_authors_do_themselves(client):
    proposal = propose(need="Senioriem nav kur atpūsties.", own_part="Soliņus nokrāsosim paši.")

    page = client.get(proposal.get_absolute_url()).text

    assert "Senioriem nav kur atpūsties." in page
    assert "Soliņus nokrāsosim paši." in page


@pytest.mark.rule("S4-77")
@pytest.mark.usefixtures("three")
def test_the_hub_lists_what_is_open_coming_and_past(client):
    forum = plan()

    page = client.get(reverse("pages:hub")).text

    for title in ("Atvērtā", "Gaidāmā", "Slēgtā", forum.title):
        assert title in page


@pytest.mark.usefixtures("three")
def test_the_hub_says_at_the_top_what_is_on_it(client):
    page = client.get(reverse("pages:hub")).text

    places = re.findall(r'<li><a href="#(\w+)"', page)
    assert places[:3] == ["tagad", "driz", "pasakumi"]
    assert [place for place in places if f'id="{place}"' not in page] == []


def test_exports_hold_no_personal_data_and_no_formulas(client, now):
    author = PersonFactory()
    proposal = propose(title="=cmd|calc", author=author, author_name=author.name, author_email=author.email)
    answer(proposal, now)

    exports = [
        client.get(reverse(f"participation:{view}"), {"formats": "csv"}).content.decode("utf-8-sig")
        for view in ("proposal_list", "answer_list", "consultation_list", "forum_list")
    ]

    assert tablib.Dataset().load(exports[0], format="csv").dict[0]["Priekšlikums"] == "'=cmd|calc"
    assert not any(author.email in export or author.name in export for export in exports)
