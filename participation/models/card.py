"""What a card of a question and its answer shows (``answer_card.html``): pages of twenty cards load no other columns."""

ANSWER = (
    "outcome", "passed_to", "clarifies", "reason", "next_step", "no_next_step", "late_reason", "change_url", "legal_reference",
    "published_at", "corrected_at", "unit__name", "batch__size", "dispute__outcome", "dispute__decision", "dispute__decided_at",
)  # fmt: skip
OPINION = (
    "consultation__title", "consultation__slug", "text", "experience", "proposal", "voice", "residents_represented",
    "publish_name", "author_name", "submitted_at", "edited_at", "community__name", "attachment__original_name",
    "paragraph__number",
)  # fmt: skip
SUBMISSION = (
    "kind", "title", "text", "voice", "residents_represented", "forum", "received_at", "support_count", "community__name",
    "neighbourhood__name",
)  # fmt: skip


def within(relation: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{relation}__{column}" for column in columns)
