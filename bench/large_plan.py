"""A plan as large as one can become, with 60 goals, 300 actions and 200 indicators over ten years, and two to be printed."""

from datetime import date

from actionplans.models import Action, ActionMoney, Chapter, Goal, Indicator, Plan, PlanTemplate, Reading, YearlyTarget
from portal.municipality.models import Unit

YEARS = 10
SLUG, LONG_PLAN, SHORT_PLAN = "liels-plans", "plans-divdesmit-lapas", "plans-desmit-lapas"


def add_all() -> None:
    add(SLUG, goal_count=60, action_count=300, indicator_count=200)
    add(LONG_PLAN, goal_count=12, action_count=60, indicator_count=40)
    add(SHORT_PLAN, goal_count=3, action_count=10, indicator_count=6, sentences=15)


def add(slug: str, *, goal_count: int, action_count: int, indicator_count: int, sentences: int = 60) -> None:
    """The plan with its parts, written past the portal's actions: what is measured is reading."""
    plan = Plan.objects.create(
        template=PlanTemplate.objects.get(slug="kulturas-un-noturibas-plans"), title="Liels plāns", slug=slug,
        story="Desmit gadi kopā.", year_from=2026, year_to=2026 + YEARS - 1, unit=Unit.objects.order_by("pk").first(),
        state="adopted", decision_number="1", adopted_on=date(2026, 11, 1),
    )  # fmt: skip
    Chapter.objects.bulk_create(
        Chapter(plan=plan, kind=kind, text=f"{kind.title}. " * sentences) for kind in plan.template.chapters.all()
    )
    goals = Goal.objects.bulk_create(
        Goal(plan=plan, code=f"M{n}", title=f"Katrā apkaimē ik gadu notiek {n} kopīgi pasākumi", owner="Attīstības nodaļa")
        for n in range(1, goal_count + 1)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            goal=goals[n % goal_count], name=f"Kopīgie pasākumi gadā, {n}", unit="pasākumi", baseline=4,
            baseline_on=date(2025, 12, 31), target=24, target_on=date(2025 + YEARS, 12, 31), source="Pasākumu kalendārs portālā",
        )
        for n in range(indicator_count)
    )  # fmt: skip
    years = range(1, YEARS + 1)
    Reading.objects.bulk_create(
        Reading(indicator=one, value=4 + 2 * n, measured_on=date(2025 + n, 12, 31)) for one in indicators for n in years
    )
    YearlyTarget.objects.bulk_create(
        YearlyTarget(indicator=one, year=2025 + n, value=4 + 2 * n) for one in indicators for n in years
    )
    actions = Action.objects.bulk_create(
        Action(
            plan=plan, code=f"R{n}", what=f"{n}. forumu cikls apkaimēs ar radošu uzsākumu un kopīgu noslēgumu",
            who="Līdzdalības koordinators un apkaimju kopienas", starts_on=date(2026 + n % YEARS, 2, 1),
            ends_on=date(2026 + n % YEARS, 11, 30), money=4000, people="0,3 slodzes un 12 brīvprātīgo",
        )
        for n in range(1, action_count + 1)
    )  # fmt: skip
    served = Action.goals.through
    served.objects.bulk_create(served(action=one, goal=goals[n % goal_count]) for n, one in enumerate(actions))
    ActionMoney.objects.bulk_create(
        ActionMoney(action=one, year=one.starts_on.year, source="municipality", amount=one.money) for one in actions
    )
