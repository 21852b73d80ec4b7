"""The documents this app prints."""

from grants.documents import letter  # noqa: F401
