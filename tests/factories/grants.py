"""A call as the guidelines want it, and its applications as far as the actions have brought them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from communities.models import Community
from grants.actions.application import begin_application, submit_application
from grants.actions.call import begin_evaluation, publish_call
from grants.actions.checking import accept_application
from grants.actions.evaluation import declare_conflicts, name_commission_member, submit_evaluation
from grants.enums import ApplicantKind, LineKind
from grants.models import Application, Call, CommissionMember, CostCategory, Criterion, InKindRate
from portal.accounts.roles import Role
from tests.factories.communities import CommunityFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

RIGA = ZoneInfo("Europe/Riga")
ANNOUNCED = datetime(2027, 1, 4, 9, 0, tzinfo=RIGA)
DEADLINE = datetime(2027, 4, 12, 17, 0, tzinfo=RIGA)
IN_TIME = DEADLINE - timedelta(days=3)
JUDGING = DEADLINE + timedelta(days=10)

REASON = "Vajadzība ir pamatota, un izmaksas ir samērīgas."


class CallFactory(DjangoModelFactory):
    """A draft that keeps every guideline; ``weights=(…)`` gives the criteria, ten points each."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"{n}. kopienu konkurss")
    slug = factory.Sequence(lambda n: f"konkurss-{n}")
    summary = "Nauda kaimiņu darbiem."
    rules = "Pašvaldība sedz līdz 90 % no projekta kopsummas."
    eligible_applicants = [ApplicantKind.INFORMAL, ApplicantKind.ASSOCIATION]
    total = Decimal(10000)
    smallest_grant = Decimal(300)
    largest_grant = Decimal(3000)
    intensity = Decimal(90)
    admin_cap = Decimal(15)
    threshold = Decimal(60)
    opens_at = ANNOUNCED
    closes_at = DEADLINE
    seminar_at = DEADLINE - timedelta(days=18)
    decision_on = date(2027, 6, 1)
    implementation_from = date(2027, 7, 1)
    implementation_to = date(2028, 7, 31)
    equality_answer = "Nē: pašu ieguldījumu var dot darbā."
    channels = ["Portāls", "Novada avīze"]
    unit = factory.SubFactory(UnitFactory)
    contact_post = "konkursu administrators"
    contact_phone = "+371 67 000 112"
    contact_email = "konkursi@example.lv"

    @factory.post_generation
    def weights(self, create, given, **extra):
        for position, weight in enumerate(given or (50, 30, 20), start=1):
            Criterion.objects.create(call=self, position=position, title=f"{position}. kritērijs", maximum=10, weight=weight)

    @factory.post_generation
    def budget_rules(self, create, given, **extra):
        CostCategory.objects.create(call=self, name="Materiāli")
        CostCategory.objects.create(call=self, name="Projekta vadība", is_administration=True)
        InKindRate.objects.create(call=self, name="Brīvprātīgais darbs", unit="stunda", rate=Decimal(10))


def call_administrator():
    return OfficerFactory(roles=[Role.CALLS])


def published_call(**fields) -> Call:
    call = CallFactory(**fields)
    return publish_call(call=call, by=call_administrator(), now=call.opens_at)


def leader_of(community: Community):
    return community.memberships.leaders().first().user


def begun_application(call: Call, community: Community | None = None) -> Application:
    community = community or CommunityFactory(leader=PersonFactory())
    return begin_application(call=call, community=community, by=leader_of(community), now=call.opens_at)


def project_of(call: Call) -> dict:
    """The cleaned fields of a good project."""
    return {
        "title": "Soliņi upes krastā",
        "summary": "Seši soliņi, ko taisām paši.",
        "need": "Gar upi nav kur apsēsties.",
        "involvement": "Soliņus taisa jaunieši kopā ar senioriem.",
        "results": "Soliņus katru pavasari krāso kopiena.",
        "starts_on": call.implementation_from,
        "ends_on": call.implementation_to,
    }


def lines_of(call: Call, requested: Decimal = Decimal(900)) -> list[dict]:
    """A budget that keeps every rule: materials for ``requested``, and the smallest own share, in work."""
    work = call.in_kind_rates.get()
    return [
        {
            "kind": LineKind.COST,
            "category": call.cost_categories.get(is_administration=False),
            "item": "Dēļi un skrūves",
            "unit": "komplekts",
            "quantity": Decimal(1),
            "price": requested,
        },
        {
            "kind": LineKind.IN_KIND,
            "rate": work,
            "item": "Soliņu būve",
            "unit": work.unit,
            "quantity": (requested / 90).quantize(Decimal("0.01")),
            "price": work.rate,
        },
    ]


def typed_project(draft: Application, **changes: str) -> dict[str, str]:
    """A good project as it is typed into the form."""
    typed = {name: str(value) for name, value in project_of(draft.call).items()}
    return typed | {"neighbourhood": str(draft.neighbourhood_id)} | changes


def typed_budget(call: Call, **changes: str) -> dict[str, str]:
    """A good budget as it is typed: 900 EUR for materials, 10 hours of work at 10 EUR; ``price`` and ``hours`` change it."""
    return {
        "cost-0-category": str(call.cost_categories.get(is_administration=False).pk),
        "cost-0-item": "Dēļi un skrūves",
        "cost-0-quantity": "1",
        "cost-0-price": changes.get("price", "900,00"),
        "kind-0-rate": str(call.in_kind_rates.get().pk),
        "kind-0-item": "Soliņu būve",
        "kind-0-quantity": changes.get("hours", "10"),
    }


def submitted_application(call: Call, community: Community | None = None, *, requested: Decimal = Decimal(900)) -> Application:
    application = begun_application(call, community)
    return submit_application(
        application=application,
        project=project_of(call),
        lines=lines_of(call, requested),
        by=leader_of(application.community),
        now=IN_TIME,
    )


def commission_of(call: Call, size: int = 2) -> list[CommissionMember]:
    """The commission of a call whose evaluation has not begun; the first member chairs it."""
    return [
        name_commission_member(
            call=call,
            user=OfficerFactory(roles=[Role.EVALUATOR]),
            represents="NVO atbalsta centrs",
            is_chair=number == 0,
            by=call_administrator(),
            now=call.opens_at,
        )
        for number in range(size)
    ]


def evaluated_call(*, applications: int = 1, requested: Decimal = Decimal(900), size: int = 2, **fields) -> Call:
    """A call whose evaluation has begun, with eligible applications that nobody has scored yet."""
    call = published_call(**fields)
    commission_of(call, size)
    by = call_administrator()
    for _number in range(applications):
        accept_application(application=submitted_application(call, requested=requested), by=by, now=JUDGING)
    return begin_evaluation(call=call, by=by, now=JUDGING)


def declare(member: CommissionMember, *conflicts: Application) -> None:
    """``member``'s word on every application of the call: a conflict with those named."""
    answers = {one.pk: (one in conflicts, "") for one in member.call.applications.all()}
    declare_conflicts(member=member, answers=answers, by=member.user, now=JUDGING)


def score(member: CommissionMember, application: Application, *points: int):
    """``member``'s points of ten: one number for every criterion, or the same for all."""
    criteria = list(application.call.criteria.all())
    points = points if len(points) > 1 else points * len(criteria)
    scores = {criterion.pk: (given, REASON) for criterion, given in zip(criteria, points, strict=True)}
    return submit_evaluation(member=member, application=application, scores=scores, by=member.user, now=JUDGING)


def scored_call(*points: int, **fields) -> Call:
    """A call in evaluation with one application for each of ``points``, given by both members to every criterion."""
    call = evaluated_call(applications=len(points), **fields)
    for member in call.commission.all():
        declare(member)
        for application, given in zip(call.applications.order_by("pk"), points, strict=True):
            score(member, application, given)
    return call
