"""Demo draft decisions, one in each stage, with requests, opinions, answers and invitations; an overview for a planner."""

from uuid import uuid4

from django.utils.text import slugify

from participation.actions.answer import answer_now
from participation.actions.draft_decision import (
    answer_invitation,
    decline_request,
    invite_to_committee,
    publish_draft,
    record_decision,
    request_opinions,
    send_result,
    submit_to_committee,
)
from participation.actions.opinion import submit_opinion
from participation.actions.territory_overview import make_overview
from participation.models import DraftDecision
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("draft_decisions")
    for row in content["drafts"]:
        _draft(demo, row)
    overview = content["overview"]
    make_overview(
        planner=overview["planner"], neighbourhoods=[demo.made["neighbourhoods"][key] for key in overview["neighbourhoods"]],
        by=demo.person("koordinators"), now=demo.at(-12),
    )  # fmt: skip


def _leader(demo: Demo, key: str):
    return demo.made["communities"][key].memberships.leaders().first().user


def _draft(demo: Demo, row: dict) -> None:
    coordinator = demo.person("koordinators")
    draft = DraftDecision.objects.create(
        title=row["title"], slug=slugify(row["title"]), subject=row["subject"], summary=row["summary"], text=row["text"],
        unit=demo.made["units"][row["unit"]], contact_post="Līdzdalības koordinators", contact_phone="+371 67 000 111",
        contact_email="lidzdaliba@pasvaldiba.example",
    )  # fmt: skip
    draft.neighbourhoods.set([demo.made["neighbourhoods"][key] for key in row["neighbourhoods"]])
    publish_draft(draft=draft, by=coordinator, now=demo.at(row["published"]))
    request_opinions(
        draft=draft, can_change=row["can_change"], answer_by=demo.day(row["until"]), decision_on=demo.day(row["decision"]),
        by=coordinator, now=demo.at(row["asked"]),
    )  # fmt: skip
    draft.refresh_from_db()
    _voices(demo, draft, row)
    if "submitted" in row:
        _to_the_committee(demo, draft, row)
    if "decided" in row:
        record_decision(
            draft=draft, outcome=row["outcome"], decided_on=demo.day(row["decided"]), decision_number=row["number"],
            by=coordinator, now=demo.at(row["decided"], "16:00"),
        )  # fmt: skip
        send_result(draft=draft, result=row["result"], by=coordinator, now=demo.at(row["told"]))


def _voices(demo: Demo, draft: DraftDecision, row: dict) -> None:
    for key, text, residents, how, day, *answer in row["opinions"]:
        leader = _leader(demo, key)
        opinion = submit_opinion(
            consultation=draft.consultation, text=text, community=demo.made["communities"][key], how_agreed=how,
            agreed_on=demo.day(day - 1), residents_represented=residents, name=leader.name, email=leader.email,
            form_token=uuid4(), by=leader, now=demo.at(day, "19:00"),
        )  # fmt: skip
        if answer:
            reason, next_step = answer
            answer_now(
                question=opinion, outcome="taken", reason=reason, next_step=next_step, by=demo.person("koordinators"),
                now=demo.at(day + 5, "15:00"),
            )  # fmt: skip
    for key, reason in row["declined"]:
        request = draft.requests.get(community=demo.made["communities"][key])
        decline_request(request=request, reason=reason, by=_leader(demo, key), now=demo.at(row["asked"] + 1))


def _to_the_committee(demo: Demo, draft: DraftDecision, row: dict) -> None:
    coordinator = demo.person("koordinators")
    submit_to_committee(
        draft=draft, committee=row["committee"], meeting_at=demo.at(row["meeting"], "15:00"), agenda_item=4,
        meeting_place="Ķekava, Gaismas iela 19, 2. stāva zāle", remote_link="https://sapulce.example/komiteja",
        by=coordinator, now=demo.at(row["submitted"]),
    )  # fmt: skip
    invite_to_committee(draft=draft, by=coordinator, now=demo.at(row["invited"]))
    for key in row["coming"]:
        invitation = draft.invitations.get(community=demo.made["communities"][key])
        answer_invitation(invitation=invitation, is_coming=True, by=_leader(demo, key), now=demo.at(row["invited"] + 1))
