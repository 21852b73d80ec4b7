"""When a request arrived: the instant that counts against deadlines."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

LONGEST_QUEUE = timedelta(minutes=5)


class ArrivalMiddleware:
    """Sets ``request.arrived_at``: the proxy's stamp (``X-Request-Start: t=<seconds>``) when the proxy is trusted and
    the stamp is plausible, else now. Stands first, before anything that takes time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.arrived_at = self._stamp(request) or timezone.now()
        return self.get_response(request)

    @staticmethod
    def _stamp(request) -> datetime | None:
        if request.META.get("REMOTE_ADDR", "") not in settings.TRUSTED_PROXIES:
            return None
        text = request.headers.get("X-Request-Start", "").removeprefix("t=")
        try:
            stamp = datetime.fromtimestamp(float(text), UTC)
        except (ValueError, OverflowError, OSError):
            return None
        now = timezone.now()
        return stamp if now - LONGEST_QUEUE <= stamp <= now else None
