"""The large municipality: the demo's rows, copied until there are as many as half a million people would write.

The demo is loaded by the portal's own actions, so every kind of row is there and true; the copies differ from it by their
number, their day and their place. Nothing is drawn by chance: two runs make the same municipality.
"""

import time
from dataclasses import dataclass

from django.db import connection, models
from django.utils import timezone

from actionplans.models import Plan
from bench import large_plan
from bench.copying import copy_rows, root
from communities import models as communities
from grants import models as grants
from participation import models as participation
from participation.actions.scorecard import keep_scores
from portal.accounts.models import User
from portal.audit.models import Event as AuditEntry
from portal.obligations.models import Obligation


@dataclass(frozen=True)
class Size:
    """How many of everything there are in the end."""

    neighbourhoods: int = 500
    communities: int = 3_000
    events: int = 100_000
    applications: int = 30_000
    judged: int = 500
    opinions: int = 300_000
    opinions_in_one: int = 5_000
    obligations: int = 500_000
    reminders_due: int = 20_000
    audit_entries: int = 500_000


PEOPLE = "@novads.example"
WRITERS = 40
JUDGED_CALL, DECIDED_CALL = "kopienas-dara-2026", "ideju-konkurss-2026"
UNREGISTERED = {"registration_number": "''", "legal_form": "'informal'"}
NUMBERED = {"ordinal": "m.copy", "number": "'L-' || m.copy"}
WAITING_SHARE = 0.07
"""Of a hundred opinions so many are not answered yet."""
DAYS = 1_800
"""How far back the past goes."""


def make_large(size: Size, say=lambda line: None) -> None:
    """On top of a database with the demo."""
    for step in (
        more_people, more_places, more_communities, more_events, more_applications, more_opinions, more_obligations,
        more_history, add_plans, count_again, put_reminders_due, keep_counts,
    ):  # fmt: skip
        started = time.perf_counter()
        step(size)
        say(f"{step.__name__.replace('_', ' ')}: {time.perf_counter() - started:.0f} s")


def spread(rows: models.QuerySet, number: str = "m.copy") -> str:
    """One of ``rows`` after the other, in SQL."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return f"('{{{','.join(map(str, keys))}}}'::bigint[])[1 + {number} % {len(keys)}]"


def somebody() -> str:
    """In the place of the demo's people, who would otherwise have written everything."""
    return f"CASE WHEN s.author_id IS NOT NULL THEN {spread(User.objects.filter(email__endswith=PEOPLE))} END"


def times(wanted: int, rows: models.QuerySet, of: models.QuerySet | None = None) -> int:
    """How often ``rows`` must be copied until there are ``wanted``."""
    return max(1, -(-(wanted - (rows if of is None else of).count()) // rows.count()))


def more_people(size: Size) -> None:
    """A leader for each community to come."""
    User.objects.bulk_create(
        User(email=f"vaditajs-{n}{PEOPLE}", name=f"Kopienas vadītājs {n}", password="!", language="lv")
        for n in range(1, size.communities + 1)
    )


def more_places(size: Size) -> None:
    """The whole demo again and again, each time two weeks further back: neighbourhoods with all that happens there."""
    whole = (
        communities.Neighbourhood, communities.ContactPerson, communities.Community, communities.Agreement,
        communities.ResourceCentre, communities.Council, communities.CouncilMember, communities.Meeting, communities.GoodPractice,
        communities.Event, communities.ExchangeNotice, participation.Consultation,
        participation.ConsultationDocument, participation.Opinion, participation.BudgetCampaign, participation.Forum,
        participation.ForumNotes, participation.Submission, participation.Announcement, participation.DraftDecision,
        grants.Call, grants.Idea, grants.Application, grants.ProjectReport, Plan,
    )  # fmt: skip
    often = times(size.neighbourhoods, communities.Neighbourhood.objects.all())
    particular = {
        communities.Community: UNREGISTERED,
        participation.Opinion: {"author_id": somebody()},
        participation.Submission: {"dvs_number": "''", "author_id": somebody()},
    }
    copy_rows(
        *(root(model._base_manager.all(), often, **particular.get(model, {})) for model in whole),
        belonging={"Contract": NUMBERED, "TeamMember": None, "Support": None},
        days_back="m.n * 14",
    )


def more_communities(size: Size) -> None:
    rows = communities.Community.objects.public().order_by("pk")[:10]
    rows = communities.Community.objects.filter(pk__in=[one.pk for one in rows])
    copy_rows(
        root(rows, times(size.communities, rows, communities.Community.objects.all()), **UNREGISTERED),
        belonging={
            "Community_neighbourhoods": {"neighbourhood_id": spread(communities.Neighbourhood.objects.all(), "m.n")},
            "Forum_communities": None, "Survey_communities": None, "OpinionRequest": None, "CommitteeInvitation": None,
        },
    )  # fmt: skip
    led = communities.Membership.objects.filter(role="leader").values("community")
    without = communities.Community.objects.exclude(pk__in=led).order_by("pk")
    leaders = User.objects.filter(email__endswith=PEOPLE).order_by("pk")
    communities.Membership.objects.bulk_create(
        communities.Membership(community=one, user=leader, role="leader", accepted_at=timezone.now())
        for one, leader in zip(without, leaders, strict=False)
    )


def more_events(size: Size) -> None:
    rows = communities.Event.objects.filter(state="held", pk__lte=28).exclude(community=None)
    often, everyone = times(size.events, rows, communities.Event.objects.all()), spread(communities.Community.objects.all())
    copy_rows(
        root(rows, often, community_id=everyone),
        belonging={
            "Event_neighbourhoods": {"neighbourhood_id": spread(communities.Neighbourhood.objects.all())},
            "ActionTie": None, "Call": None,
        },
        days_back=f"m.n % {DAYS}",
    )  # fmt: skip


def more_applications(size: Size) -> None:
    everyone = spread(communities.Community.objects.all())
    judged = grants.Application.objects.filter(call__slug=JUDGED_CALL, state="evaluated")
    often = times(size.judged, judged)
    copy_rows(
        root(judged, often, community_id=everyone, points="50 + m.copy % 45"),
        root(grants.Evaluation.objects.filter(application__in=judged), often),
        belonging={"Score": {"points": "1 + (m.copy * 7) % GREATEST(s.points, 1)"}, "ActionTie": None},
    )
    decided = grants.Application.objects.filter(call__slug=DECIDED_CALL)
    copy_rows(
        root(
            decided, times(size.applications, decided, grants.Application.objects.all()), community_id=everyone,
            call_id=spread(grants.Call.objects.filter(slug__startswith=DECIDED_CALL), "m.n"), idea_id="NULL",
        ),
        belonging={"Contract": NUMBERED, "ActionTie": None},
        days_back=f"m.n % {DAYS}",
    )  # fmt: skip
    written = grants.Application.objects.filter(state="draft", draft__data__has_key="projekts").order_by("pk")[:1]
    writers = communities.Community.objects.filter(memberships__user__email__endswith=PEOPLE).order_by("pk")[:WRITERS]
    drafts = grants.Application.objects.filter(pk__in=[one.pk for one in written])
    copy_rows(
        root(drafts, WRITERS, community_id=spread(communities.Community.objects.filter(pk__in=[one.pk for one in writers])))
    )


def more_opinions(size: Size) -> None:
    first = participation.Opinion.objects.filter(pk__lte=100, attachment=None, evidence=None)
    promised = Obligation.objects.open().filter(subject_type__model="opinion").values("subject_id")
    waiting, answered = first.filter(state="received", pk__in=promised), first.filter(state="answered")
    every = max(1, size.opinions // size.opinions_in_one)
    ended = participation.Consultation.objects.filter(state="published", closes_at__lt=timezone.now())
    largest = ended.order_by("pk").first()
    columns = {
        "paragraph_id": "NULL",
        "author_id": somebody(),
        "consultation_id": f"CASE WHEN m.n % {every} = 0 THEN {largest.pk} ELSE {spread(ended)} END",
    }
    everywhere = {"neighbourhood_key": spread(communities.Neighbourhood.objects.all())}
    of = participation.Opinion.objects.all()
    copy_rows(
        root(waiting, times(int(size.opinions * WAITING_SHARE), waiting), **columns),
        belonging={"Obligation": everywhere, "SearchEntry": None, "Note": None, "AnswerSketch": None},
    )
    copy_rows(
        root(answered, times(size.opinions, answered, of), **columns),
        belonging={"Obligation": everywhere, "SearchEntry": None, "Note": None, "Dispute": None, "Moderation": None},
        days_back=f"m.n % {DAYS}",
    )


def more_obligations(size: Size) -> None:
    """Submissions to the municipality with their answers, until there are promises enough."""
    promised = Obligation.objects.filter(subject_type__model="submission", subject_id__lte=200).values("subject_id")
    rows = participation.Submission.objects.filter(pk__in=promised, state="answered", attachment=None)
    copy_rows(
        root(
            rows, times(size.obligations, rows, Obligation.objects.all()), dvs_number="''", author_id=somebody(),
            neighbourhood_id=spread(communities.Neighbourhood.objects.all()),
            forum_id=f"CASE WHEN s.forum_id IS NOT NULL THEN {spread(participation.Forum.objects.all())} END",
            campaign_id=f"CASE WHEN s.campaign_id IS NOT NULL THEN {spread(participation.BudgetCampaign.objects.all())} END",
        ),
        belonging={"SearchEntry": None, "ActionTie": None, "MeetingTask": None, "Support": None, "Note": None},
        days_back=f"m.n % {DAYS}",
    )  # fmt: skip


def more_history(size: Size) -> None:
    often = times(size.audit_entries, AuditEntry.objects.all())
    columns = ", ".join(f'"{one.column}"' for one in AuditEntry._meta.local_concrete_fields if not one.primary_key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_event ({columns}) SELECT "  # noqa: S608
            + columns.replace('"happened_at"', f"happened_at - (n % {DAYS}) * interval '1 day'").replace(
                '"target_id"', "target_id || '-' || n"
            )
            + f" FROM audit_event, generate_series(1, {often}) n"
        )


def add_plans(_size: Size) -> None:
    large_plan.add_all()


def count_again(_size: Size) -> None:
    """The numbers that consultations carry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE participation_consultation c SET individual_count = o.given, answered_count = o.answered FROM ("
            "SELECT consultation_id, count(*) given, count(*) FILTER (WHERE state = 'answered') answered "
            "FROM participation_opinion GROUP BY consultation_id) o WHERE o.consultation_id = c.id"
        )


def put_reminders_due(size: Size) -> None:
    """So many open promises are half through; of all others nobody need be reminded today."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE obligations_obligation SET received_at = %(now)s - interval '10 days', due_at = %(now)s + interval '4 days', "
            "next_reminder_at = %(now)s - interval '1 hour' WHERE id IN (SELECT id FROM obligations_obligation "
            "WHERE fulfilled_at IS NULL AND cancelled_at IS NULL AND unit_id IS NOT NULL ORDER BY id LIMIT %(due)s)",
            {"now": now, "due": size.reminders_due},
        )
        cursor.execute(
            "UPDATE obligations_obligation SET next_reminder_at = %(now)s + interval '30 days' WHERE fulfilled_at IS NULL "
            "AND cancelled_at IS NULL AND next_reminder_at <= %(now)s - interval '2 hours'",
            {"now": now},
        )


def keep_counts(_size: Size) -> None:
    """What a night's work leaves behind: the planner's statistics and the scorecard."""
    connection.cursor().execute("VACUUM ANALYZE")
    now = timezone.now()
    keep_scores(years=[None, now.year, now.year - 1], now=now)
