"""What communities put on the shared pages."""

from communities.panels import (  # noqa: F401
    agreement,
    booking,
    community,
    consultation_slot,
    contact_person,
    council,
    events,
    exchange,
    gaps,
    guide,
    home,
    mans,
    membership,
    neighbourhood,
    own_data,
    question,
    search,
    verification,
)
