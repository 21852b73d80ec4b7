"""What is written about plans."""

from actionplans.notifications import (  # noqa: F401
    joining,
    monitoring,
    plan,
    writing,
)
