"""What supervisors, balancers and Prometheus ask. Not for visitors: the proxy answers none of it to the outside."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from health_check.views import HealthCheckView
from prometheus_client import CONTENT_TYPE_LATEST
from redis.asyncio import Redis

from portal.operation.metrics import exposition


@login_not_required
def alive(request):
    """The process answers. For the supervisor; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@method_decorator(login_not_required, name="dispatch")
class ReadyView(HealthCheckView):
    """Database with its schema, broker and file storage answer: this version can do its work here."""

    checks = (
        "health_check.checks.Database",
        "portal.operation.health.Schema",
        ("health_check.checks.Storage", {"alias": "private"}),
        ("health_check.contrib.redis.Redis", {"client_factory": lambda: Redis.from_url(settings.REDIS_URL)}),
    )


@login_not_required
def metrics(request):
    """For whoever brings ``METRICS_TOKEN``; nothing is here for anybody else, nor where no token is set."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)
