"""The messages this app writes."""

from grants.notifications import (  # noqa: F401
    application,
    call,
    cofinancing,
    decision,
    evaluation,
    subsidy,
)
