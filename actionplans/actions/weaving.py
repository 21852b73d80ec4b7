"""What every write to a challenge, goal or action shares."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from portal.errors import StateConflict
from portal.ui.plain_text import plain_text


def refuse_if_changed(thing: models.Model, seen: datetime | None) -> None:
    """Nobody overwrites what somebody else saved meanwhile. ``seen`` is the version the form was opened on."""
    if thing.pk is None or seen is None:
        return
    stored = type(thing).objects.lock(thing.pk)
    if stored.updated_at != seen:
        raise StateConflict(
            _("Somebody saved this meanwhile: “%(text)s”. Yours still stands in the form; saving again puts it in its place.")
            % {"text": stored}
        )


def clear_text(thing: models.Model, *names: str) -> None:
    """The fields ``names`` as plain text, without what nobody can see."""
    for name in names:
        setattr(thing, name, plain_text(getattr(thing, name)))
