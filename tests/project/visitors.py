"""Kinds of visitors, and how it is declared what each of them gets from an address."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import ROLES, Role
from tests.factories.portal import OfficerFactory

GUEST, RESIDENT, LEADER = "guest", "resident", "leader"
COORDINATOR, CALLS, OFFICER, EVALUATOR, LAWYER, ACCOUNTANT, SOCIAL, AUDITOR, ADMINISTRATOR = Role.values

NOBODY: frozenset[str] = frozenset()
GUESTS = frozenset({GUEST})
SIGNED_IN = frozenset({RESIDENT, LEADER, *Role.values})
EVERYONE = GUESTS | SIGNED_IN
STAFF = frozenset(role for role, info in ROLES.items() if info.is_staff)

DEMO_ACCOUNTS = {RESIDENT: "iedzivotajs1", LEADER: "lideris.baldone", EVALUATOR: "vertetajs1"}
"""Visitors whose answers depend on what is theirs in the demo; of the others the role says all."""


def only(*visitors: str) -> frozenset[str]:
    return frozenset(visitors)


def person(visitor: str) -> User:
    """The account behind a kind of visitor."""
    if visitor in DEMO_ACCOUNTS:
        return User.objects.get(email=f"{DEMO_ACCOUNTS[visitor]}@example.lv")
    return OfficerFactory(roles=[visitor])


@dataclass(frozen=True)
class Page:
    """One address; of its ``answers`` the first that names the visitor counts. ``find`` gives the address's arguments
    from the demo."""

    name: str
    answers: tuple[tuple[frozenset[str], int], ...]
    find: Callable[[], dict[str, Any]] = dict
    query: str = ""

    @property
    def path(self) -> str:
        return reverse(self.name, kwargs=self.find()) + self.query

    def answer_to(self, visitor: str) -> int:
        return next(status for visitors, status in self.answers if visitor in visitors)


def public(name: str, find=dict, *, opens=EVERYONE, status=200, query="") -> Page:
    """A page that asks for no sign-in; whoever may not see the thing is told that there is none."""
    return Page(name, ((opens, status), (EVERYONE, 404)), find, query)


def private(name: str, find=dict, *, opens=SIGNED_IN, status=200, refusal=404) -> Page:
    """A page behind the sign-in, to which guests are sent."""
    return Page(name, ((opens, status), (GUESTS, 302), (EVERYONE, refusal)), find)


def entrance(name: str, find=dict, *, status=200) -> Page:
    """A page for guests alone; whoever is signed in already is sent on."""
    return Page(name, ((GUESTS, status), (EVERYONE, 302)), find)


def official(name: str, find=dict, *, opens=STAFF, status=200) -> Page:
    """A page of the admin, from which whoever is no officer is sent away."""
    return Page(name, ((opens, status), (STAFF, 403), (EVERYONE, 302)), find)


def first(rows: Callable[[], QuerySet], key: str = "slug", **more: Any) -> Callable[[], dict[str, Any]]:
    """The argument ``key`` of the first of ``rows``, which are asked for only once the demo is there."""
    return lambda: {key: getattr(rows().order_by("pk").first(), key), **more}


@dataclass(frozen=True)
class Desk:
    """Who sees a model's rows in the admin, who adds one, deletes one and takes each step. ``row`` names the one to
    look at, where it is not the demo's first; ``sees_others`` have the same list with other rows in it."""

    sees: frozenset[str]
    adds: frozenset[str] = NOBODY
    deletes: frozenset[str] = NOBODY
    steps: dict[str, frozenset[str]] = field(default_factory=dict)
    row: Callable[[], Model] | None = None
    sees_others: frozenset[str] = NOBODY
