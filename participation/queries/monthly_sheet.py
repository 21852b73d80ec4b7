"""What a neighbourhood asked in a month and what it was answered, what is open there now and when its forum is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from communities.models import Neighbourhood
from participation.models import Answer, Consultation, Forum
from portal.obligations.clock import end_of_day
from portal.obligations.working_days import add_months

SHEET = "participation.monthly_sheet"
"""The kind of document."""

ANSWERS_ON_A_PAGE = 6
CONSULTATIONS_ON_A_PAGE = 4


@dataclass(frozen=True)
class Contents:
    """What stands on the sheet; ``more`` answers are on the portal alone."""

    answers: list[Answer]
    more: int
    consultations: list[Consultation]
    forum: Forum | None

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.consultations or self.forum)


def answers_in(neighbourhood: Neighbourhood):
    """Public answers to what was asked in or about the neighbourhood."""
    about = Q(submission__neighbourhood=neighbourhood) | Q(opinion__consultation__in=neighbourhood.consultations.all())
    return Answer.objects.public().filter(about)


def contents_of(neighbourhood: Neighbourhood, month: date, now: datetime) -> Contents:
    starts, ends = end_of_day(month - timedelta(days=1)), end_of_day(add_months(month, 1) - timedelta(days=1))
    answers = answers_in(neighbourhood).filter(published_at__gte=starts, published_at__lt=ends)
    shown = list(answers.for_list().order_by("-published_at", "-pk")[:ANSWERS_ON_A_PAGE])
    consultations = Consultation.objects.open(now).filter(neighbourhoods=neighbourhood).order_by("closes_at", "pk")
    return Contents(
        answers=shown,
        more=answers.count() - len(shown),
        consultations=list(consultations[:CONSULTATIONS_ON_A_PAGE]),
        forum=Forum.objects.planned().filter(neighbourhood=neighbourhood, held_at__gt=now).order_by("held_at").first(),
    )
