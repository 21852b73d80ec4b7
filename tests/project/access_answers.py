"""The answering of opinions and submissions: who may open what."""

from participation.models import Answer, Opinion, Submission
from tests.project.visitors import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    EVERYONE,
    NOBODY,
    OFFICER,
    STAFF,
    Desk,
    Page,
    first,
    official,
    only,
    public,
)

READS_ANSWERS = only(COORDINATOR, OFFICER, AUDITOR, ADMINISTRATOR)
ALIKE = ((READS_ANSWERS, 404), (STAFF, 403), (EVERYONE, 302))
"""Without a question to begin from there is nothing to answer together."""
SKETCH = ((STAFF, 404), (EVERYONE, 302))
"""Only what is typed is kept: there is nothing to read."""

PAGES: tuple[Page, ...] = (
    public("participation:answer_detail", first(Answer.objects.public, "pk")),
    public("participation:answer_helped", first(Answer.objects.public, "pk"), status=405),
    public("participation:answer_dispute", first(Answer.objects.public, "pk"), opens=NOBODY),
    official("admin:participation_answer_queue", opens=READS_ANSWERS),
    Page("admin:participation_opinion_alike", ALIKE),
    Page("admin:participation_submission_alike", ALIKE),
    Page("admin:participation_opinion_sketch", SKETCH, lambda: {"object_id": Opinion.objects.order_by("pk").first().pk}),
    Page("admin:participation_submission_sketch", SKETCH, lambda: {"object_id": Submission.objects.order_by("pk").first().pk}),
)

DESKS: dict[str, Desk] = {
    "participation.answer": Desk(READS_ANSWERS),
    "participation.dispute": Desk(READS_ANSWERS, steps={"izlemt": only(COORDINATOR)}),
}
