"""The documents this app prints."""

from participation.documents import campaign, consultation, forum, report, territory_overview  # noqa: F401
