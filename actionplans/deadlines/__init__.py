"""The promises this app makes, and the dates it computes."""

from actionplans.deadlines import monitoring, review  # noqa: F401
