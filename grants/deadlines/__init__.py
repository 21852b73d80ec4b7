"""The promises this app makes."""

from grants.deadlines import application, call, clarification, cofinancing, contract, idea, subsidy  # noqa: F401
