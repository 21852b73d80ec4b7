"""The documents this app prints."""

from grants.documents import cofinancing, letter, subsidy  # noqa: F401
