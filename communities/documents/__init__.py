"""The documents this app prints."""

from communities.documents import agreement  # noqa: F401
