"""The promises this app makes."""

from participation.deadlines import (  # noqa: F401
    consultation,
    dispute,
    draft_decision,
    early_warning,
    forum,
    moderation,
    opinion,
    report,
    submission,
    survey,
    task,
)
