"""The officers' desks of this app."""

from grants.admin import (  # noqa: F401
    application,
    call,
    cofinancing,
    subsidy,
    subsidy_claim,
)
