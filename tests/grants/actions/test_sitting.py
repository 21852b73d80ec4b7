"""The commission's sitting: what it may decide, how it ends, and how its letters go out."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.application import withdraw_application
from grants.actions.decision import decide, fund_from_reserve, let_out_of_reserve
from grants.actions.sitting import end_sitting, reopen_sitting, send_letters, write_note
from grants.enums import ApplicationState, CallState, SittingState
from grants.models import Application, Call, CommissionMember, Decision, DiscussionNote, Lot, Sitting
from grants.queries.money import reserve_within_money
from portal.accounts.roles import Role
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.grants import JUDGING, call_administrator, declare, evaluated_call, score, scored_call
from tests.factories.judging import (
    PARTLY,
    REJECTED,
    WHY,
    ended_sitting,
    opened_sitting,
    prepared_sitting,
    sent_sitting,
)
from tests.factories.portal import OfficerFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-103")]


def ranked_applications(call: Call) -> list[Application]:
    return list(call.applications.order_by("-points", "pk"))


def end(sitting: Sitting) -> Sitting:
    return end_sitting(sitting=sitting, by=call_administrator(), now=JUDGING)


def send(sitting: Sitting) -> Sitting:
    return send_letters(sitting=sitting, by=call_administrator(), now=JUDGING)


def free_reserve(application: Application, amount="900", now=JUDGING) -> Decision:
    return fund_from_reserve(application=application, amount=Decimal(amount), reason=WHY, by=call_administrator(), now=now)


# Opening


def test_a_sitting_opens_with_every_member_still_to_arrive():
    sitting = opened_sitting(scored_call(8))

    assert [one.is_present for one in sitting.attendance.all()] == [False, False]


def test_one_sitting_of_a_commission_at_a_time():
    call = scored_call(8)
    opened_sitting(call)

    with pytest.raises(StateConflict):
        opened_sitting(call)


def test_without_points_there_is_nothing_to_sit_about():
    with pytest.raises(StateConflict):
        opened_sitting(evaluated_call())


@pytest.mark.parametrize("state", sorted(set(CallState) - {"evaluation"}))
def test_the_commission_sits_while_the_call_is_judged(state):
    call = scored_call(8)
    Call.objects.update(state=state, cancel_reason="Nav līdzekļu.")

    with pytest.raises(StateConflict):
        opened_sitting(call)


# Ending


def test_an_ended_sitting_has_a_number_minutes_and_the_ranking_of_its_moment():
    call = scored_call(9, 7)

    sitting = ended_sitting(call)

    assert (sitting.number, sitting.state) == (1, SittingState.ENDED)
    assert [(item.place, item.points) for item in sitting.items.all()] == [(1, 90), (2, 70)]
    assert Document.objects.latest_of("grants.sitting_minutes", sitting)
    assert not Decision.objects.exists()


def test_nothing_is_decided_without_the_second_score():
    call = evaluated_call(applications=2)
    done, half = call.applications.order_by("pk")
    for member in call.commission.all():
        declare(member)
        score(member, done, 8)
    score(call.commission.first(), half, 8)

    with pytest.raises(StateConflict) as refusal:
        ended_sitting(call)
    with pytest.raises(StateConflict):
        decide(
            application=half, outcome="funded", amount=Decimal(900), reason=WHY, protocol="Nr. 1",
            by=call_administrator(), now=JUDGING,
        )  # fmt: skip

    assert refusal.value.code == "scores"
    assert half.title in str(refusal.value)


def test_without_a_quorum_the_sitting_does_not_end():
    call = scored_call(8, size=4)
    two = set(call.commission.values_list("pk", flat=True)[:2])

    with pytest.raises(StateConflict) as refusal:
        ended_sitting(call, present=two)

    assert refusal.value.code == "quorum"


@pytest.mark.rule("S4-104")
def test_whoever_has_not_declared_conflicts_of_interest_does_not_decide():
    call = scored_call(8)
    silent = CommissionMember.objects.create(
        call=call, user=OfficerFactory(roles=[Role.EVALUATOR]), represents="Kultūras nodaļa"
    )  # fmt: skip

    with pytest.raises(StateConflict) as refusal:
        ended_sitting(call)
    declare(silent)
    ended_sitting(call, sitting=call.sittings.get())

    assert (refusal.value.code, str(silent) in str(refusal.value)) == ("undeclared", True)


def test_members_with_a_conflict_are_out_by_themselves():
    call = evaluated_call(size=3)
    application = call.applications.get()
    first, second, third = call.commission.all()
    declare(third, application)
    for member in (first, second):
        declare(member)
        score(member, application, 8)

    with pytest.raises(StateConflict, match=application.title):
        ended_sitting(call, present={first.pk, third.pk})


def test_whoever_abstains_does_not_decide():
    call = scored_call(8)
    application = call.applications.get()
    sitting = prepared_sitting(call, {application: ("funded", Decimal(900), "", frozenset({call.commission.first().pk}))})

    with pytest.raises(StateConflict):
        end(sitting)


def test_points_far_apart_wait_for_a_note():
    call = evaluated_call()
    application = call.applications.get()
    for member, points in zip(call.commission.all(), (10, 7), strict=True):
        declare(member)
        score(member, application, points)
    sitting = prepared_sitting(call)

    with pytest.raises(InvalidInput) as refusal:
        end(sitting)
    prepared_sitting(call, sitting=sitting, notes={application.pk: "Pirmā locekle vērtēja ieceri, otrs – tāmi."})
    end(sitting)

    assert refusal.value.field == f"note_{application.pk}"
    assert DiscussionNote.objects.get().text.startswith("Pirmā")


def test_no_more_is_proposed_than_there_is():
    call = scored_call(9, 8, total=Decimal("1799.99"))
    _first, second = ranked_applications(call)

    with pytest.raises(InvalidInput) as refusal:
        ended_sitting(call)

    assert (refusal.value.field, refusal.value.code) == (f"amount_{second.pk}", "no_money")


@pytest.mark.parametrize("outcome", ["funded", "reserve"])
def test_below_the_points_needed_only_a_refusal_stands(outcome):
    call = scored_call(5)
    application = call.applications.get()

    with pytest.raises(InvalidInput) as refusal:
        ended_sitting(call, {application: (outcome, Decimal(900), WHY)})

    assert refusal.value.field == f"outcome_{application.pk}"


@pytest.mark.parametrize(
    "proposal", [("funded", Decimal(400)), ("rejected", Decimal(0)), ("reserve", Decimal(0)), ("funded", Decimal(900), "Labi.")]
)
@pytest.mark.rule("S4-104")
def test_what_differs_from_the_ranking_has_a_reason_of_its_own(proposal):
    call = scored_call(8)
    application = call.applications.get()

    with pytest.raises(InvalidInput) as refusal:
        ended_sitting(call, {application: proposal})

    assert refusal.value.field == f"reason_{application.pk}"


def test_what_follows_the_ranking_has_the_ranking_for_its_reason():
    call = scored_call(9, 8, 5, total=Decimal(1000))
    _first, second, third = ranked_applications(call)

    sitting = ended_sitting(call, {second: ("reserve",), third: ("rejected",)})

    reasons = [item.reason for item in sitting.items.all()]
    assert "vieta sarindojumā: 1" in reasons[0]
    assert "Vieta rezervē: 1" in reasons[1]
    assert ("50,00" in reasons[2], "kritērijs" in reasons[2]) == (True, True)


def test_a_sitting_that_is_opened_again_keeps_its_number_and_forgets_the_reasons_of_the_ranking():
    call = scored_call(8)
    application = call.applications.get()
    sitting = ended_sitting(call)

    reopen_sitting(sitting=sitting, by=call_administrator(), now=JUDGING)
    again = ended_sitting(call, {application: PARTLY}, sitting=sitting)

    assert (again.number, again.items.get().reason) == (1, WHY)
    assert Document.objects.about(sitting).count() == 2


def test_minutes_are_numbered_without_gaps():
    first = sent_sitting(scored_call(8))
    call = first.call
    Application.objects.update(state=ApplicationState.EVALUATED)
    Call.objects.update(state=CallState.EVALUATION)
    abandoned = opened_sitting(call)
    abandoned.delete()

    second = ended_sitting(call)

    assert (first.number, second.number) == (1, 2)


def test_points_are_not_given_once_the_sitting_has_ended():
    call = evaluated_call(size=3)
    application = call.applications.get()
    for member in call.commission.all():
        declare(member)
    first, second, late = call.commission.all()
    score(first, application, 8)
    score(second, application, 8)
    ended_sitting(call)

    with pytest.raises(StateConflict):
        score(late, application, 2)


# Sending


def test_letters_go_out_together_and_close_the_call():
    call = scored_call(9, 8, 5, total=Decimal(1000))
    _first, second, third = ranked_applications(call)

    sitting = sent_sitting(call, {second: ("reserve",), third: ("rejected",)})

    call.refresh_from_db()
    assert (call.state, sitting.state) == (CallState.DECIDED, SittingState.SENT)
    assert [(one.outcome, one.amount, one.reserve_place) for one in Decision.objects.order_by("application__pk")] == [
        ("funded", 900, None), ("reserve", 0, 1), ("rejected", 0, None),
    ]  # fmt: skip
    assert all("Nr. 1" in one.protocol and one.reason for one in Decision.objects.all())
    assert Document.objects.filter(kind="grants.decision_letter").count() == 3
    assert Message.objects.filter(key="grants.application_decided").count() == 3


def test_no_letter_goes_out_when_one_cannot():
    call = scored_call(9, 8)
    sitting = ended_sitting(call)
    last = ranked_applications(call)[-1]
    withdraw_application(application=last, by=last.submitted_by, now=JUDGING)

    with pytest.raises(StateConflict):
        send(sitting)

    assert not Decision.objects.exists()
    assert Sitting.objects.get().state == SittingState.ENDED


def test_what_was_withdrawn_leaves_the_sitting_when_it_is_saved_again():
    call = scored_call(9, 8)
    sitting = ended_sitting(call)
    last = ranked_applications(call)[-1]
    withdraw_application(application=last, by=last.submitted_by, now=JUDGING)
    reopen_sitting(sitting=sitting, by=call_administrator(), now=JUDGING)

    send(ended_sitting(call, sitting=sitting))

    assert Decision.objects.count() == 1


@pytest.mark.parametrize("act", [end, send, lambda sitting: reopen_sitting(sitting=sitting, by=None, now=JUDGING)])
def test_a_sent_sitting_stays_as_it_is(act):
    sitting = sent_sitting(scored_call(8))

    with pytest.raises(StateConflict):
        act(sitting)


# The reserve


def test_money_that_becomes_free_goes_to_the_next_in_reserve_also_when_decisions_are_closed():
    call = scored_call(9, 8, total=Decimal(1000))
    first, second = ranked_applications(call)
    sent_sitting(call, {second: ("reserve",)})
    Application.objects.filter(pk=first.pk).update(state=ApplicationState.LAPSED)

    decision = free_reserve(second, now=JUDGING + timedelta(days=40))

    second.refresh_from_db()
    assert (second.state, decision.amount, decision.reserve_place) == (ApplicationState.FUNDED, 900, None)
    assert Document.objects.about(decision).count() == 2
    assert Message.objects.filter(key="grants.application_decided").count() == 3


def test_without_free_money_nobody_leaves_the_reserve():
    call = scored_call(9, 8, total=Decimal(1000))
    _first, second = ranked_applications(call)
    sent_sitting(call, {second: ("reserve",)})

    with pytest.raises(InvalidInput) as refusal:
        free_reserve(second)

    assert refusal.value.code == "no_money"


def test_the_reserve_is_served_in_its_order():
    call = scored_call(9, 8, 7, total=Decimal(1000))
    first, second, third = ranked_applications(call)
    sent_sitting(call, {second: ("reserve",), third: ("reserve",)})
    Application.objects.filter(pk=first.pk).update(state=ApplicationState.LAPSED)

    with pytest.raises(StateConflict, match=second.title):
        free_reserve(third)

    free_reserve(second)


def test_only_the_reserve_is_served():
    call = scored_call(9)
    sent_sitting(call)

    with pytest.raises(StateConflict):
        free_reserve(call.applications.get())


# What is written down


def test_a_note_is_kept_once_and_not_after_the_decision():
    call = scored_call(8)
    application = call.applications.get()

    def note(text: str):
        return write_note(application=application, text=text, by=call_administrator(), now=JUDGING)

    first = note("Pārrunājām tāmi.")
    again = note("Pārrunājām tāmi.")
    Application.objects.update(state=ApplicationState.FUNDED)

    assert (again.written_by, note(" ").text) == (first.written_by, "Pārrunājām tāmi.")
    with pytest.raises(StateConflict):
        note("Cita piezīme.")


def test_saving_keeps_what_was_typed_even_when_it_could_not_end_so():
    call = scored_call(8)
    application = call.applications.get()
    sitting = opened_sitting(call)

    prepared_sitting(call, {application: REJECTED}, sitting=sitting, present=set(), course="Sākam.")

    sitting.refresh_from_db()
    assert (sitting.course, sitting.items.get().outcome) == ("Sākam.", "rejected")


def test_less_than_the_call_gives_is_not_awarded():
    call = scored_call(9, 8, total=Decimal("1199.99"))
    _first, second = ranked_applications(call)
    sent_sitting(call, {second: ("reserve",)})

    with pytest.raises(InvalidInput) as refusal:
        free_reserve(second, amount="299.99")

    assert refusal.value.field == "amount"


def let_out(
    application: Application, reason: str = "Visi atbalstītie projekti īsteno ieceri, un nauda neatbrīvojās."
) -> Decision:
    return let_out_of_reserve(application=application, reason=reason, by=call_administrator(), now=JUDGING)


def test_who_waited_in_vain_gets_a_reasoned_letter_and_waits_no_longer():
    call = scored_call(9, 8, total=Decimal(1000))
    _first, second = ranked_applications(call)
    sent_sitting(call, {second: ("reserve",)})

    with pytest.raises(InvalidInput):
        let_out(second, "Nav naudas.")
    decision = let_out(second)

    second.refresh_from_db()
    assert (second.state, decision.outcome, decision.reserve_place) == (ApplicationState.REJECTED, "rejected", None)
    assert Document.objects.about(decision).count() == 2


def test_only_the_reserve_is_let_out_of_it():
    call = scored_call(9)
    sent_sitting(call)

    with pytest.raises(StateConflict):
        let_out(call.applications.get())


@pytest.mark.parametrize("is_in_lot", [False, True])
def test_the_reserve_is_called_once_its_money_is_there(is_in_lot):
    call = scored_call(9, 8, total=Decimal(1500))
    if is_in_lot:
        lot = Lot.objects.create(call=call, name="Ārpus blīvām vietām", reserved=Decimal(1000))
        call.applications.update(lot=lot)
    first, second = ranked_applications(call)
    sent_sitting(call, {second: ("reserve",)})
    assert not reserve_within_money().exists()

    Application.objects.filter(pk=first.pk).update(state=ApplicationState.LAPSED)

    assert list(reserve_within_money()) == [second]


def test_what_a_lot_keeps_does_not_call_the_reserve_of_others():
    call = scored_call(9, 8, total=Decimal(3000))
    _first, second = ranked_applications(call)
    sent_sitting(call, {second: ("reserve", Decimal(0), WHY)})
    assert list(reserve_within_money()) == [second]

    Lot.objects.create(call=call, name="Ārpus blīvām vietām", reserved=Decimal("1200.01"))

    assert not reserve_within_money().exists()
