"""The messages this app writes."""

from communities.notifications import community, contacts, good_practice  # noqa: F401
