"""Plans that are being carried out, what is read of their indicators and told of their actions."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from actionplans.enums import PlanState, ReportFigure
from actionplans.models import Action, ActionTie, Indicator, Plan, Reading
from portal.accounts.roles import Role
from tests.factories.actionplans import ActionFactory, GoalFactory, IndicatorFactory, PlanFactory
from tests.factories.contract import finished_contract
from tests.factories.portal import OfficerFactory


class ReadingFactory(DjangoModelFactory):
    class Meta:
        model = Reading

    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(5)
    measured_on = date(2027, 12, 31)


def coordinator():
    return OfficerFactory(roles=[Role.COORDINATOR])


def running_plan(**fields) -> Plan:
    """Adopted in November 2026 for the years 2027 to 2029, and begun."""
    facts = {"state": PlanState.IN_PROGRESS, "adopted_on": date(2026, 11, 19), "decision_number": "12/4", "chapters": False}
    return PlanFactory(**{**facts, **fields})


def running_indicator(plan: Plan | None = None, **fields) -> Indicator:
    return IndicatorFactory(goal=GoalFactory(plan=plan or running_plan()), **fields)


def running_action(plan: Plan | None = None, **fields) -> Action:
    return ActionFactory(plan=plan or running_plan(), **fields)


def counting_indicator(figure: str = ReportFigure.PEOPLE) -> Indicator:
    """Its action is carried out by a project whose final report was accepted on 23.08.2028: it reached 42 people."""
    indicator = running_indicator(report_figure=figure)
    action = running_action(indicator.goal.plan)
    action.indicators.set([indicator])
    ActionTie.objects.create(action=action, project=finished_contract().application)
    return indicator
