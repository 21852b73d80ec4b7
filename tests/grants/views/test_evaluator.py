"""The commission member's desk."""

import pytest
from django.urls import reverse

from communities.enums import MemberRole
from communities.models import Community
from grants.models import Application, ApplicationPartner, Attachment, Call, CommissionMember, DiscussionNote, Evaluation
from grants.queries.suspicion import suspicions
from grants.views import evaluation
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.documents.models import Document
from tests.factories.applying import paper_of
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.grants import (
    JUDGING,
    REASON,
    call_administrator,
    declare,
    evaluated_call,
    leader_of,
    score,
    scored_call,
)
from tests.factories.judging import ended_sitting
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.rule("S4-104")


@pytest.fixture
def judged(municipality) -> Call:
    return evaluated_call(applications=2)


@pytest.fixture
def member(judged, client) -> CommissionMember:
    """Sits in the commission and is signed in."""
    seat = judged.commission.first()
    client.force_login(seat.user)
    return seat


def call_page(call: Call) -> str:
    return reverse("grants:evaluation_call", args=[call.slug])


def form_page(application: Application) -> str:
    return reverse("grants:evaluation_form", args=[application.call.slug, application.pk])


def typed_points(call: Call, points: int, reason: str = REASON) -> dict:
    return {
        name: value
        for criterion in call.criteria.all()
        for name, value in ((f"points_{criterion.pk}", points), (f"reason_{criterion.pk}", reason))
    }


def test_the_list_of_calls_says_how_many_wait_and_until_when(client, member, judged):
    before = client.get(reverse("grants:evaluation_list")).text
    declare(member)
    for application in judged.applications.all():
        score(member, application, 8)

    after = client.get(reverse("grants:evaluation_list")).text

    assert "Jūs gaida 2 pieteikumi" in before
    assert f"lēmums līdz {judged.decision_on:%d.%m.%Y}." in before
    assert "viss novērtēts" in after


def test_no_file_opens_before_the_word_on_conflicts(client, member, judged):
    page = client.get(call_page(judged))

    assert "rows" not in page.context
    assert [client.get(form_page(application)).status_code for application in judged.applications.all()] == [404, 404]


def test_a_file_with_a_conflict_vanishes_and_the_other_opens(client, member, judged):
    own, other = judged.applications.order_by("pk")

    client.post(call_page(judged), {f"conflict_{own.pk}": "on", f"note_{own.pk}": "Esmu biedrs"})

    page = client.get(call_page(judged))
    assert ([*page.context["page"].rows], page.context["excluded"]) == ([other], 1)
    assert (client.get(form_page(own)).status_code, client.get(form_page(other)).status_code) == (404, 200)
    assert member.declarations.get(application=own).note == "Esmu biedrs"


def test_one_click_declares_that_there_is_none(client, member, judged):
    client.post(call_page(judged))

    assert [one.has_conflict for one in member.declarations.all()] == [False, False]


def test_what_is_said_on_one_page_goes_along_to_the_last_which_declares(client, member, judged, monkeypatch):
    monkeypatch.setattr(evaluation, "FILES_SHOWN", 1)
    first, second = judged.applications.order_by("title_sort")

    last = client.post(call_page(judged), {f"conflict_{first.pk}": "on", f"note_{first.pk}": "Esmu biedrs", "lapa": "2"})
    carried = {field.html_name: field.value() for field in last.context["unseen"]}
    declared_early = member.declarations.exists()
    client.post(call_page(judged), carried)

    assert ([row.pk for row in last.context["page"]], declared_early) == ([second.pk], False)
    assert dict(member.declarations.values_list("application", "has_conflict")) == {first.pk: True, second.pk: False}
    assert member.declarations.get(application=first).note == "Esmu biedrs"


def test_before_the_word_one_sees_applicants_and_titles_and_what_the_registers_show(client, member, judged):
    first, second = judged.applications.order_by("pk")
    Application.objects.filter(pk=first.pk).update(title="Mūsu laukums")
    MembershipFactory(community=first.community, user=member.user)
    ApplicationPartner.objects.create(application=second, community=first.community, name="Kaimiņi", role="Palīdz talkās")

    page = client.get(call_page(judged))

    assert ("Mūsu laukums" in page.text, first.community.name in page.text, first.need in page.text) == (True, True, False)
    assert page.context["form"].suspected.keys() == {first.pk, second.pk}
    assert page.text.count("checked") == 2


def test_the_ties_of_one_member_are_shown_to_no_other_though_the_page_is_drawn_once(client, member, judged, settings):
    settings.PAGE_CACHE_SECONDS = 30
    tied = judged.commission.exclude(pk=member.pk).first()
    MembershipFactory(community=judged.applications.first().community, user=tied.user)
    pages = []

    for one in (member, tied, member):
        client.force_login(one.user)
        pages.append(client.get(call_page(judged)).text)

    assert [page.count("checked") for page in pages] == [0, 1, 0]
    assert [page.count('type="checkbox" name="conflict_') for page in pages] == [2, 2, 2]


@pytest.mark.parametrize(
    "tie",
    [
        pytest.param(lambda member, one: MembershipFactory(community=one.community, user=member.user), id="member"),
        pytest.param(
            lambda member, one: MembershipFactory(community=one.community, user=member.user, role=MemberRole.CONTACT),
            id="contact",
        ),
        pytest.param(lambda member, one: Application.objects.filter(pk=one.pk).update(created_by=member.user), id="author"),
        pytest.param(
            lambda member, one: Community.objects.filter(pk=one.community_id).update(email=member.user.email.upper()),
            id="address",
        ),
    ],
)
def test_a_tie_in_the_registers_is_a_suspicion(member, judged, tie):
    application = judged.applications.first()

    tie(member, application)

    assert list(suspicions(member)) == [application.pk]


def test_the_same_domain_of_two_addresses_is_no_evidence(member, judged):
    application = judged.applications.first()
    household = "@kopeja-majsaimnieciba.lv"
    User.objects.filter(pk=member.user_id).update(email=f"vertetaja{household}")
    User.objects.filter(pk=application.submitted_by_id).update(email=f"lideris{household}")
    Community.objects.filter(pk=application.community_id).update(email=f"kopiena{household}")

    assert suspicions(type(member).objects.get(pk=member.pk)) == {}


def test_a_denied_tie_without_a_word_stays_on_the_page(client, member, judged):
    application = judged.applications.first()
    MembershipFactory(community=application.community, user=member.user)

    page = client.post(call_page(judged))

    note = f"note_{application.pk}"
    assert (page.status_code, list(page.context["form"].errors)) == (422, [note])
    assert f'id="id_{note}" aria-invalid="true" aria-describedby="id_{note}_error"' in page.text
    assert not member.declarations.exists()


@pytest.fixture
def with_papers(judged) -> Attachment:
    """An application with a paper and two partners, a community that agreed and an organisation."""
    application = judged.applications.first()
    partner = CommunityFactory(name="Kaimiņu kopiena", leader=PersonFactory())
    ApplicationPartner.objects.create(
        application=application, community=partner, name=partner.name, role="Palīdz talkās", confirmed_at=JUDGING,
        confirmed_by=leader_of(partner),
    )  # fmt: skip
    ApplicationPartner.objects.create(application=application, name="Galdnieku biedrība", role="Darbnīca")
    return paper_of(application)


def paper_page(paper: Attachment) -> str:
    return reverse("grants:attachment_download", args=[paper.application_id, paper.pk])


def test_whoever_judges_sees_the_partners_and_opens_the_papers(client, member, with_papers):
    declare(member)

    page = client.get(form_page(with_papers.application)).text

    assert f"apstiprināts {JUDGING:%d.%m.%Y}." in page
    assert "ārpus portāla" in page
    assert paper_page(with_papers) in page
    assert client.get(paper_page(with_papers)).getvalue().startswith(b"%PDF-")


def test_a_paper_stays_closed_before_the_word_on_conflicts_and_to_whoever_has_one(client, member, with_papers):
    before = client.get(paper_page(with_papers))
    own = with_papers.application_id
    client.post(call_page(member.call), {f"conflict_{own}": "on", f"note_{own}": "Esmu biedrs"})
    after = client.get(paper_page(with_papers))

    assert (before.status_code, after.status_code) == (404, 404)


def test_a_member_scores_and_reads_their_own_points_afterwards(client, member, judged):
    declare(member)
    application = judged.applications.first()

    client.post(form_page(application), typed_points(judged, 8))

    page = client.get(form_page(application))
    assert page.context["mine"].total == 80
    assert REASON in page.text
    rows = client.get(call_page(judged)).context["page"].rows
    assert {row.pk: row.is_done for row in rows}[application.pk] is True


def test_what_waits_for_points_stands_first_and_the_rest_on_the_next_page(client, member, judged, monkeypatch):
    monkeypatch.setattr(evaluation, "FILES_SHOWN", 1)
    declare(member)
    waiting, scored = judged.applications.order_by("-title_sort")
    score(member, scored, 8)

    first = client.get(call_page(judged)).context["page"]
    second = client.get(call_page(judged), {"pec": first.after}).context["page"]

    assert (first.rows, second.rows, second.after) == ([waiting], [scored], "")


def test_the_points_of_others_show_once_the_own_are_given(client, member, judged):
    application = judged.applications.first()
    other = judged.commission.last()
    declare(member)
    declare(other)
    score(other, application, 3)

    before = client.get(form_page(application))
    score(member, application, 4)
    after = client.get(form_page(application))

    assert (before.context["mine"], REASON in before.text) == (None, False)
    assert [one.total for one in after.context["beside"].others] == [30]


@pytest.fixture
def far_apart(member, judged) -> Application:
    """The member gave 80, another one 30."""
    application = judged.applications.first()
    for seat, points in ((member, 8), (judged.commission.last(), 3)):
        declare(seat)
        score(seat, application, points)
    return application


def note_page(application: Application) -> str:
    return reverse("grants:evaluation_note", args=[application.call.slug, application.pk])


def conflict_page(application: Application) -> str:
    return reverse("grants:evaluation_conflict", args=[application.call.slug, application.pk])


def test_a_tie_found_in_the_file_closes_it_to_the_member(client, member, judged):
    declare(member)
    application = judged.applications.first()

    refused = client.post(conflict_page(application), {"note": "Jā."})
    client.post(conflict_page(application), {"note": "Mana māsa vada šo projektu."})

    assert (refused.status_code, set(refused.context["late_form"].errors)) == (422, {"note"})
    assert member.declarations.get(application=application).note == "Mana māsa vada šo projektu."
    assert client.get(form_page(application)).status_code == 404


def test_after_the_points_the_chair_hears_of_a_conflict(client, member, judged):
    declare(member)
    application = judged.applications.first()
    client.post(form_page(application), typed_points(judged, 4))

    client.post(conflict_page(application), {"note": "Mana māsa vada šo projektu."})

    assert not member.declarations.get(application=application).has_conflict


def test_points_far_apart_are_talked_over_and_noted(client, far_apart):
    page = client.get(form_page(far_apart))
    client.post(note_page(far_apart), {"text": "Vienojāmies, ka tāme ir pamatota."})

    assert page.context["note_form"]
    assert far_apart.discussion_note.text == "Vienojāmies, ka tāme ir pamatota."


def test_an_empty_note_is_refused(client, far_apart):
    page = client.post(note_page(far_apart), {"text": " "}, follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert not DiscussionNote.objects.exists()


def test_whoever_has_not_scored_writes_no_note(client, judged, far_apart):
    outsider = commission_member_of(judged)
    declare(outsider)
    client.force_login(outsider.user)

    assert client.post(note_page(far_apart), {"text": "Mana piezīme."}).status_code == 403


def commission_member_of(call: Call) -> CommissionMember:
    return CommissionMember.objects.create(call=call, user=OfficerFactory(roles=[Role.EVALUATOR]), represents="NVO")


def ranking_page(call: Call) -> str:
    return reverse("grants:evaluation_ranking", args=[call.slug])


def test_the_ranking_waits_for_all_own_points_and_leaves_out_what_is_closed_to_the_member(client, member, judged):
    first, second = judged.applications.order_by("pk")
    other = judged.commission.last()
    declare(member, second)
    declare(other)
    for application in (first, second):
        score(other, application, 7)

    early = client.get(ranking_page(judged))
    score(member, first, 8)
    page = client.get(ranking_page(judged))

    assert early.status_code == 302
    assert [row.judged.pk for row in page.context["rows"]] == [first.pk]


def test_members_read_the_minutes_of_their_sittings(client, member):
    call = scored_call(8)
    client.force_login(call.commission.first().user)
    sitting = ended_sitting(call)
    document = Document.objects.latest_of("grants.sitting_minutes", sitting)

    assert document.get_absolute_url() in client.get(call_page(call)).text
    client.force_login(member.user)
    assert client.get(document.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("points", "reason"), [(11, REASON), ("", REASON), (8, ""), (8, "Labi.")])
def test_points_that_are_refused_stay_on_the_page(client, member, judged, points, reason):
    declare(member)
    application = judged.applications.first()

    page = client.post(form_page(application), typed_points(judged, points, reason))

    assert page.status_code == 422
    assert page.context["form"].errors
    assert not Evaluation.objects.exists()


def test_points_handed_in_twice_are_refused_with_a_sentence(client, member, judged):
    declare(member)
    application = judged.applications.first()
    client.post(form_page(application), typed_points(judged, 8))

    page = client.post(form_page(application), typed_points(judged, 2))

    assert page.status_code == 422
    assert Evaluation.objects.get().total == 80


def test_the_list_holds_the_calls_in_whose_commission_one_sits(client, member, judged):
    evaluated_call()

    page = client.get(reverse("grants:evaluation_list"))

    assert [seat.call for seat in page.context["seats"]] == [judged]


@pytest.mark.parametrize(
    ("person", "list_status"),
    [
        (lambda: OfficerFactory(roles=[Role.EVALUATOR]), 200),
        (call_administrator, 403),
        (lambda: OfficerFactory(roles=[Role.AUDITOR]), 403),
        (PersonFactory, 403),
    ],
    ids=["evaluator without a seat", "call administrator", "auditor", "resident"],
)
def test_without_a_seat_the_commission_is_not_there(client, settings, judged, person, list_status):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(person())

    assert client.get(reverse("grants:evaluation_list")).status_code == list_status
    assert client.get(call_page(judged)).status_code == 404
    assert client.get(form_page(judged.applications.first())).status_code == 404


def test_a_member_who_lost_the_role_lost_the_seat(client, member, judged):
    member.user.roles = []
    member.user.save()

    assert client.get(call_page(judged)).status_code == 404
