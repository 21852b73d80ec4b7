"""The documents this app prints."""

from actionplans.documents import monitoring, plan  # noqa: F401
