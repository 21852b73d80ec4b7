"""Workflows as data: which state may follow which, and how each state is worded.

An officer's word for a state and a resident's word are two vocabularies (Hypha's
lesson): ``label`` is the register's term, ``public`` is what the person outside
understands, with what happens next.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from portal.errors import StateConflict


class Tone(StrEnum):
    """What a state means to the eye. The four meanings never change; neutral means none of them."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    DONE = "done"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Status:
    """One state in both vocabularies."""

    value: str
    label: str
    public: str
    next_step: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Transition:
    """A named step from any of ``sources`` to ``target``."""

    name: str
    sources: frozenset[str]
    target: str


def transition(name: str, sources: Iterable[str], target: str) -> Transition:
    return Transition(name, frozenset(str(source) for source in sources), str(target))


class Workflow:
    """The states of one kind of thing and the steps between them."""

    def __init__(self, name: str, statuses: Iterable[Status], transitions: Iterable[Transition]):
        self.name = name
        self.statuses: Mapping[str, Status] = {status.value: status for status in statuses}
        self.transitions = tuple(transitions)
        for step in self.transitions:
            unknown = (step.sources | {step.target}) - set(self.statuses)
            if unknown:
                raise ValueError(f"{name}: transition {step.name} names unknown states {sorted(unknown)}.")

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(status.value, status.label) for status in self.statuses.values()]

    def status(self, state: str) -> Status:
        return self.statuses[str(state)]

    def available(self, state: str) -> tuple[Transition, ...]:
        """The steps that may be taken from ``state``."""
        return tuple(step for step in self.transitions if str(state) in step.sources)

    def allows(self, state: str, target: str) -> bool:
        return any(step.target == str(target) for step in self.available(state))

    def check(self, state: str, target: str) -> None:
        """Refuse a move that no transition describes.

        Raises ``StateConflict``; the sentence is the same for a double click and for two officers at once.
        """
        if not self.allows(state, target):
            raise StateConflict(
                _("This can no longer be done: the current state is “%(state)s”. Somebody may have been faster.")
                % {"state": self.status(state).label}
            )
