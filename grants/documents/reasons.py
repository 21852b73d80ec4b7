"""The reason of a decision that follows the ranking, in the words of the letter."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.formats import number_format

from grants.enums import DecisionOutcome
from grants.models import Call
from grants.queries.ranking import CriterionPoints, RankedApplication
from portal.documents.rendering import DOCUMENT_LANGUAGE

WEAKEST = 2


def reason_by_rank(row: RankedApplication, call: Call, means: Sequence[CriterionPoints], reserve: int) -> str:
    """Points and place, and what follows from them; for a refusal also where the application was weakest."""
    with translation.override(DOCUMENT_LANGUAGE):
        points, threshold = number_format(row.total), number_format(call.threshold)
        if row.outcome == DecisionOutcome.REJECTED:
            weakest = sorted(means, key=lambda one: one.mean / one.maximum)[:WEAKEST]
            named = "; ".join(f"{one.title} – {number_format(one.mean)} no {one.maximum}" for one in weakest)
            return (
                f"Iegūto punktu skaits: {number_format(row.points)}; nolikumā prasīti vismaz {threshold}."
                f" Vājāk novērtēts: {named}."
            )
        place = f"Iegūto punktu skaits: {points}; vieta sarindojumā: {row.place}."
        if row.outcome == DecisionOutcome.RESERVE:
            return f"{place} Punktu pietiek, bet konkursa līdzekļi ir piešķirti augstāk sarindotajiem. Vieta rezervē: {reserve}."
        return f"{place} Konkursa līdzekļu pietiek, lai piešķirtu visu pieprasīto summu."
