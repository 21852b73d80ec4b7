"""A plan's year as its monitoring tells it: each indicator beside the year's target, each action by quarters."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from actionplans.enums import ActionStatus, IndicatorDirection
from actionplans.models import Action, ActionMoney, ActionUpdate, Indicator, Plan, PlanReview, Reading
from actionplans.queries.goal import by_code

QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True)
class IndicatorYear:
    """The value before the year, the year's last reading and what was promised for it."""

    indicator: Indicator
    before: Decimal
    reading: Reading | None
    target: Decimal | None

    @property
    def is_reached(self) -> bool | None:
        """None while one of the two is missing."""
        if self.reading is None or self.target is None:
            return None
        if self.indicator.direction == IndicatorDirection.DOWN:
            return self.reading.value <= self.target
        return self.reading.value >= self.target


@dataclass(frozen=True)
class ActionYear:
    """One word for each quarter of the year, None where nothing was told."""

    action: Action
    quarters: list[ActionUpdate | None]

    @property
    def reason(self) -> str:
        """What was last said of why."""
        return next((one.reason for one in reversed(self.quarters) if one and one.reason), "")


@dataclass(frozen=True)
class PlanYear:
    plan: Plan
    year: int
    indicators: list[IndicatorYear]
    actions: list[ActionYear]
    money: Decimal
    review: PlanReview | None

    @property
    def reached(self) -> int:
        return sum(one.is_reached is True for one in self.indicators)

    @property
    def behind(self) -> int:
        return sum(one.is_reached is False for one in self.indicators)

    @property
    def unread(self) -> int:
        return sum(one.reading is None for one in self.indicators)

    @property
    def statuses(self) -> list[tuple[str, int]]:
        """How many actions stand how, by the last word of the year; those that have not begun are told of by none."""
        last = Counter(next((q.progress for q in reversed(one.quarters) if q), "") for one in self.actions)
        return [(status.label, last[status.value]) for status in ActionStatus if last[status.value]]


def year_of(plan: Plan, year: int) -> PlanYear:
    """Six questions to the database, whatever the plan's size."""
    indicators = Indicator.objects.filter(goal__plan=plan).select_related("goal").prefetch_related("readings", "targets")
    updates = {
        (update.action_id, update.quarter_from.month): update
        for update in ActionUpdate.objects.filter(action__plan=plan, quarter_from__year=year)
    }
    planned = ActionMoney.objects.filter(action=OuterRef("pk"), year=year).order_by().values("action")
    actions = by_code(plan.actions.annotate(planned=Coalesce(Subquery(planned.values(total=Sum("amount"))), Decimal(0))))
    return PlanYear(
        plan,
        year,
        [_indicator_year(one, year) for one in by_code(indicators.order_by("pk"), attrgetter("goal.code"))],
        [ActionYear(one, [updates.get((one.pk, month)) for month in QUARTERS]) for one in actions if one.starts_on.year <= year],
        sum((one.planned for one in actions), Decimal(0)),
        plan.reviews.filter(year=year).order_by("-is_final").first(),
    )


def _indicator_year(indicator: Indicator, year: int) -> IndicatorYear:
    """Reads the prefetched readings and targets. The year in which the target falls has it, unless told otherwise."""
    readings = sorted(indicator.readings.all(), key=lambda reading: reading.measured_on)
    earlier = [reading for reading in readings if reading.measured_on.year < year]
    within = [reading for reading in readings if reading.measured_on.year == year]
    targets = {indicator.target_on.year: indicator.target} | {one.year: one.value for one in indicator.targets.all()}
    return IndicatorYear(
        indicator,
        earlier[-1].value if earlier else indicator.baseline,
        within[-1] if within else None,
        targets.get(year),
    )


def years_of(plan: Plan, today: date) -> list[int]:
    """The years there is something to tell of, the newest first; the first year of a plan that has not begun."""
    return list(range(max(plan.year_from, min(plan.year_to, today.year)), plan.year_from - 1, -1))
