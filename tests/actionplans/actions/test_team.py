from datetime import timedelta

import pytest

from actionplans.actions.comment import comment_chapter, settle_comment
from actionplans.actions.task import finish_task, give_task
from actionplans.actions.team import add_team_member, remove_team_member
from actionplans.enums import TeamRole
from actionplans.models import PlanTask, TeamMember
from portal.accounts.roles import Role
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.actionplans import PlanFactory
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.writing import NOW, TeamMemberFactory, chapter, writer

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def plan(municipality):
    return PlanFactory(chapters=False)


def add(plan, by=None, email="", role=TeamRole.WRITER) -> TeamMember:
    by = by or OfficerFactory(roles=[Role.COORDINATOR])
    return add_team_member(plan=plan, role=role, post="Kultūras nodaļas vadītāja", email=email, by=by, now=NOW)


# The team


@pytest.mark.rule("S0-42")
def test_who_joins_the_team_may_write_and_is_told(plan):
    person = PersonFactory()

    add(plan, email=person.email.upper())

    assert person.has_perm("actionplans.write_plan", plan)
    assert plan.title in Message.objects.get(email=person.email).subject


def test_an_adviser_comments_but_does_not_write(plan):
    adviser = writer(plan, TeamRole.ADVISER)

    assert adviser.has_perm("actionplans.comment_plan", plan)
    assert not adviser.has_perm("actionplans.write_plan", plan)


def test_a_role_in_one_plan_opens_no_other(plan):
    person = writer(plan, TeamRole.LEAD)

    assert person.has_perm("actionplans.lead_plan", plan)
    assert not person.has_perm("actionplans.comment_plan", PlanFactory(chapters=False))


def test_whoever_writes_for_the_community_writes_its_plan():
    leader = MembershipFactory(role="leader")

    plan = PlanFactory(chapters=False, community=leader.community)

    assert leader.user.has_perm("actionplans.lead_plan", plan)
    assert not leader.user.has_perm("actionplans.write_plan", PlanFactory(chapters=False, community=CommunityFactory()))


def test_somebody_without_an_account_is_named_by_post(plan):
    member = add(plan)

    assert (member.user, str(member)) == (None, "Kultūras nodaļas vadītāja")


def test_a_community_learns_of_nobody_whether_they_have_an_account():
    leader, stranger = MembershipFactory(role="leader"), PersonFactory()
    plan = PlanFactory(chapters=False, community=leader.community)
    told = []
    for email in (stranger.email, "nav@example.lv"):
        with pytest.raises(InvalidInput) as refusal:
            add(plan, leader.user, email)
        told.append(str(refusal.value))

    assert told[0] == told[1]


def test_nobody_stands_in_a_team_twice(plan):
    person = writer(plan)

    with pytest.raises(InvalidInput):
        add(plan, email=person.email)


def test_the_last_who_answers_for_the_plan_stays(plan):
    lead = TeamMemberFactory(plan=plan, role=TeamRole.LEAD)

    with pytest.raises(StateConflict):
        remove_team_member(member=lead, by=PersonFactory(), now=NOW)

    TeamMemberFactory(plan=plan, role=TeamRole.LEAD)
    remove_team_member(member=lead, by=PersonFactory(), now=NOW)
    assert not plan.team.filter(pk=lead.pk).exists()


# Comments


def test_those_who_answer_for_the_plan_hear_of_a_comment(plan):
    lead, by = writer(plan, TeamRole.LEAD), writer(plan)

    comment_chapter(chapter=chapter(plan), text="Kur ir ziema?", by=by, now=NOW)

    assert Message.objects.get().email == lead.email


def test_a_comment_sent_twice_stands_once(plan):
    by, vision = writer(plan), chapter(plan)

    for _ in range(2):
        comment_chapter(chapter=vision, text="Kur ir ziema?", by=by, now=NOW)

    assert vision.comments.count() == 1


def test_an_empty_comment_is_refused(plan):
    with pytest.raises(InvalidInput):
        comment_chapter(chapter=chapter(plan), text=" \u200b", by=writer(plan), now=NOW)


def test_who_dealt_with_a_comment_first_is_kept(plan):
    comment = comment_chapter(chapter=chapter(plan), text="Kur ir ziema?", by=writer(plan), now=NOW)
    first = writer(plan)

    for by in (first, writer(plan)):
        settle_comment(comment=comment, by=by, now=NOW)

    comment.refresh_from_db()
    assert comment.settled_by == first


# Tasks


def test_whoever_gets_a_task_is_told_the_day(plan):
    member = TeamMemberFactory(plan=plan)
    due_on = NOW.date() + timedelta(days=7)

    give_task(plan=plan, title="Saskaitīt laternas", member=member, due_on=due_on, by=PersonFactory(), now=NOW)

    message = Message.objects.get(email=member.user.email)
    assert "28.11.2026." in message.subject
    assert list(PlanTask.objects.open_of(member.user)) == [PlanTask.objects.get()]


def test_a_task_for_a_day_that_has_passed_is_refused(plan):
    with pytest.raises(InvalidInput) as refusal:
        give_task(plan=plan, title="Vakar", due_on=NOW.date() - timedelta(days=1), by=PersonFactory(), now=NOW)

    assert refusal.value.field == "due_on"


def test_a_task_of_somebody_who_left_is_anybodys(plan):
    member = TeamMemberFactory(plan=plan)
    task = give_task(plan=plan, title="Laternas", member=member, due_on=NOW.date(), by=member.user, now=NOW)

    remove_team_member(member=member, by=PersonFactory(), now=NOW)

    task.refresh_from_db()
    assert task.member is None


def test_a_finished_task_is_no_longer_open(plan):
    by = writer(plan)
    task = give_task(plan=plan, title="Laternas", due_on=NOW.date(), by=by, now=NOW)

    finish_task(task=task, by=by, now=NOW)

    assert not plan.tasks.open().exists()
