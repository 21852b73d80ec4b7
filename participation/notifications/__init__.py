"""The messages this app writes."""

from participation.notifications import (  # noqa: F401
    answer,
    authors,
    consultation,
    opinion,
    submission,
)
