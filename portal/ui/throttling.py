"""How often one visitor may do what costs others: the limits stand in ``settings.ACCOUNT_RATE_LIMITS``."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from allauth.core.internal import ratelimit as internal
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal.errors import DomainError
from portal.ui.exports import EXPORT_FORMATS


def throttle(request, what: str, *, key: str | None = None) -> None:
    """Count one attempt. Raises ``DomainError`` with code ``throttled`` once the limit of ``what`` is reached."""
    if not internal.consume(
        request, app="allauth.account", action=what, key=key, config=settings.ACCOUNT_RATE_LIMITS, limit_get=True
    ):
        raise DomainError(
            _("There were too many attempts in a short time. What you typed is kept; try again in a while."),
            code="throttled",
        )


def limited(what: str) -> Callable:
    """A page on which nothing is typed: over the limit of ``what`` another page says to wait."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                throttle(request, what)
            except DomainError:
                return ratelimit.respond_429(request)
            return view(request, *args, **kwargs)

        return answer

    return decorate


class ExportLimitMiddleware:
    """Whole lists as files (``?formats=``) cost more than pages, so nobody fetches them without end."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.get_file = limited("export")(get_response)

    def __call__(self, request):
        return self.get_file(request) if request.GET.get("formats", "") in EXPORT_FORMATS else self.get_response(request)
