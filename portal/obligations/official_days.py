"""Days off and transferred working days of Latvia, year by year, as the ``holidays`` package has them.

The package brings all countries along, ten megabytes that a process never gives back. What it says of a year is therefore kept
in the cache without end, under the package's version, and `manage.py upgrade` asks for the years that are used: a web worker
loads the package only for a year far away, or while there is no cache.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache as once
from importlib.metadata import version

from django.core.cache import cache

YEARS_BACK, YEARS_AHEAD = 5, 3


@dataclass(frozen=True)
class OfficialYear:
    """``off`` holds every day off, also those on weekends; ``worked`` the Saturdays and Sundays that are worked."""

    off: frozenset[date]
    worked: frozenset[date]

    def is_worked(self, day: date) -> bool:
        return day in self.worked if day.weekday() >= 5 else day not in self.off


@once
def official_year(year: int, follow_transfers: bool) -> OfficialYear:
    """With the Cabinet's yearly transfers of working days, or as the law alone reads (facts 2.3, 2.4)."""
    days = cache.get(_key(year, follow_transfers)) or _kept_anew(year, follow_transfers)
    return OfficialYear(*map(frozenset, days))


def keep_official_years(today: date) -> None:
    """What the portal's clocks read now and in the years ahead is in the cache, as this version works it out."""
    for year in range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1):
        for follow_transfers in (False, True):
            _kept_anew(year, follow_transfers)


def _kept_anew(year: int, follow_transfers: bool) -> tuple[list[date], list[date]]:
    """Plain days: whatever lies in the cache without end, the next version must be able to read."""
    days = _as_the_package_has(year, follow_transfers)
    cache.set(_key(year, follow_transfers), days, None)
    return days


def _key(year: int, follow_transfers: bool) -> str:
    return f"official_year.{_edition()}.{year}.{follow_transfers}"


@once
def _edition() -> str:
    return version("holidays")


def _as_the_package_has(year: int, follow_transfers: bool) -> tuple[list[date], list[date]]:
    from holidays.countries.latvia import Latvia

    class LatviaAsTheLawReads(Latvia):
        """Holidays of the law alone, without the Cabinet's yearly transfers of working days."""

        def _add_special_holidays(self, mapping_names, *, observed=False):
            for mapping_name in mapping_names:
                mapping = getattr(self, mapping_name, {})
                days = mapping.get(self._year, ())
                days = (days,) if days and not isinstance(days[0], tuple) else days
                for month, day, name in (entry for entry in days if len(entry) == 3):
                    self._add_holiday(self.tr(name), month, day)

    days = (Latvia if follow_transfers else LatviaAsTheLawReads)(years=year, language="lv")
    return sorted(days), sorted(days.weekend_workdays)
