"""Promises kept and broken, self-audits and reports, as the scorecard's tests need them."""

import random
from datetime import datetime, timedelta

from participation.actions.report import prepare_report
from participation.actions.self_audit import ask_self_audit, fill_self_audit
from participation.enums import Mistake, Promise
from participation.models import SelfAudit, YearlyReport
from portal.obligations.models import Obligation
from portal.ui.visibility import Visibility
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, UnitFactory, make_promise

EVIDENCE = "Uz trešdaļu viedokļu atbilde netika nosūtīta."
FOREWORD = (
    "Šogad katrs viedoklis saņēma atbildi ar zināmu termiņu, pamatojumu un nākamo soli; visvairāk laika prasīja ceļi "
    "un apgaismojums."
)
KINDS = (Promise.OPINION_ANSWER, Promise.SUBMISSION_ANSWER, Promise.FORUM_MINUTES)


def keep_promise(received_at: datetime, kept_at: datetime, **details) -> Obligation:
    """A promise of an answer, kept at that moment."""
    promise = make_promise(received_at=received_at, **details)
    promise.fulfilled_at = kept_at
    promise.save()
    return promise


def mixed_promises(seed: int, now: datetime, number: int = 60) -> list[Obligation]:
    """Of all sorts: kept early and late, extended, withdrawn, waiting, internal, sensitive, of a kind that does not count."""
    chance = random.Random(seed)
    units, places = [UnitFactory() for _ in range(3)], [NeighbourhoodFactory().pk for _ in range(2)]
    promises = []
    for _ in range(number):
        received_at = now - timedelta(days=chance.randrange(800), minutes=chance.randrange(1440))
        promise = make_promise(
            received_at=received_at,
            kind=chance.choice(KINDS),
            holder=chance.choice(units),
            neighbourhood_key=chance.choice([*places, None]),
            visibility=chance.choice(Visibility.values),
        )
        if chance.random() < 0.2:
            promise.extended_at, promise.extended_by, promise.extension_reason = received_at, OfficerFactory(), "Vajag datus."
            promise.due_at += timedelta(days=20)
        ended_at = received_at + timedelta(days=chance.randrange(40), minutes=chance.randrange(1440))
        what_happened = chance.choice(("kept", "kept", "kept", "withdrawn", "waits"))
        if ended_at < now and what_happened == "kept":
            promise.fulfilled_at = ended_at
        elif ended_at < now and what_happened == "withdrawn":
            promise.cancelled_at = ended_at
        promise.save()
        promises.append(promise)
    return promises


def marks(occurrence: str = "no", evidence: str = EVIDENCE) -> dict:
    """The same said of all nine mistakes."""
    return dict.fromkeys(Mistake, (occurrence, evidence))


def audit_of(unit, year: int, now: datetime, occurrence: str = "no") -> SelfAudit:
    """Filled in by an officer."""
    audit = ask_self_audit(unit=unit, year=year, now=now)
    return fill_self_audit(audit=audit, marks=marks(occurrence), by=OfficerFactory(), now=now)


def prepared_report(year: int, now: datetime, **words) -> YearlyReport:
    """With its figures gathered, not published."""
    report = YearlyReport.objects.create(year=year, unit=UnitFactory(), **{"foreword": FOREWORD, **words})
    return prepare_report(report=report, by=OfficerFactory(), now=now)
