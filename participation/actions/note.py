from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.models import AnswerSketch, Note, Opinion, Submission
from participation.models.question import field_of
from portal.audit.actions import action, record
from portal.errors import InvalidInput

LONGEST_NOTE = 4_000


@action("participation.note.added")
def add_note(*, question: Opinion | Submission, text: str, by, now: datetime) -> Note:
    """Leave a note for colleagues beside a question. Raises ``InvalidInput`` for one that is blank or too long."""
    if not any(character.isalnum() for character in text):
        raise InvalidInput(_("Write the note."), field="text")
    if len(text) > LONGEST_NOTE:
        raise InvalidInput(_("At most %(limit)s characters.") % {"limit": LONGEST_NOTE}, field="text")
    note = Note.objects.create(**field_of(question), text=text.strip(), author=by, written_at=now)
    record(target=question)
    return note


def keep_sketch(*, question: Opinion | Submission, typed: dict[str, Any], by, now: datetime) -> AnswerSketch:
    """Keep what an officer has typed so far, right or wrong.

    Not an audited action: it runs every few seconds, outside the tracked history.
    """
    with transaction.atomic():
        sketch, _created = AnswerSketch.objects.update_or_create(
            **field_of(question), officer=by, defaults={"typed": typed, "saved_at": now}
        )
    return sketch
