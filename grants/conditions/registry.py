"""Kinds of conditions. Adding one is one class here: subclass ``ConditionKind`` and register it.

A counter is asked for many communities at once and reads the portal's own records of one calendar year; what it finds for
a community is a ``Tally``. Thresholds, attendance and ceilings are data of the rules (``TierCondition``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from communities.models import Community, Neighbourhood
from grants.models import TierCondition
from portal.registry import Registry


class Terms(NamedTuple):
    """What a rule says of one condition beside its threshold."""

    attendance: int | None = None
    ceiling: int | None = None


@dataclass(frozen=True)
class Tally:
    """What was counted. ``proven`` is False for a number nobody has shown proof of; ``is_enough`` where nothing more is
    asked, whatever the threshold."""

    number: int = 0
    proven: bool = True
    is_enough: bool = False

    def meets(self, needed: int) -> bool:
        return self.is_enough or (self.proven and self.number >= needed)


NOTHING = Tally()


@dataclass(frozen=True)
class Evidence:
    """One record behind a number; ``address`` has no language prefix."""

    label: Any
    note: Any = ""
    address: str = ""


@dataclass
class Records:
    """The communities asked about, and the year. Every count is made once, however many levels ask for it."""

    communities: QuerySet[Community]
    year: int
    _tallies: dict[tuple[str, Terms], Mapping[int, Tally]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[int, Community]:
        """By key, each with ``is_outside``: none of its neighbourhoods is densely populated (S3-05)."""
        dense = Neighbourhood.objects.filter(communities=OuterRef("pk"), is_dense=True)
        return {one.pk: one for one in self.communities.annotate(is_outside=~Exists(dense)).order_by("name_sort", "pk")}

    @property
    def keys(self) -> QuerySet:
        return self.communities.order_by().values("pk")

    def tally(self, kind: "ConditionKind", terms: Terms, community: int) -> Tally:
        found = self._tallies.get((kind.key, terms))
        if found is None:
            found = self._tallies[kind.key, terms] = kind.count(self, terms)
        return found.get(community, NOTHING)


class ConditionKind:
    """One kind of condition. ``count`` may leave out communities of whom there is nothing."""

    key: ClassVar[str]
    label: ClassVar[Any]
    is_yes_or_no: ClassVar[bool] = False

    def count(self, records: Records, terms: Terms) -> Mapping[int, Tally]:
        raise NotImplementedError(f"{type(self).__name__} must count.")

    def missing(self, short: int) -> str:
        """What is missing, in words: "4 residents"."""
        raise NotImplementedError(f"{type(self).__name__} must say what is missing.")

    def unproven(self) -> str:
        """What is missing when the number is there and its proof is not."""
        return str(self.label)

    def evidence(self, community: Community, year: int, terms: Terms) -> Iterator[Evidence]:
        """The records behind the number."""
        return iter(())

    def page(self, community: Community) -> str:
        """Where the community adds to it, without a language prefix; empty where it cannot by itself."""
        return ""

    def asked(self, condition: TierCondition) -> str:
        """The condition as the comparison of levels shows it: "at least 35"."""
        if self.is_yes_or_no:
            return _("yes")
        words = [_("at least %(n)s") % {"n": condition.minimum}]
        if condition.attendance:
            words.append(_("with at least %(n)s residents each") % {"n": condition.attendance})
        if condition.minimum_outside is not None:
            words.append(_("outside densely populated places at least %(n)s") % {"n": condition.minimum_outside})
        return ", ".join(words)


CONDITIONS: Registry[ConditionKind] = Registry("kinds of conditions")


def register_condition(kind: type[ConditionKind]) -> type[ConditionKind]:
    CONDITIONS.register(kind.key, kind())
    return kind


def terms_of(condition: TierCondition) -> Terms:
    return Terms(condition.attendance, condition.ceiling)
