from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.community import free_slug
from participation.enums import ConsultationState, Promise
from participation.models import Consultation, ConsultationPreset, DocumentVersion
from participation.queries.consultation import result_due
from participation.queries.contribution import SUMMARY
from participation.queries.publishing import WINDOW_RULE, holidays_within, publishing_gaps, window_shortfall
from participation.workflow import CONSULTATION
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.clock import end_of_day, last_day_of
from portal.obligations.rules_of_law import legal_rule
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index

OPENS_AT = time(9, 0)
SHORTEST_REASON = 20
SHORTEST_LESSON = 30
USUAL = ("stage", "level", "subject", "ways", "audiences", "norm", "can_change", "cannot_change", "how_to_take_part")
"""What a preset fills and a copy takes over."""
COPIED = (*USUAL, "kind", "unit", "contact_post", "contact_phone", "contact_email", "legal_basis", "place", "remote_link")


@action("participation.consultation.started")
def start_consultation(
    *, consultation: Consultation, copied: Consultation | None = None, opens_on: date, closes_on: date | None, by, now: datetime
) -> Consultation:
    """Save a new draft that has everything usual already: from ``copied``, else from the preset of its kind.

    ``consultation`` is unsaved and brings what the officer typed. A closing that was not chosen follows from the
    length that is usual, as do the days of the answers and of the decision.
    """
    preset = None if copied else ConsultationPreset.objects.filter(kind=consultation.kind).first()
    source = copied or preset
    for name in COPIED if copied else USUAL if preset else ():
        setattr(consultation, name, getattr(source, name))
    lengths = _lengths(source) if source else None
    if closes_on is None:
        closes_on = opens_on + (lengths[0] if lengths else timedelta(days=legal_rule(WINDOW_RULE, opens_on).whole))
    consultation.opens_at = _opening(opens_on, now)
    consultation.closes_at = end_of_day(closes_on)
    if lengths:
        consultation.answers_by, consultation.decision_on = closes_on + lengths[1], closes_on + lengths[2]
    consultation.slug = free_slug(Consultation, consultation.title)
    consultation.save(force_insert=True)
    record(target=consultation, kind=consultation.kind, copied=copied)
    return consultation


def _opening(day: date, now: datetime) -> datetime:
    """Nine in the morning of ``day``, in Riga; today, once that is over, the next full hour."""
    morning = timezone.make_aware(datetime.combine(day, OPENS_AT))
    if morning > now or day != timezone.localdate(now):
        return morning
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _lengths(source: Consultation | ConsultationPreset) -> tuple[timedelta, timedelta, timedelta] | None:
    """How long it is open, and how long after closing the answers and the decision come."""
    if isinstance(source, ConsultationPreset):
        return (
            timedelta(days=source.open_days), timedelta(days=source.answer_days), timedelta(days=source.decision_days)
        )  # fmt: skip
    closing = last_day_of(source.closes_at)
    if not (source.answers_by and source.decision_on):
        return None
    return closing - timezone.localdate(source.opens_at), source.answers_by - closing, source.decision_on - closing


@action("participation.consultation.published")
def publish_consultation(*, consultation: Consultation, by, now: datetime) -> Consultation:
    """Open the consultation to everybody, and promise its result. Raises ``InvalidInput`` that names all that is missing.

    The time for opinions counts from the day on which people can see it: a late publication needs a later closing.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    CONSULTATION.check(consultation.state, ConsultationState.PUBLISHED)
    if consultation.closes_at <= now:
        raise InvalidInput(_("The closing is already past. Set a later day."), field="closes_at")
    gaps = publishing_gaps(consultation, now)
    if gaps:
        raise InvalidInput(_("Before publishing add: %(missing)s.") % {"missing": ", ".join(gaps)})
    consultation.state, consultation.published_at, consultation.published_by = ConsultationState.PUBLISHED, now, by
    consultation.save(update_fields=["state", "published_at", "published_by", "updated_at"])
    DocumentVersion.objects.filter(document__consultation=consultation, published_at__isnull=True).update(
        published_at=now, published_by=by
    )
    record(
        target=consultation,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        holidays=holidays_within(consultation.opens_at, consultation.closes_at),
        shorter_than=[rule.code for rule in window_shortfall(consultation, now).advised],
    )
    _promise_result(consultation, now)
    index(consultation)
    notify("participation.consultation_published", subject=consultation, now=now)
    return consultation


def _promise_result(consultation: Consultation, received_at: datetime) -> None:
    """The unit owes everybody the result once all is answered and decided."""
    open_obligation(
        kind=Promise.CONSULTATION_RESULT,
        subject=consultation,
        holder=consultation.unit,
        received_at=received_at,
        due_on=result_due(consultation),
        label=consultation.title,
        address=plain_path(consultation),
        staff_address=plain_reverse("admin:participation_consultation_change", consultation.pk),
        neighbourhood_key=consultation.neighbourhoods.order_by("name_sort").values_list("pk", flat=True).first(),
    )


@action("participation.consultation.extended")
def extend_consultation(
    *, consultation: Consultation, closes_on: date, decision_on: date, answers_by: date, reason: str, by, now: datetime
) -> Consultation:
    """Give people more time; authors, followers and the communities concerned hear of it.

    What was announced is never made shorter: raises ``InvalidInput`` for a day earlier than before, or one that no
    longer fits the new closing; ``StateConflict`` once the consultation has closed.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    if consultation.state != ConsultationState.PUBLISHED or now >= consultation.closes_at:
        raise StateConflict(_("Only a consultation that is still open, or opens soon, can be given more time."))
    if closes_on <= last_day_of(consultation.closes_at):
        raise InvalidInput(_("The time was announced and can only become longer. Choose a later day."), field="closes_on")
    for field, day in (("decision_on", decision_on), ("answers_by", answers_by)):
        if day < getattr(consultation, field):
            raise InvalidInput(_("This day was announced and can only become later."), field=field)
        if day <= closes_on:
            raise InvalidInput(_("This day must be later than the new closing."), field=field)
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(_("Say in a sentence why: everybody reads it on the consultation's page."), field="reason")
    consultation.first_closes_at = consultation.first_closes_at or consultation.closes_at
    consultation.closes_at, consultation.extension_reason = end_of_day(closes_on), reason.strip()
    consultation.decision_on, consultation.answers_by = decision_on, answers_by
    consultation.save(
        update_fields=["first_closes_at", "closes_at", "extension_reason", "decision_on", "answers_by", "updated_at"]
    )
    promise = cancel_obligation(
        kind=Promise.CONSULTATION_RESULT, subject=consultation, reason=_("the consultation was given more time"), now=now
    )
    _promise_result(consultation, promise.received_at if promise else now)
    index(consultation)
    notices = notify("participation.consultation_extended", subject=consultation, now=now)
    record(target=consultation, closes_at=consultation.closes_at, reason=consultation.extension_reason, notices=len(notices))
    return consultation


@action("participation.consultation.cancelled")
def cancel_consultation(*, consultation: Consultation, reason: str, by, now: datetime) -> Consultation:
    """Call a published consultation off, with a reason everybody reads; authors and followers are told.

    What was sent in keeps its promise: each opinion still gets its own answer. Only the promise of a result goes.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    CONSULTATION.check(consultation.state, ConsultationState.CANCELLED)
    if consultation.result:
        raise StateConflict(_("The result is published already, so there is nothing left to call off."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(_("Say in a sentence why: everybody reads it on the consultation's page."), field="reason")
    consultation.state, consultation.cancelled_reason = ConsultationState.CANCELLED, reason.strip()
    consultation.cancelled_at, consultation.cancelled_by = now, by
    consultation.save(update_fields=["state", "cancelled_reason", "cancelled_at", "cancelled_by", "updated_at"])
    cancel_obligation(
        kind=Promise.CONSULTATION_RESULT, subject=consultation, reason=_("the consultation was called off"), now=now
    )
    index(consultation)
    notices = notify("participation.consultation_cancelled", subject=consultation, now=now)
    record(target=consultation, reason=consultation.cancelled_reason, notices=len(notices))
    return consultation


@action("participation.consultation.result_added")
def add_result(*, consultation: Consultation, result: str, lessons: str | None = None, by, now: datetime) -> Consultation:
    """Say on the consultation's page what came of it and what asking taught us (S4-08), and keep the promise of the result.

    Whoever follows hears of it once, however often it is mended. ``lessons`` is ``None`` where a council's decision or an
    adopted plan brings the result along: the officer of the consultation still owes the lesson then.
    """
    consultation = Consultation.objects.lock(consultation.pk)
    if consultation.state != ConsultationState.PUBLISHED or now < consultation.closes_at:
        raise StateConflict(_("The result is told once the consultation has closed."))
    if len(result.strip()) < 40:
        raise InvalidInput(_("Say in a few sentences what was decided and what changed."), field="result")
    if lessons is not None and len("".join(lessons.split())) < SHORTEST_LESSON:
        raise InvalidInput(
            _("Say in a sentence or two what this consultation taught you: the next one is prepared by it."), field="lessons"
        )
    is_first = not consultation.result
    consultation.result, consultation.result_at = result.strip(), consultation.result_at or now
    consultation.lessons = consultation.lessons if lessons is None else lessons.strip()
    consultation.save(update_fields=["result", "result_at", "lessons", "updated_at"])
    record(target=consultation)
    if is_first:
        fulfil_obligation(kind=Promise.CONSULTATION_RESULT, subject=consultation, now=now)
        notify("participation.consultation_result", subject=consultation, now=now)
    return consultation


@action("participation.consultation.summarised")
def summarise_consultation(*, consultation: Consultation, by, now: datetime) -> Document:
    """Ask for the table of opinions, changes and answers as a document for the council's file."""
    consultation = Consultation.objects.lock(consultation.pk)
    if consultation.state == ConsultationState.DRAFT:
        raise StateConflict(_("Nothing has been said yet: the consultation is not public."))
    document = request_document(SUMMARY, subject=consultation, now=now)
    record(target=consultation, version=document.version)
    return document
