"""Demo consultations with opinions and answers, forums with proposals, submissions on the clock."""

from uuid import uuid4

from django.utils.text import slugify
from django.utils.timezone import localdate

from participation.actions.answer import answer_now, extend_answer
from participation.actions.consultation import add_result, publish_consultation
from participation.actions.forum import add_proposal, close_forum, plan_forum
from participation.actions.opinion import confirm_opinion, submit_opinion
from participation.actions.submission import receive_submission
from participation.management import (
    demo_answers,
    demo_campaigns,
    demo_consultation,
    demo_draft_decisions,
    demo_forums,
    demo_opinions,
    demo_scorecard,
    demo_submissions,
    demo_surveys,
)
from participation.models import Consultation, ConsultationPreset
from portal.audit.actions import Guest
from portal.management.demo import Demo
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import work_calendar


def load(demo: Demo) -> None:
    content = demo.content("participation")
    for row in content["consultations"]:
        _consultation(demo, row)
    for row in content["forums"]:
        _forum(demo, row)
    for row in content["submissions"]:
        _submission(demo, row)
    demo_consultation.load(demo)
    demo_opinions.load(demo)
    demo_forums.load(demo)
    demo_surveys.load(demo)
    demo_draft_decisions.load(demo)
    demo_submissions.load(demo)
    demo_campaigns.load(demo)
    demo_answers.load(demo)
    demo_scorecard.load(demo)


def _consultation(demo: Demo, row: dict) -> None:
    coordinator = demo.person("koordinators")
    preset = ConsultationPreset.objects.get(kind=row["kind"])
    consultation = Consultation.objects.create(
        title=row["title"], slug=slugify(row["title"]), kind=row["kind"], stage=row["stage"], level=row["level"],
        unit=demo.made["units"][row["unit"]], summary=row["summary"], description=row["description"],
        can_change=row["can_change"], cannot_change=row["cannot_change"], how_to_take_part=row["how"],
        easy_summary=row["easy"], subject=preset.subject, ways=preset.ways, audiences=preset.audiences, norm=preset.norm,
        contact_post="Līdzdalības koordinators",
        contact_phone="+371 67 000 111", contact_email="lidzdaliba@pasvaldiba.example",
        opens_at=demo.at(row["opens"], "09:00"), closes_at=end_of_day(demo.day(row["closes"])),
        decision_on=demo.day(row["decision"]), answers_by=demo.day(row["answers"]),
    )  # fmt: skip
    consultation.neighbourhoods.set([demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]])
    published_at = min(demo.at(row["opens"] - 1, "12:00"), demo.now)
    consultation = publish_consultation(consultation=consultation, by=coordinator, now=published_at)
    for name, email, text, publish, day, *answer in row["opinions"]:
        opinion = submit_opinion(
            consultation=consultation, text=text, name=name, email=email, publish_name=publish, form_token=uuid4(),
            by=Guest(), now=demo.at(day, "13:00"),
        )  # fmt: skip
        opinion = confirm_opinion(opinion=opinion, now=demo.at(day, "13:05"))
        _answer(demo, opinion, answer, days=4)
    for community, text, residents, how, day, *answer in row["joint"]:
        group = demo.made["communities"][community]
        leader = group.memberships.leaders().first().user
        opinion = submit_opinion(
            consultation=consultation, text=text, community=group, residents_represented=residents, how_agreed=how,
            agreed_on=demo.day(day - 1),
            name=leader.name, email=leader.email, form_token=uuid4(), by=leader, now=demo.at(day, "19:00"),
        )  # fmt: skip
        _answer(demo, opinion, answer, days=5)
    if row.get("result"):
        add_result(
            consultation=consultation, result=row["result"], lessons=row["lessons"], by=coordinator, now=demo.at(row["decision"])
        )


def _answer(demo: Demo, question, answer: list, *, days: int) -> None:
    """Answer ``days`` working days after receipt, if the content has an answer."""
    if not answer:
        return
    outcome, reason, next_step, no_next_step, norm = answer[0][:5]
    received = getattr(question, "confirmed_at", None) or question.received_at
    offset = (work_calendar().add_working_days(localdate(received), days) - demo.today).days
    answer_now(
        question=question, outcome=outcome, reason=reason, next_step=next_step, no_next_step=no_next_step,
        legal_reference=norm, by=demo.person("koordinators"), now=demo.at(offset, "15:00"),
    )  # fmt: skip


def _forum(demo: Demo, row: dict) -> None:
    coordinator = demo.person("koordinators")
    forum = plan_forum(
        title=row["title"], neighbourhood=demo.made["neighbourhoods"][row["neighbourhood"]],
        unit=demo.made["units"][row["unit"]], held_at=demo.at(row["held"], row["clock"]), place=row["place"],
        agenda=row["agenda"], communities=[demo.made["communities"][key] for key in row["communities"]],
        by=coordinator, now=demo.at(row["planned"]),
    )  # fmt: skip
    registered = demo.at((work_calendar().add_working_days(localdate(forum.held_at), 1) - demo.today).days, "09:30")
    for title, text, unit, residents, how, answer in row["proposals"]:
        proposal = add_proposal(
            forum=forum, title=title, text=text, unit=demo.made["units"][unit], residents_represented=residents,
            how_agreed=how, community=demo.made["communities"][row["communities"][0]] if residents else None,
            votes=residents, voting="hands" if residents else "", by=coordinator, now=registered,
        )  # fmt: skip
        _answer(demo, proposal, [answer], days=answer[5])
    if row["closed"] is not None:
        close_forum(
            forum=forum, attendance=row["attendance"], minutes=row["minutes"], lessons=row["lessons"],
            ten_steps=row["steps"], by=coordinator, now=demo.at(row["closed"]),
        )  # fmt: skip


def _submission(demo: Demo, row: dict) -> None:
    community = demo.made["communities"][row["community"]]
    leader = community.memberships.leaders().first().user
    submission = receive_submission(
        kind="proposal", title=row["title"], text=row["text"], need=row["need"], own_part=row["own_part"],
        unit=demo.made["units"][row["unit"]], neighbourhood=demo.made["neighbourhoods"][row["neighbourhood"]],
        voice="joint", community=community, residents_represented=row["residents"], how_agreed=row["how"],
        author=leader, author_name=leader.name, by=leader, now=demo.working(row["received"], "11:20"),
    )  # fmt: skip
    if extended := row.get("extended"):
        on, until, reason = extended
        extend_answer(
            question=submission, until=localdate(demo.working(until)), reason=reason, by=demo.person("koordinators"),
            now=demo.working(on),
        )  # fmt: skip
