"""The frame of every official write: one transaction, one history context, one named event.

``@action`` opens the transaction and the context before the first write; inside it the function locks, checks the
state, writes, calls ``record`` and asks for effects. Nothing else in the portal writes a thing that has a workflow.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import pghistory
from django.db import models, transaction
from django.utils import timezone

from portal.audit.models import Event
from portal.ui.page_cache import forget_pages

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Running:
    """The action under way in this thread of execution."""

    name: str
    by: Any
    now: datetime
    context_id: UUID | None


_running: ContextVar[Running | None] = ContextVar("running_action", default=None)


@dataclass(frozen=True)
class Guest:
    """An actor without an account. Only ``label`` (never an e-mail address) reaches the audit log."""

    label: str = ""


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the one home of a write, named ``<app>.<noun>.<past participle>``.

    The actor is the keyword argument ``by``: a user, a ``Guest``, or None for the portal itself. The instant is the
    keyword argument ``now``, else Python's clock.
    An action called by another action joins its transaction and history context but records under its own name.
    Once it is done, the pages that visitors are shown are made anew.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by = kwargs.get("by")
            now = kwargs.get("now") or timezone.now()
            with transaction.atomic(), pghistory.context(action=name, actor=getattr(by, "pk", None)) as context:
                if _running.get() is None:
                    forget_pages()
                token = _running.set(Running(name, by, now, context.id))
                try:
                    return function(*args, **kwargs)
                finally:
                    _running.reset(token)

        run.action_name = name
        return run

    return decorate


def running_action() -> Running:
    """The action under way. Raises ``RuntimeError`` outside one: a write escaped its action."""
    current = _running.get()
    if current is None:
        raise RuntimeError("This write belongs inside an @action, which opens the transaction and the history context.")
    return current


def record(*, target: models.Model, sensitive: bool = False, **data: Any) -> Event:
    """Write the audit event of the running action.

    ``data`` holds the facts that matter later (an outcome, a sum, a date), as JSON, and no personal data.
    """
    current = running_action()
    by = current.by
    if by is None:
        kind, actor_id, label = Event.ActorKind.SYSTEM, None, ""
    elif isinstance(by, Guest):
        kind, actor_id, label = Event.ActorKind.GUEST, None, by.label
    else:
        kind, actor_id, label = Event.ActorKind.PERSON, by.pk, str(by)
    return Event.objects.create(
        happened_at=current.now,
        name=current.name,
        actor_kind=kind,
        actor_id=actor_id,
        actor_label=label[:200],
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:300],
        data={key: _plain(value) for key, value in data.items()},
        context_id=current.context_id,
        sensitive=sensitive,
    )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, models.Model):
        return {"id": str(value.pk), "label": str(value)}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(one) for one in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)
