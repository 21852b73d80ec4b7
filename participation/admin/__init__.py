"""The officers' desks of this app."""

from participation.admin import (  # noqa: F401
    announcement,
    answer,
    campaign,
    consultation,
    dispute,
    draft_decision,
    early_warning,
    forum,
    opinion,
    preset,
    report,
    self_audit,
    submission,
    survey,
    task,
    territory_overview,
)
