"""Who acts for what was said: the same for opinions, submissions and the answers to them."""

from typing import Any

from communities.queries.speaking import communities_spoken_for
from participation.models import Opinion, Submission
from portal.audit.actions import Guest
from portal.obligations.receipts import opened_receipts, receipt_of


def acting_author(request, question: Opinion | Submission) -> Any | None:
    """The author signed in, who speaks for its community, or a guest with its receipt opened; None for everybody else."""
    person = request.user
    if person.is_authenticated and question.author_id == person.pk:
        return person
    if question.is_joint and communities_spoken_for(person).filter(pk=question.community_id).exists():
        return person
    receipt = receipt_of(question) if opened_receipts(request) else None
    if receipt and receipt.number in opened_receipts(request):
        return person if person.is_authenticated else Guest()
    return None
