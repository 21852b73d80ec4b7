"""The officers' desks of this app."""

from communities.admin import (  # noqa: F401
    agreement,
    booking,
    community,
    consultation_slot,
    council,
    deed,
    event,
    exchange,
    good_practice,
    meeting,
    neighbourhood,
    outreach,
    question,
    resource_centre,
    support,
    taxonomy,
)
