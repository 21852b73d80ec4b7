"""Pages for when something is in the way: each says what, and what to do."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache

from portal.accounts.kept_form import came_from_own_page, kept_fields


@login_not_required
def not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


@login_not_required
def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


@login_not_required
def bad_request(request, exception=None):
    if _database_is_away(exception):  # a session that could not be saved looks like one that was deleted
        return unavailable(request)
    return render(request, "errors/400.html", status=400)


RETRY_AFTER = 10
"""Seconds: a database that restarts or is taken over by its replica answers again in about that time."""


@login_not_required
def server_error(request):
    """No context processors and no database: this page must not fail."""
    if _database_is_away(sys.exception()):
        return unavailable(request)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def _database_is_away(error: BaseException | None) -> bool:
    """Whether the error, or one that it came of, is a connection that broke or could not be had."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__context__
    return False


def unavailable(request):
    """The database does not answer, or broke off in the middle: nothing was done. What was typed stands on the page, to be
    sent again in a moment."""
    keeps = request.method == "POST" and came_from_own_page(request)
    context = {
        "keeps": keeps,
        "fields": kept_fields(request) if keeps else [],
        "had_files": bool(request.FILES),
        "action": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    page = render_to_string("errors/503.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


@login_not_required
@never_cache
def csrf_failure(request, reason=""):
    """The page's mark is out of date (signed in elsewhere, cookies lost): offer to send the same form again.

    A form that stood on a stranger's page is only refused.
    """
    own = came_from_own_page(request)
    context = {
        "fields": kept_fields(request) if own else [],
        "had_files": bool(request.FILES),
        "action": request.get_full_path(),
        "own": own,
    }
    return render(request, "errors/csrf.html", context, status=403)
