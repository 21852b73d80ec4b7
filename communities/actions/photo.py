from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.files.actions import erase, sent_before
from portal.files.models import File

MOST_PHOTOS = 12


@action("communities.photo.added")
def add_photo(*, album: models.Manager, file: File, alt: str, by, now: datetime, **facts: bool):
    """Put a picture on a public page. ``album`` is the manager of its owner's pictures (``event.photos``).

    The same picture with the same words again is the one that is there. Raises ``StateConflict`` when the owner has twelve
    already.
    """
    owner = album.instance
    type(owner)._base_manager.select_for_update(of=("self",)).get(pk=owner.pk)
    if there := sent_before(album.filter(alt=alt, **facts), file):
        return there
    if album.count() >= MOST_PHOTOS:
        raise StateConflict(_("There are %(n)s photos already, and that is the most. Remove one first.") % {"n": MOST_PHOTOS})
    last = album.aggregate(last=models.Max("position"))["last"] or 0
    photo = album.create(file=file, alt=alt, position=last + 1, **facts)
    record(target=owner, photo=str(file.pk))
    return photo


@action("communities.photo.removed")
def remove_photo(*, photo, owner: models.Model, by, now: datetime) -> None:
    """Take a picture off its page; the file is erased."""
    file = photo.file
    photo.delete()
    erase(file, now=now)
    record(target=owner, photo=str(file.pk))
