"""The documents this app prints."""

from grants.documents import application, cofinancing, contract, letter, minutes, subsidy  # noqa: F401
