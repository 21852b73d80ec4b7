"""What calls and projects put on the shared pages."""

from grants.panels import (  # noqa: F401
    application,
    calendar,
    call_question,
    cofinancing,
    community,
    contract,
    home,
    idea,
    mans,
    own_data,
    project,
    receipts,
    scorecard,
    search,
    subsidy,
)
