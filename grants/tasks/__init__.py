"""Periodic work of this app. Each run asks what is still undone."""

from grants.tasks import call_question, contract  # noqa: F401
