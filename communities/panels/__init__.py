"""What communities put on the shared pages."""

from communities.panels import home, mans, own_data, search  # noqa: F401
