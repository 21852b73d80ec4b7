"""How each named event reads to a person. Apps register their sentences in ``AppConfig.ready()``."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Event
from portal.registry import Registry


@dataclass(frozen=True)
class Wording:
    """``label`` is the finished sentence; ``public`` says whether outsiders may read that it happened."""

    label: str
    public: bool = False


WORDING: Registry[Wording] = Registry("audit wording")


def register_wording(name: str, label, *, public: bool = False) -> None:
    WORDING.register(name, Wording(label, public))


def describe(name: str) -> str:
    wording = WORDING.get(name)
    return str(wording.label) if wording else name


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a thing's story."""

    at: datetime
    label: str
    actor: str = ""
    detail: str = ""


def timeline(target: models.Model, *, public: bool, user=None) -> list[TimelineEntry]:
    """What happened to ``target``, oldest first. Public timelines name no persons and no internal steps; what is
    sensitive stands only in one made for a ``user`` who may see it."""
    entries = []
    events = Event.objects.of(target)
    events = events.visible_to(user) if user else events.filter(sensitive=False)
    for at, name, who in events.order_by("happened_at", "id").values_list("happened_at", "name", "actor_label"):
        wording = WORDING.get(name)
        if wording is None or (public and not wording.public):
            continue
        actor = "" if public else who or str(_("the portal"))
        entries.append(TimelineEntry(at, str(wording.label), actor))
    return entries
