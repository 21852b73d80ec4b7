from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.enums import ConsultationState
from participation.models import Consultation
from participation.workflow import CONSULTATION
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.rules_of_law import legal_rule
from portal.ui.search import index

WINDOW_RULE = "OPINION_MIN_DAYS"


def publishing_gaps(consultation: Consultation, now: datetime) -> list[str]:
    """What a consultation lacks before it may be published at ``now`` (D1, S4-37, S4-75, S4-78, S4-86)."""
    gaps = [
        label
        for label, there in (
            (_("what can still change"), consultation.can_change.strip()),
            (_("how to take part"), consultation.how_to_take_part.strip()),
            (_("neighbourhoods concerned"), consultation.neighbourhoods.exists()),
            (_("day of the decision"), consultation.decision_on),
            (_("day by which all is answered"), consultation.answers_by),
        )
        if not there
    ]
    days = legal_rule(WINDOW_RULE, timezone.localdate(consultation.opens_at)).whole
    if _whole_days(max(consultation.opens_at, now), consultation.closes_at) < days:
        gaps.append(_("a window of at least %(days)s days") % {"days": days})
    return gaps


def _whole_days(start: datetime, end: datetime) -> int:
    """Days by the clock on the wall, so that the hour lost in spring takes nobody's last day."""
    return (timezone.localtime(end).replace(tzinfo=None) - timezone.localtime(start).replace(tzinfo=None)).days


@action("participation.consultation.published")
def publish_consultation(*, consultation: Consultation, by, now: datetime) -> Consultation:
    """Open the consultation to everybody. Raises ``InvalidInput`` that names everything still missing.

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
    record(target=consultation, opens_at=consultation.opens_at, closes_at=consultation.closes_at)
    index(consultation)
    notify("participation.consultation_published", subject=consultation, now=now)
    return consultation


@action("participation.consultation.result_added")
def add_result(*, consultation: Consultation, result: str, by, now: datetime) -> Consultation:
    """Say on the consultation's page what came of it; whoever follows hears of it once, however often it is mended."""
    consultation = Consultation.objects.lock(consultation.pk)
    if consultation.state != ConsultationState.PUBLISHED or now < consultation.closes_at:
        raise StateConflict(_("The result is told once the consultation has closed."))
    if len(result.strip()) < 40:
        raise InvalidInput(_("Say in a few sentences what was decided and what changed."), field="result")
    is_first = not consultation.result
    consultation.result = result.strip()
    consultation.save(update_fields=["result", "updated_at"])
    record(target=consultation)
    if is_first:
        notify("participation.consultation_result", subject=consultation, now=now)
    return consultation
