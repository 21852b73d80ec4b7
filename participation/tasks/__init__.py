"""Periodic work of participation. Each run asks what is still undone."""

from participation.tasks import opinion  # noqa: F401
