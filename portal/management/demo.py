"""What the apps' demo loaders share: the day of loading, people by their address, content from ``fixtures/demo/``."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from portal.documents.models import Document
from portal.files.actions import read
from portal.files.uploads import SIGNED, CheckedUpload
from portal.obligations.rules_of_law import work_calendar

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"


@dataclass
class Demo:
    """One loading of the demo. ``made`` keeps what earlier apps made, by name, for the later ones."""

    now: datetime
    password: str
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def content(self, name: str) -> Any:
        """One file of the demo's content."""
        return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    def day(self, offset: int) -> date:
        """The day ``offset`` days from today."""
        return self.today + timedelta(days=offset)

    def at(self, offset: int, clock: str = "10:00") -> datetime:
        """An instant on that day, local time."""
        hour, minute = map(int, clock.split(":"))
        return timezone.make_aware(datetime.combine(self.day(offset), time(hour, minute)))

    def working(self, offset: int, clock: str = "10:00") -> datetime:
        """An instant ``offset`` working days from today (negative: before)."""
        day = work_calendar().add_working_days(self.today, offset)
        hour, minute = map(int, clock.split(":"))
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def person(self, address: str):
        """A demo account by its e-mail address, or by the part before ``@example.lv``."""
        return self.made["people"][address if "@" in address else f"{address}@example.lv"]


def signed_sample(document: Document) -> CheckedUpload:
    """A container that holds the printed file, as signing programs make them; its signature is a sample."""
    name = document.pdf.original_name.removesuffix(".pdf")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("mimetype", SIGNED.content_type)
        container.writestr(f"{name}.pdf", read(document.pdf))
        container.writestr("META-INF/signatures0.xml", "<asic:XAdESSignatures/>")
    return CheckedUpload(name=f"{name}.edoc", content_type=SIGNED.content_type, content=stream.getvalue())
