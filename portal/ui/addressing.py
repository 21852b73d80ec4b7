"""Hundreds of addresses, looked up word by word."""

from functools import cached_property
from importlib import import_module

from django.urls import Resolver404, URLPattern, URLResolver, include, path
from django.urls.resolvers import ResolverMatch, RoutePattern


def include_by_words(urlconf: str) -> tuple:
    """As ``include``, of addresses without parts of their own that include others. Django tries one address after the other,
    and two hundred in vain are a tenth of a page: here the first word is looked up, then the next."""
    module = import_module(urlconf)
    return include((_by_words(module.urlpatterns), module.app_name))


def _by_words(patterns: list[URLPattern]) -> list[URLPattern | URLResolver]:
    """Where a part that varies stands beside a word, all stay in the order in which they are written."""
    found: dict[str, list[URLPattern]] = {}
    for one in patterns:
        word, slash, rest = str(one.pattern).partition("/")
        found.setdefault(word + slash, []).append(path(rest, one.callback, one.default_args, one.name))
    if any(word.startswith("<") for word in found):
        return patterns
    return [WordResolver(path(word, include(_by_words(group) if len(group) > 1 else group)) for word, group in found.items())]


class WordResolver(URLResolver):
    """Addresses that begin each with a word of its own, or with none."""

    def __init__(self, patterns):
        super().__init__(RoutePattern(""), list(patterns))

    @cached_property
    def _by_word(self) -> dict[str, URLResolver]:
        return {str(one.pattern): URLResolver(RoutePattern(""), [one]) for one in self.url_patterns}

    def resolve(self, path: str) -> ResolverMatch:
        """Raises ``Resolver404`` where no address begins with the path's word, and where one does but not the rest."""
        word, slash, _rest = path.partition("/")
        found = self._by_word.get(word + slash)
        if found is None:
            raise Resolver404({"tried": [], "path": path})
        return found.resolve(path)
