"""The promises this app makes."""

from grants.deadlines import application, cofinancing, subsidy  # noqa: F401
