from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from participation.enums import Promise, SubmissionKind
from participation.models import Submission
from portal.audit.actions import action, record
from portal.municipality.models import Unit
from portal.notifications.actions import notify
from portal.obligations.actions import open_obligation
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.visibility import Visibility


@action("participation.submission.received")
def receive_submission(
    *, kind: str, title: str, text: str, unit: Unit, by, now: datetime, form_token: UUID | None = None, **details: Any
) -> Submission:
    """Something that must be answered has come in, by whatever way: it gets a number and its clock starts."""
    form_token = form_token or uuid4()
    known = Submission.objects.filter(form_token=form_token).first()
    if known:
        return known
    submission = Submission(kind=kind, title=title, text=text, unit=unit, received_at=now, form_token=form_token, **details)
    submission.full_clean(validate_unique=False)
    submission.save()
    record(target=submission, kind=kind, channel=submission.channel)
    receipt = issue_receipt(subject=submission, now=now)
    open_obligation(
        kind=Promise.SUBMISSION_ANSWER,
        subject=submission,
        holder=unit,
        received_at=now,
        label=title,
        number=receipt.number,
        address=plain_path(submission),
        staff_address=plain_reverse("admin:participation_submission_change", submission.pk),
        neighbourhood_key=submission.neighbourhood_id,
        visibility=Visibility.PUBLIC if kind == SubmissionKind.PROPOSAL else Visibility.STAFF,
    )
    index(submission)
    if submission.author_id or submission.author_email or submission.community_id:
        notify("participation.submission_received", subject=submission, now=now)
    return submission
