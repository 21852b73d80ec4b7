from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from participation.actions.consultation import (
    add_result,
    cancel_consultation,
    extend_consultation,
    publish_consultation,
    start_consultation,
    summarise_consultation,
)
from participation.enums import ConsultationKind, ConsultationState, Promise
from participation.models import Consultation, ConsultationPreset, LegalBasis
from participation.queries.publishing import publishing_gaps, publishing_warnings
from participation.workflow import CONSULTATION
from portal.audit.models import Event
from portal.documents.actions import render_document
from portal.documents.models import Document
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import follow
from portal.notifications.models import Message
from portal.obligations.clock import end_of_day, last_day_of
from portal.obligations.models import LegalRule, Obligation
from portal.obligations.queries import obligation_of
from portal.obligations.rules_of_law import forget_rules
from portal.ui.search import find, index
from tests.factories.communities import CommunityFactory, ContactPersonFactory, NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory, give_guest_opinion, give_joint_opinion, give_opinion
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
RIGA = ZoneInfo("Europe/Riga")
RESULT = "Dome nolēma celiņu būvēt ielas labajā pusē; platums palielināts līdz diviem metriem."
LESSONS = "Pastaiga pa ielu atveda vairāk cilvēku nekā vakars zālē; nākamreiz ar to sāksim."


def publish(consultation, now) -> Consultation:
    return publish_consultation(consultation=consultation, by=OfficerFactory(), now=now)


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        pytest.param({"can_change": " "}, "ko vēl var mainīt", marks=pytest.mark.rule("S4-37")),
        pytest.param({"how_to_take_part": ""}, "kā piedalīties", marks=pytest.mark.rule("S4-78")),
        pytest.param({"neighbourhoods": []}, "apkaimes", marks=pytest.mark.rule("S4-86")),
        pytest.param({"ways": []}, "ways of taking part|līdzdalības veidi", marks=pytest.mark.rule("S0-33")),
        ({"decision_on": None}, "lēmuma"),
        ({"answers_by": None}, "atbilžu termiņš"),
    ],
)
@pytest.mark.rule("D1")
def test_a_consultation_that_lacks_something_is_not_published(now, lacking, named):
    consultation = ConsultationFactory(draft=True, **lacking)

    with pytest.raises(InvalidInput, match=named):
        publish(consultation, now)

    assert not Consultation.objects.published().exists()


@pytest.mark.rule("S4-53")
@pytest.mark.rule("D1")
def test_people_get_fourteen_days(now):
    opens = now + timedelta(days=1)

    with pytest.raises(InvalidInput, match="vismaz 14"):
        publish(ConsultationFactory(draft=True, opens_at=opens, closes_at=opens + timedelta(days=14, seconds=-1)), now)
    publish(ConsultationFactory(draft=True, opens_at=opens, closes_at=opens + timedelta(days=14)), now)


@pytest.mark.rule("S4-53")
def test_the_days_count_from_when_people_can_see_it(now):
    late = ConsultationFactory(draft=True, opens_at=now - timedelta(days=10), closes_at=now + timedelta(days=10))

    with pytest.raises(InvalidInput, match="vismaz 14"):
        publish(late, now)


def test_the_hour_lost_in_spring_takes_nobodys_day():
    opens = datetime(2027, 3, 20, 9, 0, tzinfo=RIGA)
    consultation = ConsultationFactory(draft=True, opens_at=opens, closes_at=datetime(2027, 4, 3, 9, 0, tzinfo=RIGA))

    assert publish(consultation, opens - timedelta(days=1)).state == ConsultationState.PUBLISHED


def test_the_fewest_days_are_a_rule_of_the_administrator(now):
    LegalRule.objects.filter(code="OPINION_MIN_DAYS").update(value=30)
    forget_rules()

    with pytest.raises(InvalidInput, match="vismaz 30"):
        publish(ConsultationFactory(draft=True), now)


def test_a_consultation_whose_closing_is_past_is_not_published(now):
    with pytest.raises(InvalidInput) as refused:
        publish(ConsultationFactory(draft=True, opens_at=now - timedelta(days=30), closes_at=now), now)

    assert refused.value.field == "closes_at"


@pytest.mark.rule("S4-46")
def test_communities_of_the_place_hear_of_it_in_their_own_mail(now):
    place, leader = NeighbourhoodFactory(), PersonFactory()
    CommunityFactory(neighbourhoods=[place], leader=leader)
    CommunityFactory(leader=PersonFactory())

    publish(ConsultationFactory(draft=True, neighbourhoods=[place]), now)

    assert list(Message.objects.values_list("key", "email")) == [("participation.consultation_published", leader.email)]


@pytest.mark.rule("S4-46")
@pytest.mark.rule("S4-64")
def test_contact_persons_hear_what_to_tell_their_neighbourhood(now):
    contact = ContactPersonFactory(user=OfficerFactory())
    ContactPersonFactory(user=OfficerFactory())
    ContactPersonFactory(neighbourhood=contact.neighbourhood, user=OfficerFactory(), is_active=False)

    publish(ConsultationFactory(draft=True, neighbourhoods=[contact.neighbourhood]), now)

    assert list(Message.objects.values_list("key", "email")) == [("participation.consultation_published", contact.user.email)]


def test_a_draft_is_found_by_staff_and_a_published_one_by_everybody(now):
    draft = ConsultationFactory(draft=True, title="Skolas ielas pārbūve")
    index(draft)
    assert [find("skolas iela", reader).exists() for reader in (OfficerFactory(), PersonFactory())] == [True, False]

    publish(draft, now)

    assert find("skolas iela", PersonFactory()).exists()


@pytest.mark.parametrize(
    "state", [state for state in CONSULTATION.statuses if not CONSULTATION.allows(state, ConsultationState.PUBLISHED)]
)
def test_only_a_draft_is_published(now, state):
    with pytest.raises(StateConflict):
        publish(ConsultationFactory(state=state), now)


def test_the_result_is_told_after_the_closing(now):
    consultation = ConsultationFactory(closes_at=now)

    add_result(consultation=consultation, result=RESULT, by=None, now=now)

    consultation.refresh_from_db()
    assert consultation.result == RESULT


@pytest.mark.parametrize("details", [{"draft": True}, {"state": ConsultationState.CANCELLED}, {}])
def test_no_result_is_told_before_the_closing(now, details):
    with pytest.raises(StateConflict):
        add_result(consultation=ConsultationFactory(**details), result=RESULT, by=None, now=now)


def test_a_result_of_a_few_words_is_refused(now):
    with pytest.raises(InvalidInput) as refused:
        add_result(consultation=ConsultationFactory(closes_at=now), result="Pieņemts.", by=None, now=now)

    assert refused.value.field == "result"


def test_whoever_spoke_hears_of_the_result(now):
    consultation = ConsultationFactory()
    author = PersonFactory()
    give_opinion(consultation, by=author)
    end = consultation.closes_at

    add_result(consultation=consultation, result=RESULT, lessons=LESSONS, by=None, now=end)

    assert [message.email for message in Message.objects.filter(key="participation.consultation_result")] == [author.email]


@pytest.mark.rule("S4-08")
def test_the_result_says_what_asking_taught(now):
    consultation = ConsultationFactory(closes_at=now)

    with pytest.raises(InvalidInput) as refused:
        add_result(consultation=consultation, result=RESULT, lessons=" Viss labi. ", by=None, now=now)
    add_result(consultation=consultation, result=RESULT, lessons=f" {LESSONS} ", by=None, now=now)

    consultation.refresh_from_db()
    assert refused.value.field == "lessons"
    assert consultation.lessons == LESSONS


def test_a_result_that_a_decision_brings_along_leaves_the_lesson_written(now):
    consultation = ConsultationFactory(closes_at=now, lessons=LESSONS)

    add_result(consultation=consultation, result=RESULT, by=None, now=now)

    consultation.refresh_from_db()
    assert consultation.lessons == LESSONS


def test_a_consultation_closes_after_it_opens(now):
    backwards = ConsultationFactory.build(opens_at=now, closes_at=now, unit=None)

    with pytest.raises(ValidationError, match="vēlāk"):
        backwards.validate_constraints()


@pytest.mark.rule("S4-75")
def test_people_hear_of_it_before_it_starts(now):
    late = ConsultationFactory(draft=True, opens_at=now - timedelta(seconds=1), closes_at=now + timedelta(days=40))

    with override("en"), pytest.raises(InvalidInput, match="an opening that is still to come"):
        publish(late, now)


@pytest.mark.rule("S4-37")
def test_what_is_decided_before_the_closing_is_not_asked_about(now):
    opens = now + timedelta(days=1)
    decided = ConsultationFactory(draft=True, opens_at=opens, decision_on=(opens + timedelta(days=3)).date())

    with override("en"), pytest.raises(InvalidInput, match="a decision later than the closing"):
        publish(decided, now)


@pytest.mark.rule("S4-53")
@pytest.mark.rule("D2")
def test_a_window_shorter_than_advised_needs_a_public_reason(now):
    short = ConsultationFactory(draft=True, kind=ConsultationKind.PUBLIC_DISCUSSION)
    with override("en"), pytest.raises(InvalidInput, match="shorter than the advised 30 days"):
        publish(short, now)

    Consultation.objects.update(justification="Pieteikums fondam jāiesniedz mēneša beigās.")
    publish(short, now)

    assert Event.objects.get(name="participation.consultation.published").data["shorter_than"] == ["PUBLIC_DISCUSSION_DAYS"]


def test_no_reason_makes_up_for_what_the_law_forbids(now):
    opens = now + timedelta(days=1)
    short = ConsultationFactory(
        draft=True,
        kind=ConsultationKind.DRAFT_OPINION,
        opens_at=opens,
        closes_at=opens + timedelta(days=9),
        justification="Steidzami.",
    )

    assert len([gap for gap in publishing_gaps(short, now) if "14" in gap]) == 2


def test_how_long_a_kind_stays_open_is_data(now):
    ConsultationPreset.objects.filter(kind=ConsultationKind.SURVEY).update(window_rules=["PUBLIC_DISCUSSION_DAYS"])

    gaps = publishing_gaps(ConsultationFactory(draft=True, kind=ConsultationKind.SURVEY), now)

    assert any("30" in gap for gap in gaps)


@pytest.mark.rule("S4-53")
def test_public_holidays_within_the_window_are_named_before_publishing(time_machine):
    time_machine.move_to(datetime(2026, 12, 1, 10, 0, tzinfo=RIGA))
    spanning = ConsultationFactory(draft=True, opens_at=datetime(2026, 12, 14, 9, 0, tzinfo=RIGA))
    clear = ConsultationFactory(draft=True, opens_at=datetime(2026, 12, 2, 9, 0, tzinfo=RIGA))

    warning = publishing_warnings(spanning)[0]

    assert "24.12.2026., 25.12.2026., 31.12.2026., 01.01.2027." in warning
    assert not any("2026" in one for one in publishing_warnings(clear))


@pytest.mark.rule("S4-88")
@pytest.mark.rule("S0-33")
def test_a_missing_legal_basis_and_ways_that_do_not_fit_the_level_are_pointed_out():
    norm = LegalBasis.objects.get(code="mk-639")
    opens = datetime(2027, 2, 1, 9, 0, tzinfo=RIGA)
    plain = ConsultationFactory(draft=True, opens_at=opens, level="cooperating", ways=["newspaper"])
    whole = ConsultationFactory(draft=True, opens_at=opens, norm=norm, level="consulting", ways=["written", "newspaper"])

    assert [len(publishing_warnings(one)) for one in (plain, whole)] == [2, 0]


def test_the_result_is_promised_with_the_publication_and_the_promise_is_kept(now):
    consultation = publish(ConsultationFactory(draft=True), now)
    promise = obligation_of(consultation, Promise.CONSULTATION_RESULT)
    assert (promise.holder, promise.due_on) == (consultation.unit, consultation.answers_by)

    add_result(consultation=consultation, result=RESULT, by=None, now=consultation.closes_at)

    promise.refresh_from_db()
    assert promise.fulfilled_at == consultation.closes_at


def start(consultation, now, **details) -> Consultation:
    given = {"opens_on": last_day_of(now) + timedelta(days=7), "closes_on": None, "by": OfficerFactory(), "now": now} | details
    return start_consultation(consultation=consultation, **given)


@pytest.mark.parametrize("kind", ConsultationKind.values)
def test_with_a_preset_only_the_words_and_the_places_are_missing(now, kind):
    typed = ConsultationFactory.build(
        kind=kind, title="Jaunā taka", slug="", unit=UnitFactory(), ways=[], can_change="", how_to_take_part="",
        decision_on=None, answers_by=None, state=ConsultationState.DRAFT, published_at=None,
    )  # fmt: skip

    draft = start(typed, now)

    draft.neighbourhoods.set([NeighbourhoodFactory()])
    assert publishing_gaps(draft, now) == []
    assert publish(draft, now).slug == "jauna-taka"


def test_consultations_of_one_title_get_addresses_of_their_own(now):
    slugs = [start(ConsultationFactory.build(title="Jaunā taka", slug="", unit=UnitFactory()), now).slug for _ in range(2)]

    assert slugs == ["jauna-taka", "jauna-taka-2"]


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "opens"), [((8, 10), (9, 0)), ((9, 0), (10, 0)), ((23, 35), (24, 0))])
def test_today_it_opens_at_nine_or_once_that_is_over_in_the_next_full_hour(at, opens):
    midnight = datetime(2026, 11, 24, tzinfo=RIGA)
    asked_at, expected = (midnight + timedelta(hours=hours, minutes=minutes) for hours, minutes in (at, opens))

    draft = start(ConsultationFactory.build(unit=UnitFactory(), slug=""), asked_at, opens_on=date(2026, 11, 24))

    assert draft.opens_at == expected


def test_a_copy_takes_over_everything_but_words_and_days(now):
    opens = now - timedelta(days=100)
    earlier = ConsultationFactory(
        level="involving", place="Tautas nams", opens_at=opens, answers_by=(opens + timedelta(days=30)).date(),
        decision_on=(opens + timedelta(days=40)).date(), result="Nolemts.", justification="Steidzami.",
    )  # fmt: skip
    typed = Consultation(title=earlier.title, summary="Vēlreiz.")

    draft = start(typed, now, copied=earlier)

    assert (draft.level, draft.place, draft.unit, draft.kind) == ("involving", "Tautas nams", earlier.unit, earlier.kind)
    assert (draft.state, draft.result, draft.justification) == (ConsultationState.DRAFT, "", "")
    assert draft.decision_on - last_day_of(draft.closes_at) == earlier.decision_on - last_day_of(earlier.closes_at)
    assert draft.slug != earlier.slug


def test_without_anything_usual_it_stays_open_as_long_as_the_law_asks(now):
    ConsultationPreset.objects.all().delete()

    draft = start(ConsultationFactory.build(unit=UnitFactory(), state="draft", published_at=None), now)

    assert last_day_of(draft.closes_at) - draft.opens_at.date() == timedelta(days=14)


def more_time(consultation, now, **details) -> Consultation:
    last = last_day_of(consultation.closes_at)
    given = {
        "closes_on": last + timedelta(days=7), "decision_on": last + timedelta(days=20), "answers_by": last + timedelta(days=20),
        "reason": "Sanāksme pārcelta uz nākamo nedēļu.", "by": OfficerFactory(), "now": now,
    } | details  # fmt: skip
    return extend_consultation(consultation=consultation, **given)


def test_more_time_is_announced_and_shown_beside_the_first_closing(now):
    author, consultation = PersonFactory(), publish(ConsultationFactory(draft=True), now)
    Consultation.objects.update(opens_at=now)
    give_opinion(consultation, by=author, now=now)
    before = consultation.closes_at

    later = more_time(consultation, now)

    assert later.first_closes_at == before
    assert later.closes_at == end_of_day(last_day_of(before) + timedelta(days=7))
    assert obligation_of(later, Promise.CONSULTATION_RESULT).due_on == later.answers_by
    message = Message.objects.get(key="participation.consultation_extended", email=author.email)
    assert "Sanāksme pārcelta" in message.body


@pytest.mark.parametrize(
    ("days", "field"),
    [({"closes_on": 0}, "closes_on"), ({"decision_on": 1}, "decision_on"), ({"answers_by": 6}, "answers_by")],
)
def test_what_was_announced_only_becomes_longer(now, days, field):
    consultation = ConsultationFactory(decision_on=now.date() + timedelta(days=21), answers_by=now.date() + timedelta(days=21))
    last = last_day_of(consultation.closes_at)

    with pytest.raises(InvalidInput) as refused:
        more_time(consultation, now, **{name: last + timedelta(days=number) for name, number in days.items()})

    assert refused.value.field == field


def test_more_time_says_why(now):
    with pytest.raises(InvalidInput) as refused:
        more_time(ConsultationFactory(), now, reason="Vajag.")

    assert refused.value.field == "reason"


@pytest.mark.parametrize("details", [{"draft": True}, {"state": ConsultationState.CANCELLED}, {"closed": True}])
def test_what_is_not_going_on_gets_no_more_time(now, details):
    if details.pop("closed", False):
        details["closes_at"] = now

    with pytest.raises(StateConflict):
        more_time(ConsultationFactory(**details), now)


def call_off(consultation, now, reason="Zeme pārdota, laukuma šeit nebūs.") -> Consultation:
    return cancel_consultation(consultation=consultation, reason=reason, by=OfficerFactory(), now=now)


def test_authors_and_followers_hear_why_it_was_called_off(now):
    consultation, author = ConsultationFactory(), PersonFactory()
    give_opinion(consultation, by=author)
    give_guest_opinion(consultation)
    follower = PersonFactory()
    follow(target=consultation, email=follower.email, language="lv", by=follower, now=now)

    call_off(consultation, now)

    told = Message.objects.filter(key="participation.consultation_cancelled")
    assert set(told.values_list("email", flat=True)) == {author.email, follower.email}
    assert all("Zeme pārdota" in message.body for message in told)


def test_what_was_sent_in_before_it_was_called_off_is_still_answered(now):
    consultation = publish(ConsultationFactory(draft=True), now)
    Consultation.objects.update(opens_at=now)
    opinion = give_opinion(consultation, now=now)

    call_off(consultation, now)

    assert list(Obligation.objects.open().values_list("kind", "subject_id")) == [(Promise.OPINION_ANSWER, opinion.pk)]
    with pytest.raises(DeadlinePassed):
        give_opinion(consultation, now=now)


def test_calling_off_says_why(now):
    with pytest.raises(InvalidInput) as refused:
        call_off(ConsultationFactory(), now, reason="Nē.")

    assert refused.value.field == "reason"


def test_what_has_its_result_is_not_called_off(now):
    with pytest.raises(StateConflict):
        call_off(ConsultationFactory(result=RESULT), now)


def test_a_draft_is_not_called_off(now):
    with pytest.raises(StateConflict):
        call_off(ConsultationFactory(draft=True), now)


def test_the_summary_is_made_as_a_document(now):
    consultation = give_joint_opinion(residents_represented=21).consultation

    document = summarise_consultation(consultation=consultation, by=OfficerFactory(), now=now)
    render_document(document.pk)

    document.refresh_from_db()
    assert document.state == Document.State.READY
    assert "1 kopviedoklis (21 iedzīvotāja vārdā) · 0 individuālu viedokļu" in " ".join(document.body.split())


def test_nothing_is_summarised_before_it_is_public(now):
    with pytest.raises(StateConflict):
        summarise_consultation(consultation=ConsultationFactory(draft=True), by=OfficerFactory(), now=now)
