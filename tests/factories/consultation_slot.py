"""Hours of advice."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.models import ConsultationSlot
from tests.factories.communities import CommunityFactory
from tests.factories.portal import UnitFactory


class SlotFactory(DjangoModelFactory):
    """A free hour of a unit, three days ahead; ``of_centre=True`` makes it one of an NGO centre."""

    class Meta:
        model = ConsultationSlot

    unit = factory.SubFactory(UnitFactory)
    topic = "Projekta pieteikuma sagatavošana"
    place = "Gaismas iela 19, 12. kabinets"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(minutes=45))

    class Params:
        of_centre = factory.Trait(unit=None, centre=factory.SubFactory(CommunityFactory, is_ngo_centre=True))
