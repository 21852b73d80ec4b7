"""What a budget campaign brought: proposals by place and theme, and what became of them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from participation.enums import Outcome, Promise, Theme, VoiceKind
from participation.models import BudgetCampaign, Submission
from portal.obligations.models import Obligation


@dataclass(frozen=True)
class PlaceRow:
    """One place with its number of proposals for each theme of the campaign."""

    place: str
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class OutcomeRow:
    """One theme with its number of answers of each outcome."""

    theme: str
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class CampaignFigures:
    """Joint proposals are counted apart from individual ones, never added to them as if they were one voice (S4-94)."""

    themes: list[str]
    places: list[PlaceRow]
    by_theme: list[int]
    outcomes: list[OutcomeRow]
    outcome_names: list[str]
    by_outcome: list[int]
    total: int
    waiting: int
    individual: int
    joint: int
    represented: int

    @property
    def answered(self) -> int:
        return self.total - self.waiting


def campaign_figures(campaign: BudgetCampaign) -> CampaignFigures:
    """All counts of a campaign, from one query."""
    rows = list(
        campaign.submissions.handed_in().values_list(
            "place", "theme", "voice", "residents_represented", "state", "answer__outcome"
        )
    )
    themes = [theme for theme in Theme.values if theme in campaign.themes]
    matrix = Counter((place if place in campaign.places else "", theme) for place, theme, *_rest in rows)
    judged = [(theme, outcome) for _p, theme, _v, _n, state, outcome in rows if state == "answered"]
    outcomes = Counter(judged)
    used = [outcome for outcome in Outcome.values if any(found == outcome for _theme, found in judged)]
    joint = [represented or 0 for _p, _t, voice, represented, *_rest in rows if voice == VoiceKind.JOINT]
    places = [PlaceRow(place, [matrix[place, theme] for theme in themes]) for place in (*campaign.places, "")]
    return CampaignFigures(
        themes=[str(Theme(theme).label) for theme in themes],
        places=[row for row in places if row.place or row.total],
        by_theme=[sum(row.counts[column] for row in places) for column in range(len(themes))],
        outcomes=[OutcomeRow(str(Theme(theme).label), [outcomes[theme, one] for one in used]) for theme in themes],
        outcome_names=[str(Outcome(one).label) for one in used],
        by_outcome=[sum(outcomes[theme, one] for theme in themes) for one in used],
        total=len(rows),
        waiting=len(rows) - len(judged),
        individual=len(rows) - len(joint),
        joint=len(joint),
        represented=sum(joint),
    )


def unanswered(campaign: BudgetCampaign) -> list[Submission]:
    """Proposals that wait for an answer, the longest waiting first."""
    return list(campaign.submissions.waiting().select_related("neighbourhood").order_by("received_at", "pk"))


def unanswered_numbers(campaign: BudgetCampaign, *, limit: int) -> list[str]:
    """The receipts' numbers of the first proposals that wait, as the register names them."""
    waiting = [one.pk for one in unanswered(campaign)[:limit]]
    promises = Q(kind=Promise.SUBMISSION_ANSWER, subject_type__model="submission", subject_id__in=waiting)
    return list(Obligation.objects.open().filter(promises).order_by("received_at", "pk").values_list("number", flat=True))
