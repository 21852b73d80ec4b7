from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import Promise, QuestionKind
from communities.models import Community, ContactPerson, Neighbourhood, Question
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import extend_obligation, fulfil_obligation, open_obligation
from portal.obligations.answering import require_substance
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.visibility import Visibility

SHORTEST_QUESTION = 10
LONGEST_QUESTION = 4_000


@action("communities.question.asked")
def ask(
    *,
    neighbourhood: Neighbourhood,
    text: str,
    kind: str = QuestionKind.QUESTION,
    wished_on: date | None = None,
    community: Community | None = None,
    by,
    now: datetime,
) -> Question:
    """Ask the contact person of a neighbourhood, or invite the municipality there (S4-47).

    The unit of the contact person owes the answer. Raises ``InvalidInput`` for a text that asks nothing or is too long,
    and for an invitation without a day to come; ``StateConflict`` where there is nobody to ask.
    """
    if sum(not character.isspace() for character in text) < SHORTEST_QUESTION:
        raise InvalidInput(_("Write your question in a sentence: at least ten characters."), field="text")
    if len(text) > LONGEST_QUESTION:
        raise InvalidInput(_("At most 4000 characters. Ask the main thing; details can follow."), field="text")
    if kind == QuestionKind.INVITATION and (wished_on is None or wished_on <= timezone.localdate(now)):
        raise InvalidInput(_("Say on which day from tomorrow on you would like to be visited."), field="wished_on")
    contact = ContactPerson.objects.active().filter(neighbourhood=neighbourhood).select_related("unit").first()
    if contact is None:
        raise StateConflict(_("This neighbourhood has no contact person at the moment. Write to the municipality."))
    question = Question.objects.create(
        kind=kind,
        neighbourhood=neighbourhood,
        community=community,
        unit=contact.unit,
        asked_by=by,
        asked_at=now,
        text=text.strip(),
        wished_on=wished_on if kind == QuestionKind.INVITATION else None,
    )
    record(target=question, kind=kind, neighbourhood=neighbourhood)
    open_obligation(
        kind=Promise.QUESTION,
        subject=question,
        holder=contact.unit,
        received_at=now,
        label=community.name if community else neighbourhood.name,
        number=issue_receipt(subject=question, now=now).number,
        address=plain_path(question),
        staff_address=plain_reverse("admin:communities_question_change", question.pk),
        neighbourhood_key=neighbourhood.pk,
        visibility=Visibility.STAFF,
    )
    notify("communities.question_received", subject=question, now=now)
    notify("communities.question_to_answer", subject=question, now=now, contact=contact)
    return question


@action("communities.question.answered")
def answer_question(*, question: Question, reason: str, by, now: datetime) -> Question:
    """Give the answer to the one who asked and keep the promise. Empty answers are refused (D5)."""
    question = Question.objects.lock(question.pk)
    if question.answered_at:
        raise StateConflict(_("This has been answered already; somebody was faster than you."))
    require_substance(reason=reason, question=question.text)
    question.answer, question.answered_at, question.answered_by = reason.strip(), now, by
    question.save(update_fields=["answer", "answered_at", "answered_by", "updated_at"])
    record(target=question)
    fulfil_obligation(kind=Promise.QUESTION, subject=question, now=now)
    notify("communities.question_answered", subject=question, now=now)
    return question


@action("communities.question.extended")
def extend_question(*, question: Question, until: date, reason: str, by, now: datetime) -> Obligation:
    """Move the day by which the answer comes, once, and tell the one who asked. Refuses as ``extend_obligation``."""
    question = Question.objects.lock(question.pk)
    obligation = obligation_of(question, Promise.QUESTION)
    obligation = extend_obligation(obligation=obligation, until=until, reason=reason, by=by, now=now)
    record(target=question, until=until)
    notify("communities.question_extended", subject=question, now=now)
    return obligation
