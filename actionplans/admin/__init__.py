"""The officers' desks of this app."""

from actionplans.admin import (  # noqa: F401
    creative_partner,
    joining,
    monitoring,
    plan,
    template,
)
