"""Whoever leaves takes everything personal along; what was official stays as it was: sums, ranking, numbers, acts."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Cast

from communities.enums import MemberRole
from communities.models import Membership
from grants.models import Application, Call, Contract, Decision, Instalment, Score
from grants.queries.ranking import ranking
from participation.models import Answer, Consultation, Opinion
from portal.accounts.actions import erase_person
from portal.accounts.models import User
from portal.audit.models import Event
from portal.obligations.models import Obligation, Receipt
from tests.factories.communities import MembershipFactory
from tests.factories.participation import give_opinion
from tests.project.visitors import EVALUATOR, LEADER, person

RECORDS = {"documents.Document"}
"""Minutes, contracts and what was handed in stand as they were made, names included, until their term is over: the law on
archives, and article 17(3)(b) of the regulation on data protection."""


def official() -> dict[str, object]:
    """What nobody's leaving may change."""
    return {
        "ranking": {
            call.pk: [(row.application.pk, row.place, row.points) for row in ranking(call)] for call in Call.objects.all()
        },
        "sums": Application.objects.aggregate(Sum("requested"), Sum("total"), Count("pk")),
        "contracts": list(Contract.objects.order_by("pk").values_list("number", "amount", "state")),
        "paid": list(Instalment.objects.order_by("pk").values_list("amount", "paid_on")),
        "scores": Score.objects.aggregate(Sum("points"), Count("pk")),
        "decisions": list(Decision.objects.order_by("pk").values_list("amount", "outcome", "reason")),
        "opinions": list(Consultation.objects.annotate(n=Count("opinions")).order_by("pk").values_list("n", flat=True)),
        "texts": list(Opinion.objects.order_by("pk").values_list("text", flat=True)),
        "answers": list(Answer.objects.order_by("pk").values_list("reason", flat=True)),
        "numbers": list(Receipt.objects.order_by("pk").values_list("number", flat=True)),
        "promises": list(Obligation.objects.order_by("pk").values_list("pk", "due_at")),
        "acts": list(Event.objects.order_by("pk").values_list("name", "happened_at", "target_type", "target_id")),
    }


def tables_with(*words: str) -> Iterator[str]:
    """Models, history included, in one of whose columns one of ``words`` stands."""
    tables = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table not in tables:
            continue
        columns = {f"c{i}": Cast(field.attname, models.TextField()) for i, field in enumerate(model._meta.concrete_fields)}
        found = Q()
        for column in columns:
            for word in words:
                found |= Q(**{f"{column}__icontains": word})
        if model._base_manager.alias(**columns).filter(found).exists():
            yield model._meta.label


@pytest.mark.parametrize("visitor", [LEADER, EVALUATOR])
def test_an_erased_person_is_nowhere_and_everything_official_stays(demo, now, visitor):
    leaving = person(visitor)
    words = (leaving.email, leaving.name)
    for membership in Membership.objects.leaders().filter(user=leaving):
        MembershipFactory(community=membership.community, role=MemberRole.LEADER)
    give_opinion(Consultation.objects.open(now).first(), by=leaving, name=leaving.name, email=leaving.email)
    assert len(list(tables_with(*words))) > 3
    before = official()

    erase_person(person=leaving, by=leaving, now=now)

    after = official()
    acts = before.pop("acts")
    assert after.pop("acts")[: len(acts)] == acts
    assert after == before
    assert set(tables_with(*words)) <= RECORDS
    assert User.objects.get(pk=leaving.pk).erased_at == now
