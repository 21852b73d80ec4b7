"""Pages for when something is in the way: each says what, and what to do."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
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
    return render(request, "errors/400.html", status=400)


@login_not_required
def server_error(request):
    """No context processors and no database: this page must not fail."""
    from django.http import HttpResponseServerError
    from django.template import loader

    return HttpResponseServerError(loader.get_template("errors/500.html").render({}))


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
