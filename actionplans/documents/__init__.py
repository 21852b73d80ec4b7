"""The documents this app prints."""

from actionplans.documents import plan  # noqa: F401
