"""Forgetting who spoke, once what they said has been kept as long as was promised. Decisions keep their record."""

from datetime import datetime

from participation.models import Opinion, Submission
from portal.audit.actions import action, record
from portal.audit.erasure import ERASED, blank_history, blank_target
from portal.files.actions import erase
from portal.obligations.models import Obligation

ALONE = ("title", "text")
PRIVATE = ("need", "concerns", "own_part", "formal_title", "formal_text", "place", "decision")


@action("participation.opinion.author_forgotten")
def forget_opinion_author(*, opinion: Opinion, now: datetime) -> None:
    """The author and the files go; the opinion stays beside its answer, as part of the record of the decision."""
    opinion = Opinion.objects.lock(opinion.pk)
    _forget_author(opinion, ("attachment", "evidence"), now)
    opinion.publish_name = False
    opinion.save()
    blank_history(Opinion, [opinion.pk])
    record(target=opinion)


@action("participation.submission.author_forgotten")
def forget_submission_author(*, submission: Submission, now: datetime) -> None:
    """The author, the files and who supported it go. What was never public goes altogether: number, dates and outcome stay."""
    submission = Submission.objects.lock(submission.pk)
    _forget_author(submission, ("attachment",), now)
    submission.supports.all().delete()
    is_public = submission.is_public
    if not is_public:
        for name in ALONE:
            setattr(submission, name, ERASED)
        for name in PRIVATE:
            setattr(submission, name, "")
        submission.latitude = submission.longitude = None
        Obligation.objects.about(submission).update(label=ERASED)
    submission.save()
    blank_history(Submission, [submission.pk])
    record(target=submission)
    if not is_public:
        blank_target(submission)


def _forget_author(said: Opinion | Submission, files: tuple[str, ...], now: datetime) -> None:
    said.author, said.author_name, said.author_email = None, "", ""
    for name in files:
        file = getattr(said, name)
        setattr(said, name, None)
        if file:
            erase(file, now=now)
