"""The public form: which kind, what is asked, what is alike, and what a guest, a person and a community see afterwards."""

from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.models import Community
from participation.enums import SubmissionKind, SubmissionState
from participation.forms.submission import SubmissionForm
from participation.models import Submission, Support
from participation.models.submission_kind import FORM_EXAMPLES, KINDS
from participation.queries.submission import LINK
from portal.obligations.models import LegalRule
from portal.obligations.receipts import receipt_of
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.files import SIGNATURE, archive
from tests.factories.portal import PersonFactory, UnitFactory
from tests.factories.submission import CampaignFactory, gather_signatures, submit, submit_as_guest, support_as_guest

pytestmark = pytest.mark.usefixtures("municipality")
PROPOSAL = {
    "title": "Gājēju ietve pie veikala",
    "need": "Cilvēki iet pa brauktuves malu.",
    "concerns": "Ap 60 cilvēku dienā",
    "text": "Pietiktu ar šauru celiņu.",
    "own_part": "Izpļausim malu.",
}
VISITOR = {"name": "Anna Ozola", "email": "anna@example.lv"}


@pytest.fixture(autouse=True)
def unit(municipality):
    return UnitFactory()


@pytest.fixture
def person(client):
    found = PersonFactory()
    client.force_login(found)
    return found


def address(kind: SubmissionKind = SubmissionKind.PROPOSAL, **query: str) -> str:
    return f"{reverse('participation:submission_create')}?{urlencode({'veids': KINDS[kind].slug} | query)}"


def typed(**more) -> dict:
    return PROPOSAL | {"form_token": str(uuid4())} | more


@pytest.mark.parametrize("kind", SubmissionKind)
def test_every_kind_is_offered_with_a_form_of_its_own(client, kind):
    start = client.get(reverse("participation:submission_start"))
    form = client.get(address(kind))

    assert f"veids={KINDS[kind].slug}" in start.content.decode()
    assert {"title", "text"} <= set(form.context["form"].fields)
    assert form.context["kind"] == kind


@pytest.mark.rule("S2-07")
@pytest.mark.rule("S2-17")
def test_the_form_helps_to_tell_a_need_from_a_wish_and_the_new_from_the_better(client):
    page = client.get(f"/en{address()}").text

    assert "A need, not yet a wish" in page
    assert "whether it is to be built anew or made better" in page


@pytest.mark.rule("S4-55")
def test_a_proposal_asks_for_the_need_and_leaves_the_solution_open(client, person):
    response = client.post(address(), typed(text=""))

    submission = Submission.objects.get()
    assert response.url == reverse("obligations:receipt_detail", args=[receipt_of(submission).number])
    assert submission.text == submission.need == PROPOSAL["need"]


def test_a_proposal_without_its_need_comes_back_with_everything_typed(client, person):
    response = client.post(address(), typed(need=""))

    assert response.status_code == 422
    assert response.context["form"]["concerns"].value() == PROPOSAL["concerns"]
    assert not Submission.objects.exists()


def test_a_guest_confirms_by_e_mail_and_gets_the_receipt(client):
    response = client.post(address(), typed(**VISITOR))
    submission = Submission.objects.get()
    assert response.url == reverse("participation:submission_sent")
    link = reverse("participation:submission_confirm", args=[LINK.token_for(submission.pk)])

    asked = client.get(link)
    done = client.post(link, follow=True)

    assert submission.title in asked.content.decode()
    assert receipt_of(submission).number in done.content.decode()


def test_a_confirm_link_used_twice_shows_the_same_receipt(client):
    link = reverse("participation:submission_confirm", args=[LINK.token_for(submit_as_guest().pk)])

    first, second = client.post(link), client.get(link)

    assert first.url == second.url


def test_a_mangled_confirm_link_says_so(client):
    response = client.get(reverse("participation:submission_confirm", args=["abc"]))

    assert response.status_code == 410


def test_what_is_alike_is_shown_before_sending_and_the_text_is_kept(client, person):
    other = submit(title="Gājēju ietve pie Dzērumu veikala")

    response = client.post(address(), typed())

    assert response.context["similar"] == [other]
    assert response.context["form"]["need"].value() == PROPOSAL["need"]
    assert Submission.objects.count() == 1


def test_whoever_finds_the_own_different_sends_it_all_the_same(client, person):
    submit(title="Gājēju ietve pie Dzērumu veikala")

    client.post(address(), typed(seen="1"))

    assert Submission.objects.filter(title=PROPOSAL["title"]).exists()


def test_supporting_what_is_alike_sends_nothing_new(client, person):
    other = submit(title="Gājēju ietve pie Dzērumu veikala")

    response = client.post(address(), typed(support=other.pk))

    other.refresh_from_db()
    assert response.url == other.get_absolute_url()
    assert (other.support_count, Submission.objects.count()) == (1, 1)


def test_a_guest_who_supports_what_is_alike_confirms_by_e_mail(client):
    other = submit(title="Gājēju ietve pie Dzērumu veikala")

    client.post(address(), typed(support=other.pk, **VISITOR))

    assert Support.objects.get().email == VISITOR["email"]
    assert Submission.objects.get() == other


def test_a_signed_container_brings_the_laws_term_and_stays_between_its_author_and_officers(client, person):
    signed = SimpleUploadedFile("iesniegums.edoc", archive(SIGNATURE))

    client.post(address(SubmissionKind.SUBMISSION), {"title": "Par grāvi", "text": "Aizbērts.", "attachment": signed,
                                                     "form_token": str(uuid4())})  # fmt: skip

    submission = Submission.objects.get()
    own = client.get(reverse("participation:submission_attachment", args=[submission.pk]))
    client.force_login(PersonFactory())
    other = client.get(reverse("participation:submission_attachment", args=[submission.pk]))
    own.close()
    assert submission.is_signed
    assert (own.status_code, other.status_code) == (200, 404)


def test_an_attachment_is_kept_when_another_field_is_wrong(client, person):
    signed = SimpleUploadedFile("iesniegums.edoc", archive(SIGNATURE))

    response = client.post(address(SubmissionKind.SUBMISSION), {"title": "", "text": "Aizbērts.", "attachment": signed,
                                                                "form_token": str(uuid4())})  # fmt: skip

    assert response.status_code == 422
    assert "iesniegums.edoc" in response.content.decode()


@pytest.mark.rule("S4-47")
def test_a_community_invites_the_municipality(client, person, now):
    community = CommunityFactory(stage="active")
    MembershipFactory(community=community, user=person, role="leader")

    client.post(
        address(SubmissionKind.INVITATION),
        {
            "title": "Vakars par brīvo laiku", "text": "Parādīsim, kur satiekamies.", "community": community.pk,
            "wished_on": "2026-12-12", "place": "Katrīnmuiža", "form_token": str(uuid4()),
        },
    )  # fmt: skip

    invitation = Submission.objects.get()
    assert (invitation.community, invitation.voice, invitation.place) == (community, "individual", "Katrīnmuiža")


@pytest.mark.rule("S4-91")
def test_a_communitys_proposal_says_how_it_was_agreed_and_for_whom_else_it_holds(client, person):
    community, other = CommunityFactory(stage="active"), NeighbourhoodFactory()
    MembershipFactory(community=community, user=person, role="leader")
    joint = {"community": community.pk, "residents_represented": 21, "also_represents": [other.pk]}

    refused = client.post(address(), typed(**joint))
    client.post(address(), typed(how_agreed="sapulcē", **joint))

    proposal = Submission.objects.get()
    assert "how_agreed" in refused.context["form"].errors
    assert (proposal.voice, proposal.residents_represented) == ("joint", 21)
    assert list(proposal.also_represents.all()) == [other]


@pytest.mark.rule("S4-92")
@pytest.mark.rule("S2-08")
@pytest.mark.rule("S2-13")
def test_a_proposal_says_what_it_wants_to_change_whom_it_speaks_of_and_what_it_rests_on(client, person):
    details = {"form": "mobilising", "contributions": ["work"], "groups": ["youth"], "basis": ["tried"]}

    client.post(address(), typed(target="investment_plan", **details))

    proposal = Submission.objects.get()
    assert (proposal.target, proposal.contributions) == ("investment_plan", ["work"])
    assert (proposal.groups, proposal.basis) == (["youth"], ["tried"])
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert proposal.get_target_display() in page
    assert proposal.get_form_display() in page


FORMS = {
    "S4-67": "needs",
    "S4-68": "planning",
    "S4-69": "mobilising",
    "S4-70": "training",
    "S4-71": "implementing",
    "S4-72": "evaluating",
}


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in FORMS])
def test_each_form_of_participation_can_be_chosen_with_an_example_beside_it(rule):
    form = SubmissionForm(kind=SubmissionKind.PROPOSAL, user=AnonymousUser(), communities=Community.objects.none())

    field = form.fields["form"]
    assert FORMS[rule] in dict(field.choices)
    assert str(FORM_EXAMPLES[FORMS[rule]]) in str(field.help_text)


def test_a_point_outside_latvia_and_half_a_point_are_refused(client, person):
    far = client.post(address(), typed(latitude="48.85", longitude="2.35"))
    half = client.post(address(), typed(latitude="56.8"))

    assert {"latitude", "longitude"} == set(far.context["form"].errors)
    assert {"latitude"} == set(half.context["form"].errors)


def test_markup_is_shown_as_it_was_typed(client, person):
    client.post(address(), typed(title="<script>alert(1)</script>"))

    page = client.get(Submission.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_many_guest_forms_from_one_address_are_slowed_down(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "guest_form": "1/h/ip"}

    first = client.post(address(), typed(**VISITOR))
    second = client.post(address(), typed(title="Nojume pieturā", **VISITOR))

    assert (first.status_code, second.status_code) == (302, 422)
    assert Submission.objects.count() == 1


def test_a_campaigns_form_offers_its_own_places_and_themes(client, person):
    campaign = CampaignFactory()
    query = address(kampana=campaign.slug)

    client.post(query, typed(theme="safety", place="Baloži"))

    proposal = Submission.objects.get()
    assert (proposal.campaign, proposal.place, proposal.theme) == (campaign, "Baloži", "safety")
    assert client.post(query, typed(theme="culture")).status_code == 422


def test_a_proposal_late_for_its_campaign_keeps_its_text_and_can_go_its_own_way(client, person):
    campaign = CampaignFactory(over=True)

    late = client.post(address(kampana=campaign.slug), typed(theme="safety"))
    client.post(address(), typed(theme="safety"))

    assert late.status_code == 422
    assert late.context["form"]["need"].value() == PROPOSAL["need"]
    assert Submission.objects.get().campaign is None


def test_the_author_withdraws_from_the_receipt(client):
    submission = submit_as_guest()
    client.post(reverse("participation:submission_confirm", args=[LINK.token_for(submission.pk)]))
    withdrawal = reverse("participation:submission_withdraw", args=[submission.pk])

    client.post(withdrawal)

    submission.refresh_from_db()
    assert submission.state == SubmissionState.WITHDRAWN
    receipt = client.get(reverse("obligations:receipt_detail", args=[receipt_of(submission).number])).text
    assert "Iesniegts" in receipt
    assert "Atbildes termiņš" not in receipt


def test_nobody_withdraws_what_others_have_sent(client, person):
    withdrawal = reverse("participation:submission_withdraw", args=[submit().pk])

    assert client.post(withdrawal).status_code == 404


def test_a_collective_submission_is_handed_in_by_its_author_once_signed(client, person):
    LegalRule.objects.filter(code="COLLECTIVE_SIGNATURES").update(value=2)
    submission = gather_signatures(by=person)
    page = reverse("participation:submission_hand_in", args=[submission.pk])

    too_early = client.post(page)
    support_as_guest(submission, name="Anna Ozola", declares=True)
    client.post(page)

    submission.refresh_from_db()
    assert (too_early.status_code, submission.state) == (409, SubmissionState.RECEIVED)


def test_my_submissions_are_mine_and_my_communities(client, person):
    community = CommunityFactory()
    MembershipFactory(community=community, user=person)
    own, communal = submit(by=person, kind="submission", title="Par grāvi"), submit(community=community, title="Par ceļu")
    submit(title="Svešs")

    page = client.get(reverse("participation:own_submissions"))

    assert {card.question for card in page.context["lines"]} == {own, communal}
