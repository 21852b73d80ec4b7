"""The officers' desks of this app."""

from participation.admin import (  # noqa: F401
    consultation,
    forum,
    opinion,
    submission,
)
