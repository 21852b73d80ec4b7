"""The id of a request goes with the tasks it asks for, so that its story can be read through web and workers."""

import time

import structlog
from celery.signals import before_task_publish, setup_logging, task_postrun, task_prerun
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

HEADER = "portal_request_id"
log = structlog.get_logger(__name__)


@setup_logging.connect
def leave_logging_as_the_settings_have_it(**about):
    """Whoever listens here keeps Celery from setting levels of its own."""


@before_task_publish.connect
def send_request_id(headers, **about):
    headers[HEADER] = get_contextvars().get("request_id")


@task_prerun.connect
def begin(task_id, task, **about):
    """Work that no request asked for goes by its own id."""
    task.request.portal_started = time.perf_counter()
    bind_contextvars(request_id=task.request.get(HEADER) or task_id, task=task.name)


@task_postrun.connect
def end(task, state, **about):
    seconds = time.perf_counter() - task.request.portal_started
    log.info("task", state=state, milliseconds=round(seconds * 1000))
    clear_contextvars()
