"""The officers' desks of this app."""

from actionplans.admin import (  # noqa: F401
    goal,
    plan,
)
