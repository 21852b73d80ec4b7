"""How often one visitor may do what costs others: the limits stand in ``settings.ACCOUNT_RATE_LIMITS``."""

from allauth.core.internal import ratelimit as internal
from django.conf import settings
from django.utils.translation import gettext as _

from portal.errors import DomainError


def throttle(request, what: str, *, key: str | None = None) -> None:
    """Count one attempt. Raises ``DomainError`` with code ``throttled`` once the limit of ``what`` is reached."""
    if not internal.consume(
        request, app="allauth.account", action=what, key=key, config=settings.ACCOUNT_RATE_LIMITS, limit_get=True
    ):
        raise DomainError(
            _("There were too many attempts in a short time. What you typed is kept; try again in a while."),
            code="throttled",
        )
