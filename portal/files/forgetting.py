"""Letting go of what a row says about people: its words and its files, in every kept version."""

from datetime import datetime

from django.db import models

from portal.audit.erasure import blank_history, blank_value, personal_fields
from portal.files.actions import erase
from portal.files.models import File


def forget_words(thing: models.Model, *, now: datetime) -> None:
    """Blank what ``thing`` declares as personal. Links to accounts stay: who they lead to is forgotten with the account,
    and an official act keeps its two signatures."""
    changed = []
    for name in personal_fields(type(thing)):
        field = thing._meta.get_field(name)
        if field.related_model is File:
            if file := getattr(thing, name):
                erase(file, now=now)
        elif not field.is_relation:
            setattr(thing, name, blank_value(field))
            changed.append(name)
    if changed:
        thing.save(update_fields=changed)
    blank_history(type(thing), [thing.pk])
