"""The messages this app writes."""

from communities.notifications import (  # noqa: F401
    agreement,
    booking,
    community,
    consultation_slot,
    contact_person,
    contacts,
    event,
    exchange,
    good_practice,
    meeting,
    membership,
    question,
)
