from datetime import timedelta

import pytest
from django.urls import reverse

from participation.enums import ConsultationState, ForumState, OpinionState
from participation.models import Answer, Consultation, Forum, Opinion
from portal.accounts.roles import Role
from portal.obligations.models import Obligation
from tests.desks import step_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.participation import (
    ANSWER,
    ConsultationFactory,
    draft_answer,
    give_opinion,
    plan,
    send_in,
)
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def officer(client, municipality):
    """An officer of one unit, signed in."""
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def opinion(officer):
    """An opinion that the officer's unit must answer."""
    return give_opinion(ConsultationFactory(unit=UnitFactory(members=[officer])))


@pytest.fixture
def coordinator(client, municipality):
    """The participation coordinator, signed in."""
    person = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(person)
    return person


@pytest.mark.rule("S4-42")
def test_an_officer_answers_what_the_own_unit_holds(client, opinion):
    client.post(step_of(opinion, "atbildet"), ANSWER)

    opinion.refresh_from_db()
    assert opinion.state == OpinionState.ANSWERED
    assert Answer.objects.public().get().reason == ANSWER["reason"]


@pytest.mark.rule("S4-41")
def test_an_empty_answer_is_refused_where_it_stands_and_nothing_typed_is_lost(client, opinion):
    response = client.post(step_of(opinion, "atbildet"), {**ANSWER, "reason": "Pieņemts zināšanai."})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason"}
    assert "Pieņemts zināšanai." in response.text
    assert ANSWER["next_step"] in response.text
    assert not Answer.objects.exists()


@pytest.mark.rule("D5")
@pytest.mark.parametrize("lacking", ["outcome", "reason", "next_step"])
def test_an_answer_without_outcome_reason_or_next_step_is_refused(client, opinion, lacking):
    response = client.post(step_of(opinion, "atbildet"), {**ANSWER, lacking: ""})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {lacking}


def test_an_officer_who_was_slower_is_told(client, opinion):
    client.post(step_of(opinion, "atbildet"), ANSWER)

    response = client.post(step_of(opinion, "atbildet"), {**ANSWER, "outcome": "planned"})

    assert response.status_code == 422
    assert "kāds kolēģis to izdarīja pirms Jums" in response.text
    assert Answer.objects.get().outcome == "taken"


def test_after_an_answer_the_most_urgent_of_the_own_unit_opens(client, opinion, now):
    later = give_opinion(opinion.consultation)
    sooner = give_opinion(opinion.consultation)
    Obligation.objects.about(sooner).update(due_at=now)
    give_opinion()

    response = client.post(step_of(opinion, "atbildet"), ANSWER)
    last = client.post(response.url, ANSWER)

    assert response.url == step_of(sooner, "atbildet")
    assert last.url == step_of(later, "atbildet")


@pytest.mark.usefixtures("officer")
def test_an_officer_does_not_answer_for_another_unit(client):
    opinion = give_opinion()

    assert client.get(reverse("admin:participation_opinion_change", args=[opinion.pk])).status_code == 200
    assert client.post(step_of(opinion, "atbildet"), ANSWER).status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.usefixtures("coordinator")
def test_the_coordinator_answers_for_any_unit(client):
    submission = send_in()

    client.post(step_of(submission, "atbildet"), ANSWER)

    assert Answer.objects.published().get().submission == submission


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.AUDITOR, 200), (Role.ADMINISTRATOR, 200), (Role.LAWYER, 403), (Role.SOCIAL, 403)]
)
def test_others_read_or_see_nothing_and_never_answer(client, role, reads):
    opinion = give_opinion()
    client.force_login(OfficerFactory(roles=[role]))

    assert client.get(reverse("admin:participation_opinion_change", args=[opinion.pk])).status_code == reads
    assert client.post(step_of(opinion, "atbildet"), ANSWER).status_code in (403, 404)
    assert not Answer.objects.exists()


def test_the_term_is_moved_with_a_reason_once(client, opinion):
    obligation = Obligation.objects.about(opinion).get()
    until = {"until": f"{obligation.due_on + timedelta(days=3):%Y-%m-%d}", "reason": "Gaidām ceļu uzturētāja atzinumu."}

    short = client.post(step_of(opinion, "pagarinat"), {**until, "reason": "Vēlāk."})
    client.post(step_of(opinion, "pagarinat"), until)
    again = client.post(step_of(opinion, "pagarinat"), until)

    obligation.refresh_from_db()
    assert set(short.context["form"].errors) == {"reason"}
    assert obligation.extension_reason == until["reason"]
    assert again.status_code == 422


@pytest.mark.parametrize("name", ["pagarinat", "publicet-atbildi"])
def test_a_step_that_came_too_late_is_told_in_a_sentence(client, opinion, name):
    Opinion.objects.update(state=OpinionState.WITHDRAWN)
    Obligation.objects.all().delete()

    response = client.post(step_of(opinion, name), {"until": "2030-01-01", "reason": "Gaidām ceļu uzturētāja atzinumu."})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()


def test_a_colleague_publishes_where_the_unit_wants_a_second_look(client, officer):
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(members=[officer], needs_second_look=True)))
    draft_answer(opinion)

    client.post(step_of(opinion, "publicet-atbildi"))

    assert Answer.objects.public().get().published_by == officer


@pytest.mark.rule("D1")
@pytest.mark.usefixtures("coordinator")
def test_a_consultation_is_published_or_told_what_lacks(client):
    lacking = ConsultationFactory(draft=True, can_change="")
    complete = ConsultationFactory(draft=True)

    refused = client.post(step_of(lacking, "publicet"), {"yes": "1"})
    client.post(step_of(complete, "publicet"), {"yes": "1"})

    assert "ko vēl var mainīt" in refused.text
    assert list(Consultation.objects.published()) == [complete]


@pytest.mark.usefixtures("officer")
def test_an_officer_does_not_publish_consultations(client):
    draft = ConsultationFactory(draft=True)

    assert client.post(step_of(draft, "publicet")).status_code == 403
    assert client.get(reverse("admin:participation_consultation_change", args=[draft.pk])).status_code == 200


@pytest.mark.usefixtures("coordinator")
def test_a_published_consultation_is_no_longer_typed_over(client):
    published = ConsultationFactory()

    response = client.post(reverse("admin:participation_consultation_change", args=[published.pk]), {"title": "Cita"})

    assert response.status_code == 403
    assert Consultation.objects.get().state == ConsultationState.PUBLISHED


@pytest.mark.rule("S4-65")
@pytest.mark.usefixtures("coordinator")
def test_a_forum_announced_in_the_admin_promises_its_minutes(client, now):
    community = CommunityFactory()
    held = now + timedelta(days=10)

    client.post(
        reverse("admin:participation_forum_add"),
        {
            "title": "Daugmales forums",
            "neighbourhood": NeighbourhoodFactory().pk,
            "communities": [community.pk],
            "unit": UnitFactory().pk,
            "held_at_0": f"{held:%d.%m.%Y}",
            "held_at_1": "18:00",
            "place": "Tautas nams",
            "agenda": "Ceļi un autobusi.",
        },
    )

    forum = Forum.objects.get()
    assert list(forum.communities.all()) == [community]
    assert Obligation.objects.about(forum).get().kind == "participation.forum_minutes"


@pytest.mark.rule("S4-08")
@pytest.mark.usefixtures("coordinator")
def test_a_forum_is_closed_by_one_form(client, now):
    forum = plan(held_at=now - timedelta(days=1))
    minutes = "Runāja par ceļu un pludmali; vienojās, ka nodaļa līdz maijam sagatavo celiņa skici un to parāda."

    refused = client.post(step_of(forum, "slegt"), {"attendance": "34", "minutes": minutes, "lessons": ""})
    client.post(
        step_of(forum, "slegt"), {"attendance": "34", "minutes": minutes, "lessons": "Jāsāk vēlāk.", "ten_steps": ["1", "2"]}
    )

    forum.refresh_from_db()
    assert set(refused.context["form"].errors) == {"lessons"}
    assert (forum.state, forum.ten_steps) == (ForumState.CLOSED, [1, 2])


@pytest.mark.rule("S4-94")
@pytest.mark.usefixtures("coordinator")
def test_a_joint_proposal_typed_in_asks_how_it_was_agreed(client):
    forum = plan()
    proposal = {"title": "Soliņi", "text": "Pieci soliņi gar upi.", "residents_represented": "40"}

    refused = client.post(step_of(forum, "priekslikums"), proposal)
    client.post(step_of(forum, "priekslikums"), {**proposal, "how_agreed": "paceltām rokām"})

    assert set(refused.context["form"].errors) == {"how_agreed"}
    assert forum.submissions.get().is_joint
