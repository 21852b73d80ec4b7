from datetime import datetime

from portal.files.actions import store_upload
from portal.files.models import File
from portal.files.uploads import CheckedUpload
from portal.ui.icalendar import CONTENT_TYPE, CalendarEntry, as_ics


def calendar_file(entry: CalendarEntry, *, now: datetime) -> File:
    """One date as a file for letters: a calendar program that opens it adds the date, moves it or takes it out."""
    content = as_ics([entry], name=entry.title, now=now)
    return store_upload(upload=CheckedUpload(f"{entry.key.split('.')[-1]}.ics", CONTENT_TYPE, content), now=now)
