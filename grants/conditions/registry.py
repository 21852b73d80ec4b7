"""Kinds of conditions. Adding one is one class here: subclass ``ConditionKind`` and register it.

A kind says which of the portal's own records of one calendar year count for each community; all kinds of a scheme are
asked together, for many communities, in one query. What is found for a community is a ``Tally``. Thresholds, attendance and
ceilings are data of the rules (``TierCondition``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from communities.models import Community, Event, Neighbourhood
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


SHOWN = 30


@dataclass(frozen=True)
class Behind:
    """The records behind a number: how many there are, and the first of them."""

    number: int = 0
    shown: list[Evidence] = field(default_factory=list)

    @property
    def is_more(self) -> bool:
        return self.number > len(self.shown)


COUNTED = ("name", "slug", "legal_form", "residents_united", "residents_proof", "founded_on", "verified_at", "declared_at")
"""What kinds read of a community's own row, and what it is called by."""

FEW = 20


@dataclass(frozen=True)
class Records:
    """The communities asked about, the year, and what is ``asked`` of them: however many conditions, one count."""

    communities: QuerySet[Community]
    year: int
    asked: tuple["Question", ...] = ()

    @cached_property
    def rows(self) -> dict[int, Community]:
        """By key, each with ``is_outside``: none of its neighbourhoods is densely populated (S3-05)."""
        dense = Neighbourhood.objects.filter(communities=OuterRef("pk"), is_dense=True)
        rows = self.communities.only(*COUNTED).annotate(is_outside=~Exists(dense))
        return {one.pk: one for one in rows.order_by("name_sort", "pk")}

    @cached_property
    def keys(self) -> QuerySet | list[int]:
        """Of a few communities as numbers: nobody need look them up again for each condition."""
        return list(self.rows) if len(self.rows) <= FEW else self.communities.order_by().values("pk")

    @cached_property
    def _tallies(self) -> dict["Question", Mapping[int, "Tally"]]:
        parts = [
            counted.annotate(part=Value(part, IntegerField()))
            for part, (kind, terms) in enumerate(self.asked)
            for counted in kind.counted(self, terms)
        ]
        numbers: dict[int, Counter[int]] = defaultdict(Counter)
        for community, number, part in parts[0].union(*parts[1:], all=True) if parts else ():
            numbers[part][community] += number
        return {question: question.kind.tallies(self, question.terms, numbers[part]) for part, question in enumerate(self.asked)}

    def tally(self, question: "Question", community: int) -> Tally:
        return self._tallies[question].get(community, NOTHING)


@dataclass(frozen=True)
class CommunityYear:
    """One community and the year in which its records count; what several conditions show is read once."""

    community: Community
    year: int

    @cached_property
    def events(self) -> list[Event]:
        """What it held, whoever came, in order of time."""
        held = Event.objects.counting(0).filter(community=self.community, starts_at__year=self.year)
        return list(held.only("title", "slug", "starts_at", "attendance", "series").order_by("starts_at"))


class ConditionKind:
    """One kind of condition. What ``counted`` and ``tallies`` leave out are communities of whom there is nothing."""

    key: ClassVar[str]
    label: ClassVar[Any]
    is_yes_or_no: ClassVar[bool] = False

    def counted(self, records: Records, terms: Terms) -> Iterable[QuerySet]:
        """What to read for it: ``values_list`` of the community's key and an integer number. Several are added up; none where
        the register's own row says it all."""
        return ()

    def tallies(self, records: Records, terms: Terms, numbers: Mapping[int, int]) -> Mapping[int, Tally]:
        """What the ``numbers`` read by ``counted`` say of each community."""
        return {community: Tally(number) for community, number in numbers.items()}

    def missing(self, short: int) -> str:
        """What is missing, in words: "4 residents"."""
        raise NotImplementedError(f"{type(self).__name__} must say what is missing.")

    def unproven(self) -> str:
        """What is missing when the number is there and its proof is not."""
        return str(self.label)

    def evidence(self, lived: CommunityYear, terms: Terms) -> Iterable[Evidence]:
        """The records behind the number."""
        return ()

    def behind(self, lived: CommunityYear, terms: Terms, tally: Tally) -> Behind:
        """The same, so far as they are shown. A kind of which there can be hundreds reads no more than that."""
        found = list(self.evidence(lived, terms))
        return Behind(len(found), found[:SHOWN])

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


class Question(NamedTuple):
    """What is counted: the same for every level that asks for it."""

    kind: ConditionKind
    terms: Terms


def question_of(condition: TierCondition) -> Question:
    return Question(CONDITIONS[condition.kind], Terms(condition.attendance, condition.ceiling))
