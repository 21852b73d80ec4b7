"""Work away from requests, each in a process of its own: the reminder run, and plans printed. Prints what it took, as JSON.

python -m bench.tasks remind | pdf
"""

import json
import resource
import sys
import time
from datetime import timedelta
from io import BytesIO

import django

django.setup()

from django.utils import timezone  # noqa: E402 - once Django knows its models
from pypdf import PdfReader  # noqa: E402

from actionplans.models import Plan  # noqa: E402
from bench.large_plan import LONG_PLAN, SHORT_PLAN  # noqa: E402
from bench.municipality import Size, put_reminders_due  # noqa: E402
from portal.documents.models import Document  # noqa: E402
from portal.documents.rendering import render_body, render_pdf  # noqa: E402
from portal.files.models import File  # noqa: E402
from portal.notifications.models import Message  # noqa: E402
from portal.notifications.reminders import send_due_reminders  # noqa: E402
from portal.operation.starting import prepare_worker  # noqa: E402


def memory() -> float:
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def remind() -> dict:
    """Rows written; what was written is taken away again, so that the next run finds the same."""
    now = timezone.now()
    before = now - timedelta(seconds=1)
    put_reminders_due(Size())
    started = time.perf_counter()
    reminded = send_due_reminders(now)
    seconds, held = time.perf_counter() - started, memory()
    written = Message.objects.filter(created_at__gte=before)
    result = {"reminded": reminded, "messages": written.count(), "seconds": seconds, "memory": held}
    written.delete()
    return result


def pdf() -> dict:
    """The long one in a process that has begun as a worker does, then the short one in the same."""
    prepare_worker()
    return {"cold": printed(LONG_PLAN), "warm": printed(SHORT_PLAN)}


def printed(slug: str) -> dict:
    plan = Plan.objects.get(slug=slug)
    document = Document(
        kind="actionplans.plan", subject=plan, version=1, title=plan.title, requested_at=plan.created_at, pdf=File()
    )
    started = time.perf_counter()
    content = render_pdf(document, render_body(document))
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "pages": len(PdfReader(BytesIO(content)).pages)}


if __name__ == "__main__":
    json.dump({"remind": remind, "pdf": pdf}[sys.argv[1]](), sys.stdout)
