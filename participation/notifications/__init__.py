"""The messages this app writes."""

from participation.notifications import (  # noqa: F401
    announcement,
    answer,
    authors,
    campaign,
    consultation,
    dispute,
    draft_decision,
    early_warning,
    following,
    forum,
    moderation,
    opinion,
    submission,
    survey,
    task,
    week_ahead,
)
