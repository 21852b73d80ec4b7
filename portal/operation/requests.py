"""What the operator sees of each request: one line of log and one observation of its time."""

import re
import time
import uuid

import structlog
from django.conf import settings
from prometheus_client import Histogram
from structlog.contextvars import bind_contextvars, reset_contextvars

ID = re.compile(r"[\w.-]{8,64}")
METHODS = {"GET", "HEAD", "POST"}
SECONDS = Histogram(
    "portal_request_seconds",
    "Time to answer a request.",
    ["route", "method", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
log = structlog.get_logger(__name__)


class RequestMiddleware:
    """Gives each request an id that every line of its log, and of the tasks it asks for, carries: the one of a trusted
    proxy (``X-Request-ID``), else a new one.

    Log and figures name the route, never the address: links from letters carry keys.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        before = bind_contextvars(request_id=self._id(request))
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - started
            route = request.resolver_match.view_name if request.resolver_match else "none"
            method = request.method if request.method in METHODS else "other"
            SECONDS.labels(route, method, f"{response.status_code // 100}xx").observe(seconds)
            log.info("request", route=route, method=method, status=response.status_code, milliseconds=round(seconds * 1000))
        finally:
            reset_contextvars(**before)
        return response

    @staticmethod
    def _id(request) -> str:
        given = request.headers.get("X-Request-ID", "")
        if request.META.get("REMOTE_ADDR", "") in settings.TRUSTED_PROXIES and ID.fullmatch(given):
            return given
        return uuid.uuid4().hex
