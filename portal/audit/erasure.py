"""The one door through append-only history: personal fields are blanked, rows and sums stay."""

from collections.abc import Iterable

import pghistory
import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction

from portal.audit.models import Event

ERASED = "—"


def personal_fields(model: type[models.Model]) -> tuple[str, ...]:
    """What the model declares as personal data in its inner class ``Privacy``."""
    return tuple(model.Privacy.personal)


def blank_value(field: models.Field):
    """What stands in a blanked column."""
    if isinstance(field, models.ForeignKey) or field.null:
        return None
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.EmailField):
        return "dzests@invalid.example"
    if isinstance(field, models.CharField | models.TextField):
        return ERASED
    return field.get_default()


def history_model(model: type[models.Model]) -> type[models.Model] | None:
    """The table of before-and-after rows of a tracked model."""
    trackers = [one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model]
    return next((one for one in trackers if issubclass(one, pghistory.models.Event)), None)


def blank_history(model: type[models.Model], pks: Iterable[object]) -> int:
    """Blank the declared personal fields in every kept version of the given rows. Where a version cannot be without
    its account, it keeps the link: who that leads to is forgotten with the account."""
    history = history_model(model)
    if history is None:
        return 0
    columns = {field.name: field for field in history._meta.get_fields() if hasattr(field, "attname")}
    fields = [columns[name] for name in personal_fields(model) if name in columns]
    values = {field.name: blank_value(field) for field in fields if field.null or not field.is_relation}
    if not values:
        return 0
    with transaction.atomic(), pgtrigger.ignore(f"{history._meta.label}:append_only"):
        return history.objects.filter(pgh_obj_id__in=list(pks)).update(**values)


def drop_history(model: type[models.Model], pks: Iterable[object]) -> None:
    """Remove every kept version of rows that are gone themselves."""
    history = history_model(model)
    with transaction.atomic(), pgtrigger.ignore(f"{history._meta.label}:append_only"):
        history.objects.filter(pgh_obj_id__in=list(pks)).delete()


def blank_target(target: models.Model) -> None:
    """Take what a thing was called out of the audit log, where that tells what must be forgotten."""
    with transaction.atomic(), pgtrigger.ignore("audit.Event:append_only"):
        Event.objects.of(target).update(target_label=ERASED)


def blank_person(person: models.Model) -> None:
    """Take a person's name out of the audit log and out of the history of the account itself."""
    with transaction.atomic(), pgtrigger.ignore("audit.Event:append_only"):
        Event.objects.filter(actor_kind=Event.ActorKind.PERSON, actor_id=person.pk).update(actor_label="")
    blank_target(person)
    blank_history(type(person), [person.pk])
