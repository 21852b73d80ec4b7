"""What participation puts on the shared pages."""

from participation.panels import (  # noqa: F401
    answer,
    community,
    consultation,
    forum,
    hub,
    mans,
    neighbourhood,
    own_data,
    receipts,
    search,
)
