"""Hundreds of addresses, looked through word by word."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path


def include_by_words(urlconf: str) -> tuple:
    """As ``include``, of addresses without parts of their own that include others. Django tries one address after the other,
    and two hundred in vain are a tenth of a page: here the first word is looked for, then the next."""
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
    return [path(word, include(_by_words(group) if len(group) > 1 else group)) for word, group in found.items()]
