"""Early warnings, as they come by their action, and the categories that say who reads them."""

from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from participation.actions.early_warning import send_warning
from participation.models import EarlyWarning, WarningCategory
from portal.audit.actions import Guest
from tests.factories.portal import PersonFactory, UnitFactory


class WarningCategoryFactory(DjangoModelFactory):
    """``sensitive=True``: for the social service alone."""

    class Meta:
        model = WarningCategory

    class Params:
        sensitive = factory.Trait(is_sensitive=True)

    name = factory.Sequence(lambda n: f"{n}. veida nelaime")
    name_en = factory.Sequence(lambda n: f"Trouble of kind {n}")
    unit = factory.SubFactory(UnitFactory)
    hours = "darba dienās 8.30–17.00"


def warn(category: WarningCategory | None = None, **details) -> EarlyWarning:
    """What a signed-in person (``by``) noticed, handed over at once."""
    by = details.pop("by", None) or PersonFactory()
    given = {"text": "Laipai trūkst dēļu.", "form_token": uuid4(), "now": timezone.now(), "email": by.email} | details
    return send_warning(category=category or WarningCategoryFactory(), by=by, **given)


def warn_as_guest(category: WarningCategory | None = None, **details) -> EarlyWarning:
    """What a visitor noticed and has not confirmed yet."""
    given = {"text": "Laipai trūkst dēļu.", "form_token": uuid4(), "now": timezone.now(), "email": "viesis@example.lv"} | details
    return send_warning(category=category or WarningCategoryFactory(), by=Guest(), **given)
