"""The promises this app makes."""

from participation.deadlines import (  # noqa: F401
    forum,
    opinion,
    submission,
)
