"""Submissions as they come in by the public form, with supporters, and campaigns for budget proposals."""

from datetime import timedelta
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from participation.actions.submission import submit_submission
from participation.actions.support import confirm_support, give_support
from participation.enums import CampaignState, SubmissionKind, Theme
from participation.models import BudgetCampaign, Submission, Support
from portal.audit.actions import Guest
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

GUEST = {"author_name": "Viesis Viesītis", "author_email": "viesis@example.lv"}


def submit(**details) -> Submission:
    """A proposal of a signed-in person (``by``)."""
    given = {
        "kind": SubmissionKind.PROPOSAL,
        "title": "Soliņi gar upes taku",
        "text": "Seniori pusceļā uz veikalu nevar apsēsties.",
        "form_token": uuid4(),
        "now": timezone.now(),
    } | details
    by, unit = given.pop("by", None) or PersonFactory(), given.pop("unit", None) or UnitFactory()
    return submit_submission(unit=unit, by=by, **given)


def submit_as_guest(**details) -> Submission:
    """Not confirmed yet."""
    return submit(by=Guest(), **GUEST, **details)


def gather_signatures(**details) -> Submission:
    """A collective submission, signed by its author alone so far."""
    person = details.pop("by", None) or PersonFactory()
    given = {"kind": SubmissionKind.COLLECTIVE, "author_name": person.name, "author_email": person.email, "declares": True}
    return submit(by=person, **given | details)


def support_as_guest(submission: Submission, email: str = "kaimins@example.lv", **details) -> Support:
    """Confirmed, by the link in the e-mail."""
    now = details.pop("now", None) or timezone.now()
    support = give_support(submission=submission, by=Guest(), email=email, now=now, **details)
    return confirm_support(support=support, by=Guest(), now=now)


class CampaignFactory(DjangoModelFactory):
    """Takes proposals since yesterday; ``over=True`` no longer does, ``draft=True`` is not announced yet."""

    class Meta:
        model = BudgetCampaign

    class Params:
        over = factory.Trait(opens_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=60)))
        draft = factory.Trait(
            state=CampaignState.DRAFT,
            published_at=None,
            published_by=None,
            opens_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)),
        )

    title = factory.Sequence(lambda n: f"Budžeta priekšlikumi {n}")
    slug = factory.Sequence(lambda n: f"budzeta-priekslikumi-{n}")
    year = 2027
    summary = "Ko nākamgad darīt jūsu apkaimē?"
    themes = factory.LazyFunction(lambda: [Theme.SAFETY.value, Theme.INFRASTRUCTURE.value])
    places = factory.LazyFunction(lambda: ["Baloži", "Ķekava"])
    unit = factory.SubFactory(UnitFactory)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyAttribute(lambda campaign: campaign.opens_at + timedelta(days=40))
    answers_by = factory.LazyAttribute(lambda campaign: campaign.closes_at.date() + timedelta(days=30))
    state = CampaignState.PUBLISHED
    published_at = factory.LazyAttribute(lambda campaign: campaign.opens_at)
    published_by = factory.SubFactory(OfficerFactory)


def propose_for(campaign: BudgetCampaign, **details) -> Submission:
    """A proposal that came while the campaign was open."""
    given = {"theme": Theme.INFRASTRUCTURE, "place": "Baloži", "target": "budget"} | details
    return submit(campaign=campaign, **{"now": campaign.opens_at + timedelta(days=2)} | given)
