"""The periods of the calendar in which indicators are read and actions reported."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from actionplans.enums import ReadingFrequency
from portal.obligations.working_days import add_months

MONTHS = {ReadingFrequency.QUARTERLY: 3, ReadingFrequency.HALF_YEARLY: 6, ReadingFrequency.YEARLY: 12}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A quarter, half-year or year, both days included."""

    start: date
    end: date

    @classmethod
    def of(cls, day: date, frequency: str) -> "Period":
        """The one in which ``day`` lies."""
        months = MONTHS[ReadingFrequency(frequency)]
        start = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(start, add_months(start, months) - ONE_DAY)

    @classmethod
    def last_ended(cls, today: date, frequency: str) -> "Period":
        return cls.of(cls.of(today, frequency).start - ONE_DAY, frequency)

    def before(self, frequency: str) -> "Period":
        return type(self).of(self.start - ONE_DAY, frequency)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        months = self.end.month - self.start.month + 1
        if months == MONTHS[ReadingFrequency.YEARLY]:
            return str(self.start.year)
        words = _("%(year)s, quarter %(number)s") if months == 3 else _("%(year)s, half-year %(number)s")
        return words % {"year": self.start.year, "number": self.end.month // months}


def quarter_of(day: date) -> Period:
    return Period.of(day, ReadingFrequency.QUARTERLY)


def last_quarter(today: date) -> Period:
    return Period.last_ended(today, ReadingFrequency.QUARTERLY)
