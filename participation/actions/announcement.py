from datetime import datetime

from django.utils.translation import gettext as _

from participation.enums import AnnouncementState
from participation.models import Announcement
from participation.notifications.announcement import leaders, on_duty
from participation.queries.announcement import reach_of
from participation.workflow import ANNOUNCEMENT
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.notifications.actions import notify
from portal.ui.search import index


@action("participation.announcement.sent")
def send_announcement(*, announcement: Announcement, by, now: datetime) -> Announcement:
    """To the communities and contact persons of its neighbourhoods, once; from then on it is public, with the officer
    who sent it.

    Raises ``StateConflict`` when it was sent, ``InvalidInput`` where there is nobody to write to.
    """
    announcement = Announcement.objects.lock(announcement.pk)
    ANNOUNCEMENT.check(announcement.state, AnnouncementState.SENT)
    announcement.full_clean()
    duty, others = on_duty(announcement), leaders(announcement)
    reach = reach_of(announcement, duty + others)
    if not reach.letters:
        raise InvalidInput(_("In these neighbourhoods there is no community and no contact person to write to."))
    announcement.state, announcement.sent_at, announcement.sent_by = AnnouncementState.SENT, now, by
    announcement.letters, announcement.reach = reach.letters, reach.residents
    announcement.save()
    record(target=announcement, letters=reach.letters)
    notify("participation.announcement_on_duty", subject=announcement, now=now, to=duty)
    notify("participation.announcement", subject=announcement, now=now, to=others)
    index(announcement)
    return announcement
