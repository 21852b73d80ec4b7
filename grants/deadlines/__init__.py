"""The promises this app makes."""

from grants.deadlines import application  # noqa: F401
