"""From contribution to change: each opinion beside the text before and after, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.models import Consultation, Opinion, Paragraph
from participation.queries.answer import AnswerCard, opinion_cards
from participation.queries.document import ParagraphChange, change_of

SUMMARY = "participation.consultation_summary"
"""The kind of document that prints the table."""


@dataclass(frozen=True)
class Contribution:
    """An opinion with its answer; ``change`` is what became of the paragraph it was said of, None for the whole."""

    card: AnswerCard
    change: ParagraphChange | None

    @property
    def opinion(self) -> Opinion:
        return self.card.question

    @property
    def said(self) -> str:
        """The whole opinion: the need, then what was lived through and what is proposed."""
        opinion = self.opinion
        more = ((_("Experience"), opinion.experience), (_("Proposal"), opinion.proposal))
        return "\n\n".join([opinion.text, *(f"{label}: {text}" for label, text in more if text)])

    @property
    def text_before(self) -> str:
        return self.change.before.words if self.change else ""

    @property
    def text_after(self) -> str:
        return self.change.after.words if self.change and self.change.after else ""


def all_contributions(consultation: Consultation) -> tuple[list[Contribution], list[Contribution]]:
    """Everything public that was said, joint opinions apart from individual ones (S4-94), in order of receipt."""
    rows = contributions(consultation.opinions.public().for_list().order_by("submitted_at", "pk"))
    return [one for one in rows if one.card.is_joint], [one for one in rows if not one.card.is_joint]


def contributions(opinions: Sequence[Opinion]) -> list[Contribution]:
    """The opinions (loaded ``for_list``) with what came of them: two queries however many."""
    documents = {one.paragraph.version.document_id for one in opinions if one.paragraph_id}
    newest = Paragraph.objects.newest().filter(version__document__in=documents).select_related("version") if documents else ()
    now = {(one.version.document_id, one.key): one for one in newest}
    return [Contribution(card, _change(card.question.paragraph, now)) for card in opinion_cards(list(opinions))]


def _change(before: Paragraph | None, now: dict[tuple[int, int], Paragraph]) -> ParagraphChange | None:
    return change_of(before, now.get((before.version.document_id, before.key))) if before else None
