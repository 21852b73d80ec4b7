"""The officers' desks of this app."""

from communities.admin import agreement, community, good_practice, neighbourhood, resource_centre, taxonomy  # noqa: F401
