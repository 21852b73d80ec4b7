"""The editions of an adopted plan, and what an amendment changes."""

import re
from dataclasses import dataclass

from actionplans.models import Plan, PlanAmendment
from actionplans.queries.consulting import text_of
from actionplans.queries.writing import compare_texts
from communities.queries.differences import Piece
from portal.documents.models import Document


def edition_in_force(plan: Plan) -> Document | None:
    """The newest edition that the council adopted; None while it is being printed."""
    printed = Document.objects.about(plan).filter(kind="actionplans.plan", is_draft=False).order_by("-version").first()
    return printed if printed and printed.state == Document.State.READY else None


def words_of(plan: Plan) -> str:
    """All that the council decides on: what the plan is called, its story, its text."""
    return f"{plan.title}\n\n{plan.story}\n\n{text_of(plan)}"


def open_amendment(plan: Plan) -> PlanAmendment:
    """The amendment being written, of a plan that is being amended."""
    return plan.amendments.select_related("document").get(adopted_on__isnull=True)


def amendments_of(plan: Plan) -> list[PlanAmendment]:
    """Adopted and being written, oldest first; a plan that never was amended costs no query."""
    if plan.edition == 1 and not plan.is_being_amended:
        return []
    found = list(plan.amendments.select_related("document").order_by("edition"))
    for one in found:
        one.plan = plan
    return found


@dataclass(frozen=True)
class ChangedPart:
    """A chapter that differs, word by word; before the first chapter stand the plan's title and story."""

    heading: str
    pieces: list[Piece]


def changes_of(amendment: PlanAmendment) -> list[ChangedPart]:
    """What differs between the edition before and the amended text, as it stands now while it is being written."""
    before, after = (_parts(words) for words in (amendment.text_before, amendment.text_after or words_of(amendment.plan)))
    headings = dict.fromkeys([*after, *before])
    changed = [one for one in headings if before.get(one, "") != after.get(one, "")]
    return [ChangedPart(one, compare_texts(before.get(one, ""), after.get(one, ""))) for one in changed]


def _parts(words: str) -> dict[str, str]:
    """The text below each heading of a chapter."""
    start, *rest = re.split(r"\n\n# (?=\d+\. )", words)
    return {"": start, **dict(re.match(r"(.*)\n*([\s\S]*)", one).groups() for one in rest)}
