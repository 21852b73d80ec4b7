"""The officers' desks of this app."""

from grants.admin import (  # noqa: F401
    application,
    call,
    call_question,
    cofinancing,
    contract,
    extension,
    idea,
    report,
    sitting,
    subsidy,
    subsidy_claim,
)
