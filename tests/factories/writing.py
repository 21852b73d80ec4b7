"""A draft that a team writes, and what stands around its text."""

from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from django.urls import reverse
from factory.django import DjangoModelFactory

from actionplans.enums import TeamRole
from actionplans.models import Chapter, CreativePartner, Plan, TeamMember
from communities.enums import TermKind
from communities.models import Term
from portal.accounts.models import User
from tests.factories.actionplans import PlanFactory
from tests.factories.portal import PersonFactory

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))
VILLAGE = "kopienas-virzita-strategija"
MUNICIPAL = "kopienu-attistibas-strategija"


class TeamMemberFactory(DjangoModelFactory):
    """Somebody with an account who writes."""

    class Meta:
        model = TeamMember

    plan = factory.SubFactory(PlanFactory, chapters=False)
    user = factory.SubFactory(PersonFactory)
    role = TeamRole.WRITER
    post = factory.Sequence(lambda n: f"{n}. nodaļas vadītāja")


class CreativePartnerFactory(DjangoModelFactory):
    class Meta:
        model = CreativePartner
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"{n}. tautas nams")
    slug = factory.Sequence(lambda n: f"tautas-nams-{n}")
    offer = "Vada stāstu vakarus."
    is_public = True

    @factory.post_generation
    def sectors(self, create, slugs, **extra):
        self.sectors.set(Term.objects.filter(kind=TermKind.SECTOR, slug__in=slugs or ["muzika"]))


def writer(plan: Plan, role: str = TeamRole.WRITER) -> User:
    return TeamMemberFactory(plan=plan, role=role).user


def chapter(plan: Plan, slug: str = "vizija") -> Chapter:
    return Chapter.objects.get_or_create(plan=plan, kind=plan.template.chapters.get(slug=slug))[0]


def page(name: str, plan: Plan, *more) -> str:
    return reverse(f"actionplans:{name}", args=[plan.slug, *more])
