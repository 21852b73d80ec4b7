"""A year of subsidies with two levels, communities that have reached one, and claims as far as the actions bring them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from communities.enums import CountProof, LegalForm
from communities.models import Community
from grants.actions.subsidy import approve_payments, decide_scheme, prepare_payments, publish_scheme
from grants.actions.subsidy_claim import accept_report, claim_subsidy, confirm_claim, report_subsidy
from grants.models import SubsidyClaim, SubsidyCost, SubsidyScheme, SubsidyTier, TierCondition
from portal.accounts.roles import Role
from portal.obligations.clock import end_of_day
from tests.factories.communities import CommunityFactory
from tests.factories.event import EventFactory, SeriesFactory, hold
from tests.factories.participation import give_joint_opinion
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

RIGA = ZoneInfo("Europe/Riga")
YEAR = 2026
BEFORE = datetime(2026, 11, 21, 10, 0, tzinfo=RIGA)
OPENS = datetime(2027, 2, 1, 0, 0, tzinfo=RIGA)
IN_TIME = datetime(2027, 2, 10, 12, 0, tzinfo=RIGA)
CLOSED = end_of_day(date(2027, 2, 28))
DECIDING = datetime(2027, 3, 20, 10, 0, tzinfo=RIGA)
PAYING = datetime(2027, 4, 20, 10, 0, tzinfo=RIGA)
REPORTING = datetime(2027, 12, 1, 10, 0, tzinfo=RIGA)
ACCOUNT = "LV80BANK0000435195001"
DONE = "Uzturējām mājaslapu un grāmatvedis sakārtoja gada pārskatu."

NUMBERS = (f"4000{number}" for number in count(1000001))

EASY = (
    ("Sākums", 400, [("residents", {"minimum": 10})]),
    ("Aktīva apkaime", 1200, [("residents", {"minimum": 35})]),
)
"""Two levels by residents alone."""

AS_IN_2026 = (
    (
        "Sākums",
        400,
        [
            ("residents", {"minimum": 10}),
            ("events", {"minimum": 1, "attendance": 20}),
            ("opinions", {"minimum": 1}),
            ("traditions", {"minimum": 1, "attendance": 20}),
            ("declaration", {}),
            ("report", {}),
            ("standing", {}),
        ],
    ),
    (
        "Aktīva apkaime",
        1200,
        [
            ("residents", {"minimum": 35}),
            ("events", {"minimum": 3, "attendance": 20}),
            ("opinions", {"minimum": 2}),
            ("traditions", {"minimum": 1, "attendance": 50}),
            ("declaration", {}),
            ("report", {}),
            ("share_used", {"minimum": 90}),
            ("registered", {"minimum": 1}),
        ],
    ),
)
"""The rules of demo-data 4.12."""


class SchemeFactory(DjangoModelFactory):
    """A complete draft; ``levels`` gives its tiers, as ``EASY``."""

    class Meta:
        model = SubsidyScheme
        skip_postgeneration_save = True

    year = YEAR
    title = factory.LazyAttribute(lambda scheme: f"Apkaimju dotācija {scheme.year}")
    summary = "Nauda kopienas ikdienai."
    rules = "Dotāciju piešķir kopienai, kas izpildījusi līmeņa nosacījumus."
    total = Decimal(15000)
    opens_on = factory.LazyAttribute(lambda scheme: date(scheme.year + 1, 2, 1))
    closes_on = factory.LazyAttribute(lambda scheme: date(scheme.year + 1, 2, 28))
    decision_on = factory.LazyAttribute(lambda scheme: date(scheme.year + 1, 3, 31))
    paid_on = factory.LazyAttribute(lambda scheme: date(scheme.year + 1, 4, 30))
    report_on = factory.LazyAttribute(lambda scheme: date(scheme.year + 2, 1, 31))
    return_on = factory.LazyAttribute(lambda scheme: date(scheme.year + 2, 2, 28))
    unit = factory.SubFactory(UnitFactory)
    contact_post = "līdzdalības koordinators"
    contact_phone = "+371 67 000 111"
    contact_email = "dotacijas@example.lv"

    @factory.post_generation
    def levels(self, create, given, **extra):
        for number, (name, amount, conditions) in enumerate(EASY if given is None else given, start=1):
            tier = SubsidyTier.objects.create(scheme=self, position=number, name=name, amount=Decimal(amount))
            for position, (kind, facts) in enumerate(conditions, start=1):
                TierCondition.objects.create(tier=tier, kind=kind, position=position, **facts)

    @factory.post_generation
    def purposes(self, create, given, **extra):
        for position, name in enumerate(("Mājaslapa", "Grāmatvedis no malas"), start=1):
            SubsidyCost.objects.create(scheme=self, name=name, position=position)


def subsidy_officer():
    return OfficerFactory(roles=[Role.CALLS])


def accountant():
    return OfficerFactory(roles=[Role.ACCOUNTANT])


def published_scheme(*, now: datetime = BEFORE, **fields) -> SubsidyScheme:
    return publish_scheme(scheme=SchemeFactory(**fields), by=subsidy_officer(), now=now)


def united(residents: int, **fields) -> Community:
    """A registered community that has shown how many residents it unites; somebody leads it."""
    given = {
        "leader": PersonFactory(), "legal_form": LegalForm.ASSOCIATION, "declared_at": datetime(2025, 5, 1, tzinfo=UTC),
        "founded_on": date(2020, 5, 1), "registration_number": next(NUMBERS),
    } | fields  # fmt: skip
    return CommunityFactory(
        residents_united=residents, residents_united_on=date(2026, 9, 1), residents_proof=CountProof.MEMBER_LIST, **given
    )


def event_of(community: Community, attendance: int, *, year: int = YEAR, series=None):
    """An event of the community, held in June of ``year``."""
    begins = datetime(year, 6, 10, 18, 0, tzinfo=RIGA)
    return hold(EventFactory(community=community, series=series, starts_at=begins), attendance)


def tradition_of(community: Community, attendance: int, *, year: int = YEAR):
    return event_of(community, attendance, year=year, series=SeriesFactory(community=community))


def opinion_of(community: Community, *, year: int = YEAR, residents: int = 21):
    """A joint opinion handed in on a day of ``year``."""
    opinion = give_joint_opinion(community=community, residents_represented=residents)
    type(opinion).objects.filter(pk=opinion.pk).update(submitted_at=datetime(year, 6, 12, 12, 0, tzinfo=RIGA))
    return opinion


def leader_of(community: Community):
    return community.memberships.leaders().first().user


def spending_of(scheme: SubsidyScheme, total: Decimal | int) -> dict[SubsidyCost, Decimal]:
    first, second = scheme.costs.all()
    return {first: Decimal(100), second: Decimal(total) - 100}


def claim_of(community: Community, scheme: SubsidyScheme, *, total: Decimal | int = 400, now: datetime = IN_TIME) -> SubsidyClaim:
    return claim_subsidy(
        scheme=scheme, community=community, iban=ACCOUNT, account_holder=community.name,
        spending=spending_of(scheme, total), by=leader_of(community), now=now,
    )  # fmt: skip


def confirmed_claim(community: Community, scheme: SubsidyScheme, **details) -> SubsidyClaim:
    claim = claim_of(community, scheme, **details)
    return confirm_claim(claim=claim, by=subsidy_officer(), now=details.get("now", IN_TIME) + timedelta(days=1))


def granted_claim(community: Community, scheme: SubsidyScheme, *, now: datetime = DECIDING, **details) -> SubsidyClaim:
    claim = confirmed_claim(community, scheme, **details)
    decide_scheme(scheme=scheme, by=subsidy_officer(), now=now)
    claim.refresh_from_db()
    return claim


def paid_claim(community: Community, scheme: SubsidyScheme, *, now: datetime = PAYING) -> SubsidyClaim:
    claim = granted_claim(community, scheme)
    prepare_payments(scheme=scheme, claims=[claim], by=subsidy_officer(), now=now)
    approve_payments(scheme=scheme, claims=[claim], by=accountant(), now=now)
    claim.refresh_from_db()
    return claim


def reported_claim(
    community: Community, scheme: SubsidyScheme, *, used: Decimal | int = 400, now: datetime = REPORTING
) -> SubsidyClaim:
    claim = paid_claim(community, scheme)
    lines = list(claim.lines.all())
    sums = {lines[0]: Decimal(used), **dict.fromkeys(lines[1:], Decimal(0))}
    report_subsidy(claim=claim, done=DONE, used=sums, by=leader_of(community), now=now)
    claim.refresh_from_db()
    return claim


def accepted_claim(community: Community, scheme: SubsidyScheme, **details) -> SubsidyClaim:
    claim = reported_claim(community, scheme, **details)
    return accept_report(claim=claim, by=subsidy_officer(), now=REPORTING)
