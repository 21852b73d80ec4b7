"""Periodic work of this app. Each run asks what is still undone."""

from communities.tasks import agreement, booking, event, exchange, invitation, outreach, retention  # noqa: F401
