"""A year's fund for shares in outside projects, and requests to it. Requests are born by their action."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from grants.actions.cofinancing import request_cofinancing
from grants.models import CoFinancingFund, CoFinancingRequest
from tests.factories.communities import CommunityFactory
from tests.factories.portal import PersonFactory, UnitFactory

REASON = "Projekts atbilst apkaimes prioritātēm, un kopiena jau ir īstenojusi līdzīgu projektu."


class CoFinancingFundFactory(DjangoModelFactory):
    """This year's fund: 10 000 EUR, at most 20 % and 4 000 EUR for a project."""

    class Meta:
        model = CoFinancingFund

    year = factory.LazyFunction(lambda: timezone.localdate().year)
    rules = "Līdzfinansējumu piešķir projektiem novada teritorijā."
    programmes = ["LEADER", "Erasmus+"]
    total = Decimal(10_000)
    largest_share = Decimal(20)
    largest_sum = Decimal(4_000)
    unit = factory.SubFactory(UnitFactory)
    contact_post = "projektu vadītājs"
    contact_email = "projekti@pasvaldiba.example"
    is_public = True


def ask_share(*, community=None, by=None, now=None, **given) -> CoFinancingRequest:
    """A request for 3 000 of 20 000 EUR to a programme that closes in two months."""
    now = now or timezone.now()
    by = by or PersonFactory()
    facts = {
        "title": "Upes takas atjaunošana",
        "programme": "LEADER",
        "programme_deadline": timezone.localdate(now) + timedelta(days=60),
        "summary": "Taka savieno trīs ciemus, un to kopj paši iedzīvotāji.",
        "project_total": Decimal(20_000),
        "requested": Decimal(3_000),
        "form_token": uuid4(),
    }
    return request_cofinancing(community=community or CommunityFactory(leader=by), by=by, now=now, **facts | given)
