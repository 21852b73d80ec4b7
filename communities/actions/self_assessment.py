from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, SelfAssessment
from portal.audit.actions import action, record
from portal.errors import InvalidInput


@action("communities.self_assessment.saved")
def assess_ourselves(
    *,
    community: Community,
    year: int,
    scores: dict[str, int],
    factors: dict[str, int],
    maturity: list[str],
    volunteer_hours: int | None,
    own_money: Decimal | None,
    note: str,
    by,
    now: datetime,
) -> SelfAssessment:
    """A community rates itself for a year; doing it again replaces the ratings. The log says only that it was done."""
    Community.objects.lock(community.pk)
    if year > timezone.localdate(now).year:
        raise InvalidInput(_("This year has not begun yet."))
    assessment = community.self_assessments.filter(year=year).first() or SelfAssessment(community=community, year=year)
    assessment.scores, assessment.factors, assessment.maturity = scores, factors, maturity
    assessment.volunteer_hours, assessment.own_money, assessment.note = volunteer_hours, own_money, note
    assessment.full_clean()
    assessment.save()
    record(target=community, year=year)
    return assessment
