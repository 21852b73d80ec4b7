"""What plans put on the shared pages."""

from actionplans.panels import (  # noqa: F401
    guide,
    joining,
    neighbourhood,
    search,
    tied,
    writing,
)
