"""Pages as everybody sees them, made once and kept for half a minute.

Only what somebody without a session asks for is kept, and only when the answer holds nothing of that visitor: an answer
that sets a cookie (a form's token, a session, a message) or asks not to be kept is made afresh each time. Whatever an
action changes drops all kept pages at once; clocks and what is written past actions are half a minute behind, and one
more where a page holds a part that was made before it.

In the last seconds of that half a minute one visitor has the page made anew, and others are shown the old one meanwhile: a
page that fifty people ask for at once is not made fifty times.

The address tells the language, so host, path and query are the whole key.

Whoever is signed in, or comes by an address with words of its own, gets no kept page, but the parts of it that all see
alike are kept just as long: in Python by ``for_everybody``, in a template by
``{% cache kept.seconds NAME kept.edition … %}``. In such a part stands nothing of the visitor: no form with a token, no
link made of this request's query. A desk is kept for the one person whose it is (``for_one``).
"""

import hashlib
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

EDITION = "pages.edition"
KEPT_TYPES = ("text/html", "application/json", "application/atom+xml", "text/calendar")
LARGEST = 1_000_000
LONGEST_ADDRESS = 500
AHEAD = 5
"""Seconds before its end in which what is kept is made anew, by one visitor."""


_telling: set[str] = {"messages"}


def tells_apart(cookie: str) -> str:
    """Say of a cookie that whoever brings it is shown something of their own: such a page is neither kept nor taken from
    what is kept. Gives the name back."""
    _telling.add(cookie)
    return cookie


@dataclass(frozen=True)
class Kept:
    """What was made: in which edition, and at which second of the epoch."""

    edition: str
    made_at: float
    content: Any


@dataclass(frozen=True)
class KeptPage:
    headers: dict[str, str]
    packed: bytes

    def response(self) -> HttpResponse:
        return HttpResponse(zlib.decompress(self.packed), headers=self.headers)


def forget_pages() -> None:
    """Once the change is committed: a page made before it belongs to an older edition and is not shown again."""
    transaction.on_commit(lambda: cache.set(EDITION, uuid4().hex, None))


def for_everybody(name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, made once for all who read this language. It must ask nothing of the visitor, and give nothing
    lazy. What the members of a community alone may see, each of them alike, has the community's key in its ``name`` and
    is asked for once the page has let the visitor in."""
    if settings.PAGE_CACHE_SECONDS <= 0:
        return make()
    key = _key_of("part", f"{get_language()}.{name}")
    edition, kept = _look_up(key)
    return kept.content if kept else _keep(key, edition, make())


def for_one(person: Model, name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives for ``person``, kept just so and for this person alone, on whichever device. What asks for it has let
    the person in already; a button in it belongs to the page's one form (``components/one_form.html``), which has the token."""
    return for_everybody(f"{name}.own.{person.pk}", make)


def drawn_for_everybody(name: str, template: str, context: Callable[[], dict[str, Any]]) -> str:
    """A template drawn so, of a ``context`` that is asked for only then."""
    return for_everybody(name, lambda: render_to_string(template, context()))


class KeptParts:
    """For how long a template keeps a part, and under what besides its name; asked for where a template has such parts."""

    @property
    def seconds(self) -> int:
        return settings.PAGE_CACHE_SECONDS

    @cached_property
    def edition(self) -> str:
        return f"{get_language()}.{cache.get(EDITION, '')}"


def kept_parts(request: HttpRequest) -> dict[str, KeptParts]:
    """The context processor."""
    return {"kept": KeptParts()}


class PageCacheMiddleware:
    """Stands before sessions, tokens and sign-in: a kept page costs none of them. A browser that has the page already
    is told so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _asked_by_anybody(request):
            return self.get_response(request)
        key = _key(request)
        edition, kept = _look_up(key)
        if kept:
            response = kept.content.response()
        else:
            response = self.get_response(request)
            if not _is_for_anybody(request, response):
                return response
            _label(response)
            if request.method == "GET":
                _keep(key, edition, KeptPage(dict(response.headers), zlib.compress(response.content, 1)))
        return get_conditional_response(request, etag=response["ETag"], response=response)


def _look_up(key: str) -> tuple[str, Kept | None]:
    """The edition of now, and what is kept under ``key``; nothing for whoever is to make it."""
    found = cache.get_many([EDITION, key])
    edition, kept = found.get(EDITION, ""), found.get(key)
    if kept is None or kept.edition != edition:
        return edition, None
    is_due = time.time() - kept.made_at > settings.PAGE_CACHE_SECONDS - AHEAD and cache.add(f"{key}.made", True, AHEAD)
    return edition, None if is_due else kept


def _keep(key: str, edition: str, content: Any) -> Any:
    cache.set(key, Kept(edition, time.time(), content), settings.PAGE_CACHE_SECONDS)
    return content


def _asked_by_anybody(request: HttpRequest) -> bool:
    """By somebody of whom the portal knows nothing, and for a whole page."""
    return (
        settings.PAGE_CACHE_SECONDS > 0
        and request.method in ("GET", "HEAD")
        and not ({settings.SESSION_COOKIE_NAME, *_telling} & request.COOKIES.keys())
        and "HX-Request" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) + len(request.path_info) <= LONGEST_ADDRESS
    )


def _is_for_anybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the next visitor may be shown the same. A page with a token sets its cookie, unless the visitor has it."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Disposition")
        and response.get("Content-Type", "").startswith(KEPT_TYPES)
        and len(response.content) <= LARGEST
    )


def _label(response: HttpResponse) -> None:
    """The browser may keep the page, and asks each time whether it is still so."""
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie", "HX-Request"))


def _key(request: HttpRequest) -> str:
    return _key_of("page", f"{request.META.get('HTTP_HOST', '')}{request.get_full_path()}")


def _key_of(kind: str, name: str) -> str:
    """Begins otherwise whenever ``Kept`` changes its shape: while an installation is upgraded two versions look here."""
    return f"kept.{kind}.{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}"
