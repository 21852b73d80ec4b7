"""What the people of the soak need beside the demo: a call that closes half-way, a reserve that money becomes free for, and
promises whose reminders fall due while everything breaks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import uuid4

from django.utils import timezone

from communities.models import Community, Membership
from grants.enums import ApplicationState, DecisionOutcome
from grants.models import Application, Call, Decision
from grants.queries.money import awarded
from participation.actions.opinion import enter_opinion
from participation.enums import Channel
from participation.models import Consultation
from portal.accounts.models import User
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation
from portal.obligations.receipts import issue_receipt

PROMISES = 120
RESERVE = 40
ENOUGH_FOR = 25
"""Applications in reserve for which the money is enough; the others compete for it in vain."""
ASKED = Decimal(500)
OFFICER, CALL_ADMINISTRATOR = "koordinators@example.lv", "konkursi@example.lv"


@dataclass(frozen=True)
class Applicant:
    email: str
    community: int
    neighbourhood: int


@dataclass(frozen=True)
class Parts:
    """The parts of a call that its form offers."""

    lot: int | None
    category: int
    rate: int
    attachment: int

    @classmethod
    def of(cls, call: Call) -> "Parts":
        lot, required = call.lots.first(), call.attachment_kinds.filter(is_required=True)
        category = call.cost_categories.filter(is_administration=False).first()
        return cls(lot and lot.pk, category.pk, call.in_kind_rates.first().pk, required.get().pk)


@dataclass(frozen=True)
class Stage:
    """Where the people go, and what the audit must know of the beginning."""

    begins: datetime
    consultation: str
    call: Call
    parts: Parts
    applicants: list[Applicant]
    reserve: list[int]
    reserve_call: Call
    reminders: dict[int, datetime]


def prepare(minutes: float, dice: Random) -> Stage:
    now = timezone.now()
    consultation = Consultation.objects.open(now + timedelta(hours=1)).order_by("-closes_at").first()
    call = Call.objects.open(now).filter(rounds=1).order_by("closes_at").first()
    call.one_per_applicant, call.closes_at = False, now + timedelta(minutes=minutes / 2)
    call.save()
    reserve = _reserve(now)
    return Stage(
        begins=now,
        consultation=consultation.slug,
        call=call,
        parts=Parts.of(call),
        applicants=list(_applicants(call)),
        reserve=[one.pk for one in reserve],
        reserve_call=reserve[0].call,
        reminders=_promises(consultation, now, minutes, dice),
    )


def _applicants(call: Call):
    leading = Membership.objects.current().filter(role="leader", community__legal_form__in=call.eligible_applicants)
    leading = leading.exclude(community__verified_at=None).exclude(community__applications__call=call)
    for membership in leading.select_related("user", "community"):
        place = membership.community.neighbourhoods.first()
        if place and membership.user.email.startswith("lideris."):
            yield Applicant(membership.user.email, membership.community_id, place.pk)


def _reserve(now: datetime) -> list[Application]:
    """Copies of a decided application in the reserve of its call, and money for some of them."""
    decision = Decision.objects.filter(outcome=DecisionOutcome.FUNDED, application__call__state="decided").first()
    call, communities = decision.application.call, list(Community.objects.exclude(verified_at=None))
    reserved = sum((lot.reserved for lot in call.lots.all()), Decimal(0))
    call.total = awarded(call) + reserved + ENOUGH_FOR * ASKED
    call.save()
    Decision.objects.filter(application__call=call, outcome=DecisionOutcome.RESERVE).update(reserve_place=RESERVE + 1)
    made = []
    for place in range(1, RESERVE + 1):
        application = Application.objects.get(pk=decision.application_id)
        application.pk, application.idea, application.forum_idea, application.lot = None, None, None, None
        application.community = communities[place % len(communities)]
        application.title, application.state = f"Rezerves projekts {place}", ApplicationState.RESERVE
        application.requested, application.total = ASKED, ASKED
        application.own_money = application.in_kind = application.other_money = Decimal(0)
        application.save(force_insert=True)
        Decision.objects.create(
            application=application, outcome=DecisionOutcome.RESERVE, reserve_place=place, reason=decision.reason,
            protocol=decision.protocol, sitting=decision.sitting, decided_at=now, decided_by=decision.decided_by,
        )  # fmt: skip
        issue_receipt(subject=application, now=now)
        made.append(application)
    return made


def _promises(consultation: Consultation, now: datetime, minutes: float, dice: Random) -> dict[int, datetime]:
    """Opinions from paper that have waited for a while; the next reminder of each falls due at an instant of the soak."""
    officer, opened = User.objects.get(email=OFFICER), consultation.opens_at + timedelta(minutes=1)
    due = {}
    for number in range(PROMISES):
        opinion = enter_opinion(
            consultation=consultation, channel=Channel.PAPER, received_at=opened, form_token=uuid4(), by=officer, now=now,
            text=f"Vēstule {number}: pie pieturas vajag gaismu, jo vakaros tur ir tumšs.",
        )  # fmt: skip
        promise = Obligation.objects.about(opinion).get()
        promise.received_at = now - timedelta(days=30)
        promise.due_at = promise.first_due_at = end_of_day(timezone.localdate(now) + timedelta(days=dice.randint(-20, 1)))
        promise.next_reminder_at = due[promise.pk] = now + timedelta(minutes=dice.uniform(0, minutes))
        promise.save()
    return due
