"""A plan of thirteen chapters with one goal, one indicator and one action that belong together."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from actionplans.enums import TeamRole
from actionplans.models import Action, Challenge, Chapter, Goal, Indicator, Plan, PlanTemplate, TeamMember
from tests.factories.portal import UnitFactory

TEMPLATE = "kulturas-un-noturibas-plans"


class PlanFactory(DjangoModelFactory):
    """A draft with every chapter written and somebody who answers for it; ``chapters=False`` leaves it empty."""

    class Meta:
        model = Plan
        skip_postgeneration_save = True

    template = factory.LazyFunction(lambda: PlanTemplate.objects.get(slug=TEMPLATE))
    title = factory.Sequence(lambda n: f"{n}. rīcības plāns")
    slug = factory.Sequence(lambda n: f"ricibas-plans-{n}")
    story = "Pazīsti savu kaimiņu."
    year_from = 2027
    year_to = 2029
    unit = factory.SubFactory(UnitFactory)

    @factory.post_generation
    def chapters(self, create, wanted, **extra):
        if wanted is not False:
            Chapter.objects.bulk_create(Chapter(plan=self, kind=kind, text=kind.title) for kind in self.template.chapters.all())
            TeamMember.objects.create(plan=self, role=TeamRole.LEAD, post="Attīstības nodaļas vadītāja")


class ChallengeFactory(DjangoModelFactory):
    class Meta:
        model = Challenge

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "informācija nesasniedz attālās apkaimes"


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"M{n}")
    title = "Katrā apkaimē ik gadu notiek forums"
    answers_to = factory.SubFactory(ChallengeFactory, plan=factory.SelfAttribute("..plan"))
    owner = "Līdzdalības koordinators"


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    goal = factory.SubFactory(GoalFactory)
    name = "Apkaimes ar forumu"
    unit = "apkaimes"
    baseline = Decimal(4)
    baseline_on = date(2025, 12, 31)
    target = Decimal(8)
    target_on = date(2028, 12, 31)
    source = "Forumu reģistrs"


class ActionFactory(DjangoModelFactory):
    """``goals=[…]`` says what it serves."""

    class Meta:
        model = Action
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"R{n}")
    what = "Ikgadējo forumu cikls"
    who = "Koordinators un kopienas"
    starts_on = date(2027, 2, 1)
    ends_on = date(2027, 11, 30)
    money = Decimal(4000)
    people = "0,3 slodzes"

    @factory.post_generation
    def goals(self, create, served, **extra):
        self.goals.set(served or ())


def complete_plan(**fields) -> Plan:
    plan = PlanFactory(**fields)
    goal = GoalFactory(plan=plan)
    indicator = IndicatorFactory(goal=goal)
    ActionFactory(plan=plan, goals=[goal]).indicators.add(indicator)
    return plan
