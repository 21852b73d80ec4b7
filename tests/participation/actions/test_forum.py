from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from participation.actions.forum import close_forum, keep_draft
from participation.enums import Channel, ForumState, SubmissionKind, VoiceKind, Voting
from participation.models import Forum, ForumDraft
from participation.workflow import FORUM
from portal.documents.models import Document
from portal.documents.rendering import render_body
from portal.errors import InvalidInput, StateConflict
from portal.obligations.models import Obligation, Receipt
from portal.ui.search import find
from tests.factories.communities import CommunityFactory
from tests.factories.files import stored_file
from tests.factories.forums import MINUTES
from tests.factories.participation import plan, propose
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def close(forum: Forum, now, **details) -> Forum:
    given = {"attendance": 34, "minutes": MINUTES, "lessons": "Jāsāk vēlāk.", "ten_steps": [3, 1, 3]} | details
    return close_forum(forum=forum, by=None, now=now, **given)


@pytest.fixture
def held(now):
    """A forum of yesterday, its minutes still owed."""
    return plan(held_at=now - timedelta(days=1))


@pytest.mark.rule("S4-65")
def test_minutes_are_promised_fourteen_days_after_the_day_of_the_forum():
    unit = UnitFactory()
    forum = plan(unit=unit, held_at=datetime(2026, 11, 7, 11, 0, tzinfo=ZoneInfo("Europe/Riga")))

    obligation = Obligation.objects.about(forum).get()

    assert (obligation.holder, obligation.due_on) == (unit, date(2026, 11, 23)), "the 21st is a Saturday"


@pytest.mark.rule("S4-08")
def test_closing_publishes_the_minutes_with_what_was_learned(held, now):
    close(held, now)

    held.refresh_from_db()
    assert (held.state, held.minutes, held.lessons, held.attendance) == (ForumState.CLOSED, MINUTES, "Jāsāk vēlāk.", 34)
    assert Obligation.objects.about(held).get().fulfilled_at == now
    assert find("pludmale", PersonFactory()).exists()


@pytest.mark.rule("S0-17b")
def test_the_ten_steps_that_were_done_are_kept_once_each_in_order(held, now):
    assert close(held, now).ten_steps == [1, 3]


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"minutes": "Notika."}, "minutes"),
        ({"minutes": " " * 200}, "minutes"),
        pytest.param({"lessons": " \n"}, "lessons", marks=pytest.mark.rule("S4-08")),
    ],
)
def test_a_forum_is_not_closed_without_minutes_and_lessons(held, now, lacking, field):
    with pytest.raises(InvalidInput) as refused:
        close(held, now, **lacking)

    assert refused.value.field == field
    assert Obligation.objects.about(held).open().exists()


def test_a_forum_is_not_closed_before_it_takes_place(now):
    with pytest.raises(StateConflict, match="vēl nav noti"):
        close(plan(held_at=now + timedelta(seconds=1)), now)


@pytest.mark.parametrize("state", [state for state in FORUM.statuses if not FORUM.allows(state, ForumState.CLOSED)])
def test_a_forum_in_another_state_is_not_closed(held, now, state):
    Forum.objects.update(state=state, closed_at=now, attendance=1, minutes=MINUTES, lessons="Jā.", cancel_reason="Vētra.")

    with pytest.raises(StateConflict):
        close(held, now)


@pytest.mark.rule("S4-65")
def test_each_proposal_gets_its_own_number_and_clock(held):
    proposals = [propose(held), propose(held, unit=UnitFactory())]

    clocks = {promise.subject: promise.unit for promise in Obligation.objects.filter(kind="participation.submission_answer")}

    assert clocks == {proposal: proposal.unit for proposal in proposals}
    assert Receipt.objects.values("number").distinct().count() == 2
    assert {proposal.kind for proposal in held.submissions.all()} == {SubmissionKind.PROPOSAL}


@pytest.mark.rule("S4-151")
def test_what_was_said_at_a_forum_is_marked_as_said_there(held):
    assert propose(held).channel == Channel.MEETING


@pytest.mark.rule("S4-94")
def test_a_joint_proposal_says_for_how_many_it_speaks_and_how_it_was_agreed(held):
    community = CommunityFactory()

    with pytest.raises(InvalidInput) as refused:
        propose(held, community=community, residents_represented=40)
    joint = propose(held, community=community, residents_represented=40, how_agreed="paceltām rokām")

    assert refused.value.field == "how_agreed"
    assert (joint.voice, joint.residents_represented) == (VoiceKind.JOINT, 40)


def test_nothing_is_proposed_at_a_cancelled_forum(held):
    Forum.objects.update(state=ForumState.CANCELLED, cancel_reason="Vētra.")

    with pytest.raises(StateConflict):
        propose(held)

    assert not held.submissions.exists()


@pytest.mark.rule("S4-65")
def test_a_photo_of_the_flipchart_stands_for_long_minutes(held, now):
    close(held, now, minutes="", flipchart=stored_file())

    held.refresh_from_db()
    assert held.state == ForumState.CLOSED
    assert held.flipchart is not None


@pytest.mark.rule("S4-147")
def test_the_minutes_keep_who_came_for_the_municipality_and_what_keeps_people_away(held, now):
    close(held, now, officials="Ceļu inženieris", barriers=["information", "power"])

    held.refresh_from_db()
    assert (held.officials, held.barriers) == ("Ceļu inženieris", ["information", "power"])


@pytest.mark.rule("S4-65")
def test_one_form_gives_each_proposal_its_clock_and_each_task_its_day(held, now):
    day = timezone.localdate(now) + timedelta(days=30)

    close(
        held,
        now,
        proposals=[{"title": "Soliņi", "text": "Pieci soliņi.", "votes": 21, "voting": "dots"}],
        tasks=[{"title": "Uzzīmēt skici", "due_on": day}, {"title": "Ātrums pie skolas", "due_on": None}],
    )

    proposal = held.submissions.get()
    assert (proposal.votes, proposal.get_voting_display()) == (21, Voting.DOTS.label)
    assert Obligation.objects.about(proposal).open().exists()
    assert dict(held.tasks.values_list("title", "state")) == {"Uzzīmēt skici": "open", "Ātrums pie skolas": "discussed"}
    assert set(held.tasks.values_list("unit", flat=True)) == {held.unit_id}


def test_a_form_with_one_bad_task_closes_nothing(held, now):
    task = {"title": "Vakardienas darbs", "due_on": timezone.localdate(now)}

    with pytest.raises(InvalidInput):
        close(held, now, proposals=[{"title": "Soliņi", "text": "Pieci."}], tasks=[task])

    held.refresh_from_db()
    assert (held.state, held.submissions.count()) == (ForumState.PLANNED, 0)


def test_the_minutes_are_printed_with_what_was_proposed_and_agreed(held, now):
    close(held, now, proposals=[{"title": "Soliņi", "text": "Pieci soliņi."}], tasks=[{"title": "Skice", "due_on": None}])

    body = render_body(Document.objects.latest_of("participation.forum_minutes", held))
    assert "FORUMA PROTOKOLS" in body
    assert {"Soliņi" in body, "Skice" in body, "Jāsāk vēlāk." in body} == {True}


def test_closing_lets_go_of_the_draft(held, now):
    keep_draft(forum=held, data={"lessons": "Jāsāk"}, photo=None, by=OfficerFactory(), now=now)

    close(held, now)

    assert not ForumDraft.objects.exists()
