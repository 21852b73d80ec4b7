from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from communities.models import ResourceCentre
from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.ui.search import index


@action("communities.centre.saved")
def save_centre(
    *, centre: ResourceCentre, by, now: datetime, keep: Iterable[models.Model] = (), drop: Iterable[models.Model] = ()
) -> ResourceCentre:
    """Write a centre with those of its parts that changed: hours, exceptions, equipment, resilience sheet.

    Bookings made before stay as they are. Raises ``StateConflict`` for equipment that has been booked: it can be taken
    out of booking, not out of the record.
    """
    centre.save()
    for part in drop:
        _remove(part)
    for part in keep:
        part.save()
    record(target=centre)
    index(centre)
    return centre


def _remove(part: models.Model) -> None:
    try:
        part.delete()
    except models.ProtectedError as error:
        raise StateConflict(
            _("It has been booked, so it cannot be removed. Mark it as not bookable instead: %(name)s") % {"name": part}
        ) from error
