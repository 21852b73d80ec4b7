"""The messages this app writes."""

from grants.notifications import (  # noqa: F401
    application,
    call,
    call_question,
    clarification,
    cofinancing,
    contract,
    decision,
    evaluation,
    idea,
    partner,
    subsidy,
)
