"""How the demo's calls were judged: from the officers' check to a finished sitting, and one that is under way."""

from decimal import Decimal

from grants.actions.call import begin_evaluation
from grants.actions.checking import accept_application, answer_clarification, ask_clarification
from grants.actions.evaluation import declare_conflicts, submit_evaluation
from grants.actions.sitting import Proposal, end_sitting, open_sitting, save_sitting, send_letters
from grants.models import Application, Call, CommissionMember
from portal.management.demo import Demo

WORKING_DAYS = 5
SCORING = 2
"""Members who have scored; the others have still to declare or to score."""


def judge(demo: Demo, call: Call, row: dict, applications: list[tuple[Application, dict]]) -> None:
    """Check, conflicts, scores and the sitting of one call, as far as it has come."""
    content, by = demo.content("judging"), demo.person("konkursi")
    closes, begins = row["closes"], row["closes"] + 5
    for application, facts in applications:
        _clarify(demo, application, content, closes)
        if facts["state"] != "clarifying":
            accept_application(application=application, by=by, now=demo.at(closes + 4))
    begin_evaluation(call=call, by=by, now=demo.at(begins))
    judged = [(application, facts) for application, facts in applications if facts["state"] != "clarifying"]
    members = list(call.commission.select_related("user").order_by("pk"))
    conflicts = [one for one in content["conflicts"] if one["call"] == row["key"]]
    declaring = set(range(1, SCORING + 1)) | {one["member"] for one in conflicts}
    if row["state"] == "decided":
        declaring |= set(content["sittings"][row["key"]]["present"])
    for number in sorted(declaring):
        _declare(demo, members[number - 1], judged, [one for one in conflicts if one["member"] == number], begins + 1)
    for number in range(SCORING):
        _score(demo, members[number], judged, number, content["score_reasons"], begins + 5)
    _sit(demo, call, row, judged, members)


def _clarify(demo: Demo, application: Application, content: dict, closes: int) -> None:
    """What officers asked: answered within days, or, of an application that is still checked, asked the day before."""
    asked = next((one for one in content["clarifications"] if one["title"] == application.title), None)
    if asked is None:
        return
    is_answered = "answer" in asked
    clarification = ask_clarification(
        application=application, question=asked["question"], fields=asked["fields"], days=WORKING_DAYS,
        by=demo.person("konkursi"), now=demo.at(closes + 1) if is_answered else demo.working(-1),
    )  # fmt: skip
    if is_answered:
        answer_clarification(
            clarification=clarification, answer=asked["answer"], changes=asked["changes"], by=application.submitted_by,
            now=demo.at(closes + 3),
        )  # fmt: skip


def _declare(demo: Demo, member: CommissionMember, judged: list, conflicts: list[dict], day: int) -> None:
    notes = {one["title"]: one["note"] for one in conflicts}
    answers = {application.pk: (facts["title"] in notes, notes.get(facts["title"], "")) for application, facts in judged}
    declare_conflicts(member=member, answers=answers, by=member.user, now=demo.at(day))


def _score(demo: Demo, member: CommissionMember, judged: list, number: int, reasons: list[str], day: int) -> None:
    criteria = list(member.call.criteria.all())
    for application, facts in judged:
        if "scores" in facts:
            given = zip(criteria, facts["scores"][number], strict=True)
            scores = {one.pk: (points, reasons[place % len(reasons)]) for place, (one, points) in enumerate(given)}
            submit_evaluation(member=member, application=application, scores=scores, by=member.user, now=demo.at(day))


def _sit(demo: Demo, call: Call, row: dict, judged: list, members: list[CommissionMember]) -> None:
    plan, by, day = demo.content("judging")["sittings"][row["key"]], demo.person("konkursi"), row["closes"] + 25
    is_decided = row["state"] == "decided"
    held = demo.at(day, "14:00") if is_decided else demo.working(-1, "14:00")
    sitting = open_sitting(call=call, held_at=held, place=plan["place"], by=by, now=held)
    proposals = {application.pk: _proposal(application, facts) for application, facts in judged} if is_decided else {}
    save_sitting(
        sitting=sitting, present={members[number - 1].pk for number in plan["present"]}, course=plan["course"],
        proposals=proposals, notes={}, by=by, now=held,
    )  # fmt: skip
    if is_decided:
        end_sitting(sitting=sitting, by=by, now=demo.at(day, "16:00"))
        send_letters(sitting=sitting, by=by, now=demo.at(day + 2))


def _proposal(application: Application, facts: dict) -> Proposal:
    outcome = {"closed": "funded"}.get(facts["state"], facts["state"])
    amount = Decimal(facts.get("amount", application.requested)) if outcome == "funded" else Decimal(0)
    return Proposal(outcome, amount, facts.get("reason", ""))
