"""The promises this app makes, and the dates it computes."""

from communities.deadlines import promises  # noqa: F401
