"""Somebody who has joined an action."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from actionplans.enums import JoiningState
from actionplans.models import Joining
from tests.factories.actionplans import ActionFactory

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


class JoiningFactory(DjangoModelFactory):
    class Meta:
        model = Joining

    action = factory.SubFactory(ActionFactory)
    name = "Anna Ozola"
    email = factory.Sequence(lambda n: f"anna{n}@example.lv")
    state = JoiningState.JOINED
    asked_at = NOW
    joined_at = factory.LazyAttribute(lambda one: one.asked_at if one.state == JoiningState.JOINED else None)
