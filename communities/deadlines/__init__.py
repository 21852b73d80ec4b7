"""The promises this app makes, and the dates it computes."""

from communities.deadlines import agreement, booking, consultation_slot, contact_person, event, exchange, promises  # noqa: F401
