"""What an author does with an opinion after it was sent."""

import pytest
from django.urls import reverse

from communities.enums import MemberRole
from participation.actions.answer import answer_now
from participation.actions.moderation import hide_opinion
from participation.actions.opinion import confirm_opinion
from participation.enums import OpinionState
from participation.models import Consultation, Moderation, Opinion
from participation.queries.opinion import confirmation_token
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.files import stored_file
from tests.factories.participation import (
    ANSWER,
    REASON,
    ConsultationFactory,
    give_guest_opinion,
    give_joint_opinion,
    give_opinion,
)
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
WHY_HIDDEN = "Viedoklī nosaukts cita cilvēka vārds."
BETTER = "Vajag drošu ceļu uz skolu, un vispirms pie dzelzceļa."


def page_of(opinion, act: str) -> str:
    return reverse(f"participation:opinion_{act}", args=[opinion.pk])


@pytest.fixture
def opinion(client, municipality):
    """An opinion whose author is signed in."""
    opinion = give_opinion()
    client.force_login(opinion.author)
    return opinion


def test_the_author_withdraws_an_opinion(client, opinion):
    asked = client.get(page_of(opinion, "withdraw"))
    client.post(page_of(opinion, "withdraw"))

    opinion.refresh_from_db()
    assert opinion.text in asked.text
    assert opinion.state == OpinionState.WITHDRAWN


@pytest.fixture
def guests_opinion(client, municipality):
    """A guest's opinion whose receipt is open in this browser."""
    opinion = give_guest_opinion()
    client.post(reverse("participation:opinion_confirm", args=[confirmation_token(opinion)]))
    return opinion


def test_the_receipt_lets_a_guest_withdraw(client, guests_opinion):
    client.post(page_of(guests_opinion, "withdraw"))

    guests_opinion.refresh_from_db()
    assert guests_opinion.state == OpinionState.WITHDRAWN


def test_the_receipt_lets_a_guest_change_the_opinion(client, guests_opinion):
    response = client.post(page_of(guests_opinion, "edit"), {"text": BETTER}, follow=True)

    assert BETTER in response.text
    assert "autors labojis" in client.get(guests_opinion.consultation.get_absolute_url()).text


def test_the_form_of_change_holds_what_was_said_and_keeps_the_attachment(client, opinion):
    file = stored_file("karte.pdf")
    Opinion.objects.update(attachment=file, experience="Bērni iet pa brauktuvi.")

    form = client.get(page_of(opinion, "edit"))
    token = form.context["form"]["attachment"].field.widget.get_context("attachment", None, {})["kept"]["token"]
    client.post(page_of(opinion, "edit"), {"text": BETTER, "attachment-kept": token})

    opinion.refresh_from_db()
    assert "Bērni iet pa brauktuvi." in form.text
    assert (opinion.text, opinion.attachment, opinion.experience) == (BETTER, file, "")


def test_a_change_after_closing_is_refused_and_the_text_kept(client, opinion, now):
    Consultation.objects.update(closes_at=now)

    response = client.post(page_of(opinion, "edit"), {"text": BETTER})

    assert response.status_code == 422
    assert "vairs nevar labot" in response.text
    assert BETTER in response.text


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_an_answered_opinion_stays_as_it_is_and_the_author_reads_why(client, opinion, act):
    Opinion.objects.update(state=OpinionState.ANSWERED)

    response = client.post(page_of(opinion, act), {"text": BETTER})

    assert response.status_code == 409
    assert "jau ir atbildēts" in response.text


@pytest.mark.parametrize("act", ["edit", "withdraw", "appeal"])
def test_others_cannot_touch_it(client, act):
    opinion = give_opinion()

    assert client.post(page_of(opinion, act)).status_code == 404
    client.force_login(PersonFactory())
    assert client.post(page_of(opinion, act)).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(MemberRole.LEADER, 200), (MemberRole.MEMBER, 404)])
def test_whoever_speaks_for_the_community_changes_its_opinion(client, role, status):
    opinion = give_joint_opinion()
    client.force_login(MembershipFactory(community=opinion.community, role=role).user)

    assert client.get(page_of(opinion, "edit")).status_code == status


@pytest.mark.rule("S4-94")
def test_a_changed_joint_opinion_still_says_how_it_was_agreed(client):
    opinion = give_joint_opinion()
    client.force_login(opinion.author)
    agreed = {"residents_represented": 30, "how_agreed": "e-pastā", "agreed_on": f"{opinion.agreed_on:%Y-%m-%d}"}

    refused = client.post(page_of(opinion, "edit"), {"text": BETTER, **agreed, "how_agreed": ""})
    client.post(page_of(opinion, "edit"), {"text": BETTER, **agreed})

    opinion.refresh_from_db()
    assert set(refused.context["form"].errors) == {"how_agreed"}
    assert (opinion.text, opinion.residents_represented) == (BETTER, 30)


def test_the_author_of_a_hidden_opinion_reads_why_and_objects(client, opinion, now):
    hide_opinion(opinion=opinion, reason=WHY_HIDDEN, by=OfficerFactory(), now=now)

    asked = client.get(page_of(opinion, "appeal"))
    short = client.post(page_of(opinion, "appeal"), {"objection": "Nē."})
    client.post(page_of(opinion, "appeal"), {"objection": "Vārdu esmu izņēmis, paliek laipa."})
    again = client.post(page_of(opinion, "appeal"), {"objection": "Vārdu esmu izņēmis, paliek laipa."})

    assert WHY_HIDDEN in asked.text
    assert set(short.context["form"].errors) == {"objection"}
    assert Moderation.objects.get().objection == "Vārdu esmu izņēmis, paliek laipa."
    assert (again.status_code, "jau esat iebildis" in again.text) == (409, True)


def test_a_hidden_opinion_stands_in_public_as_its_reason_alone(client, now):
    opinion = give_opinion(text="Kaimiņš no trešās mājas laužas laipā.")
    hide_opinion(opinion=opinion, reason=WHY_HIDDEN, by=OfficerFactory(), now=now)

    page = client.get(opinion.consultation.get_absolute_url()).text

    assert WHY_HIDDEN in page
    assert "Kaimiņš" not in page


def test_my_opinions_stand_with_their_answers_and_what_can_still_be_done(client, opinion, now):
    answer_now(question=give_opinion(by=opinion.author, text="Jau atbildēts."), by=OfficerFactory(), now=now, **ANSWER)
    give_opinion(text="Svešs viedoklis.")

    page = client.get(reverse("participation:own_opinions")).text

    assert opinion.text in page
    assert REASON in page
    assert "Svešs viedoklis." not in page
    assert page.count(page_of(opinion, "edit")) == 1


def test_members_find_the_opinions_of_their_community_and_only_its_voices_may_act(client):
    opinion = give_joint_opinion()
    client.force_login(MembershipFactory(community=opinion.community, role=MemberRole.MEMBER).user)
    give_opinion(by=client.get(reverse("pages:mans")).wsgi_request.user, text="Mans paša viedoklis.")

    page = client.get(reverse("participation:own_opinions"), {"kopiena": opinion.community.slug}).text

    assert opinion.text in page
    assert "Mans paša viedoklis." not in page
    assert page_of(opinion, "edit") not in page


def test_a_foreign_community_is_no_filter(client, opinion):
    response = client.get(reverse("participation:own_opinions"), {"kopiena": CommunityFactory().slug})

    assert response.context["filterset"].form.errors


def test_my_opinions_are_downloaded(client, opinion):
    rows = client.get(reverse("participation:own_opinions"), {"formats": "csv"}).content.decode()

    assert opinion.text in rows


def test_guests_are_asked_to_sign_in_first(client):
    assert client.get(reverse("participation:own_opinions")).status_code == 302


def test_an_opinion_confirmed_and_hidden_meanwhile_shows_its_receipt(client, now):
    opinion = confirm_opinion(opinion=give_guest_opinion(ConsultationFactory()), now=now)
    hide_opinion(opinion=opinion, reason=WHY_HIDDEN, by=OfficerFactory(), now=now)

    response = client.post(reverse("participation:opinion_confirm", args=[confirmation_token(opinion)]), follow=True)

    assert WHY_HIDDEN in response.text
    assert page_of(opinion, "appeal") in response.text
