"""Centres that are open and lend themselves, and bookings of them."""

from datetime import date, datetime, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.enums import BookingState
from communities.models import Booking, Equipment, OpeningPeriod
from communities.queries.opening import instant
from tests.factories.communities import ResourceCentreFactory


class OpenCentreFactory(ResourceCentreFactory):
    """Bookable, and open every day from eight to ten in the evening; ``hours=[]`` leaves the hours out."""

    class Meta:
        skip_postgeneration_save = True

    is_bookable = True

    @factory.post_generation
    def hours(self, create, given, **extra):
        hours = [(weekday, time(8), time(22)) for weekday in range(7)] if given is None else given
        OpeningPeriod.objects.bulk_create(
            OpeningPeriod(centre=self, weekday=weekday, opens=opens, closes=closes) for weekday, opens, closes in hours
        )


class EquipmentFactory(DjangoModelFactory):
    class Meta:
        model = Equipment

    centre = factory.SubFactory(OpenCentreFactory)
    name = factory.Sequence(lambda n: f"Projektors {n}")
    is_bookable = True


class BookingFactory(DjangoModelFactory):
    """A confirmed booking, of a guest unless ``requested_by`` is given: in three days from ten to twelve."""

    class Meta:
        model = Booking

    centre = factory.SubFactory(OpenCentreFactory)
    starts_at = factory.LazyFunction(lambda: at(days_ahead(3), 10))
    ends_at = factory.LazyAttribute(lambda booking: booking.starts_at + timedelta(hours=2))
    purpose = "Mājas sapulce"
    name = "Anna Ozola"
    email = "anna@example.lv"
    phone = "+371 20 000 001"
    requested_at = factory.LazyFunction(timezone.now)
    state = BookingState.CONFIRMED


def days_ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The moment at which Riga's clocks show the hour."""
    return instant(day, time(hour, minute))
