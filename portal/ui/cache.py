"""A cache that may be lost: without Redis pages are slower, not broken. And small tables that nearly every page reads."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


REST = 5
"""Seconds in which a server that did not answer is not asked again: a page asks ten times, and must not wait ten times."""


class LastingClient(RedisCacheClient):
    """Django makes a client anew for each question, which takes longer than asking it."""

    def __init__(self, servers, **options):
        super().__init__(servers, **options)
        self._clients = {}

    def get_client(self, key=None, *, write=False):
        pool = self._get_connection_pool(write)
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)
        return self._clients[pool]


class ForgetfulRedisCache(RedisCache):
    """Redis that answers "not known" when it cannot be reached. Nothing in the portal lives only here."""

    _rests_until = 0.0

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = LastingClient

    def _try(self, name, fallback, *args, **kwargs):
        if time.monotonic() < self._rests_until:
            return fallback
        try:
            return getattr(super(), name)(*args, **kwargs)
        except RedisError as error:
            self._rests_until = time.monotonic() + REST
            log.warning("cache_unreachable", operation=name, error=type(error).__name__)
            return fallback

    def get(self, key, default=None, version=None):
        return self._try("get", default, key, default, version)

    def get_many(self, keys, version=None):
        return self._try("get_many", {}, keys, version)

    def set(self, key, value, timeout=300, version=None):
        return self._try("set", None, key, value, timeout, version)

    def add(self, key, value, timeout=300, version=None):
        return self._try("add", True, key, value, timeout, version)

    def delete(self, key, version=None):
        return self._try("delete", False, key, version)

    def delete_many(self, keys, version=None):
        return self._try("delete_many", None, keys, version)


KEPT_SECONDS = 60
_seen: ContextVar[dict[str, Any] | None] = ContextVar("what this piece of work has read", default=None)


def kept(key: str, ask: Callable[[], Any]) -> Any:
    """What ``ask`` gives, from the cache for up to a minute; within ``read_once``, as in a request, it is read once.

    For what changes rarely and is dropped with ``forget`` when it does. ``ask`` must not give None.
    """
    seen = _seen.get()
    if seen is not None and key in seen:
        return seen[key]
    value = cache.get(key)
    if value is None:
        value = ask()
        cache.set(key, value, KEPT_SECONDS)
    if seen is not None:
        seen[key] = value
    return value


def read_ahead(keys: Iterable[str]) -> None:
    """Asks the cache at once for all that ``kept`` will be asked for in this piece of work; one by one, ten keys take longer
    than a question to the database."""
    seen = _seen.get()
    if seen is not None and (unread := [key for key in keys if key not in seen]):
        seen.update(cache.get_many(unread))


def made(kind: str, source: Any, make: Callable[[], Any]) -> Any:
    """What ``make`` makes of ``source`` alone, as a picture is made of its values: kept under what it is made of, so that it
    is never an old one. ``source`` must read differently (``repr``) wherever the result does, also between languages."""
    return kept(f"{kind}.{hashlib.blake2b(repr(source).encode(), digest_size=16).hexdigest()}", make)


def forget(*keys: str) -> None:
    """Whoever asks next asks the database."""
    cache.delete_many(keys)
    for key in keys:
        (_seen.get() or {}).pop(key, None)


@contextmanager
def read_once() -> Iterator[None]:
    """What is ``kept`` is read once until the end: a page with twenty clocks asks for the calendar of working days once."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


class ReadOnceMiddleware:
    """Each request is such a piece of work."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with read_once():
            return self.get_response(request)
