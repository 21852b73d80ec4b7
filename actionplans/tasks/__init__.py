"""Periodic work of this app. Each run asks what is still undone."""

from actionplans.tasks import joining, monitoring  # noqa: F401
