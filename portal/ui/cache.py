"""A cache that may be lost: without Redis pages are slower, not broken."""

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class ForgetfulRedisCache(RedisCache):
    """Redis that answers "not known" when it cannot be reached. Nothing in the portal lives only here."""

    def _try(self, name, fallback, *args, **kwargs):
        try:
            return getattr(super(), name)(*args, **kwargs)
        except RedisError as error:
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
