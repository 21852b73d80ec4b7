"""What participation puts on the shared pages."""

from participation.panels import (  # noqa: F401
    announcement,
    answer,
    community,
    consultation,
    draft_decision,
    early_warning,
    forum,
    guide,
    hub,
    mans,
    neighbourhood,
    own_data,
    receipts,
    registration,
    search,
    submission,
    survey,
    task,
)
