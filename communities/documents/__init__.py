"""The documents this app prints."""

from communities.documents import agreement, meeting  # noqa: F401
