"""What a card shows of a question and its answer: whole rows of a dozen tables take longer to ask for and to load than the
rest of a page that shows three of them."""

from django.db import models

OF_ANSWER = (
    "outcome", "reason", "next_step", "no_next_step", "legal_reference", "change_url", "passed_to", "late_reason",
    "clarifies", "published_at", "corrected_at", "is_public", "unit__name", "batch__size", "dispute__outcome",
    "dispute__decided_at", "dispute__decision",
)  # fmt: skip
OF_OPINION = (
    "voice", "text", "experience", "proposal", "author_name", "publish_name", "residents_represented", "edited_at",
    "paragraph__number", "consultation__title", "consultation__slug", "community__name", "attachment__original_name",
)  # fmt: skip
OF_SUBMISSION = (
    "voice", "kind", "title", "text", "residents_represented", "forum_id", "support_count", "community__name",
    "neighbourhood__name",
)  # fmt: skip


def with_card(rows: models.QuerySet, columns: tuple[str, ...], **parts: tuple[str, ...]) -> models.QuerySet:
    """The rows with ``columns`` and those of ``parts``, which are what the rows lead to, and nothing else."""
    shown = [*columns, *(f"{part}__{column}" for part, its in parts.items() for column in its)]
    related = {column.rpartition("__")[0] for column in shown if "__" in column}
    return rows.select_related(*related).only(*shown)
