"""What calls and projects put on the shared pages."""

from grants.panels import (  # noqa: F401
    application,
    calendar,
    community,
    home,
    mans,
    own_data,
    project,
    receipts,
    search,
)
