"""Addresses in the reader's language, relative and absolute."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

ANY_KEY = "1234567890"
"""Stands for the number or slug in an address whose pattern is kept."""


def localised(path: str, language: str) -> str:
    """``path`` (stored without a language prefix) as a reader of ``language`` opens it; Latvian has no prefix."""
    if language == settings.LANGUAGE_CODE:
        return path
    return f"/{language}{path}"


def without_language(path: str) -> str:
    """The same page's path without its language prefix."""
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE and (path == f"/{code}" or path.startswith(f"/{code}/")):
            return path[len(code) + 1 :] or "/"
    return path


def absolute(path: str, language: str) -> str:
    """The full address for mails, feeds, QR codes and print."""
    return settings.SITE_URL.rstrip("/") + localised(path, language)


def path_to(name: str, key: int | str, *steps: str) -> str:
    """As ``reverse(name, args=[key, *steps])`` for a number or a slug. Lists ask for the address of each row: the pattern is
    looked up once for a language."""
    if not key:
        return reverse(name, args=[key, *steps])
    return _pattern(name, steps, get_language(), get_script_prefix(), get_urlconf()).replace(ANY_KEY, str(key))


@lru_cache(maxsize=1024)
def _pattern(name: str, steps: tuple[str, ...], language: str | None, prefix: str, urlconf: str | None) -> str:
    return reverse(name, args=[ANY_KEY, *steps])


def plain_path(thing) -> str:
    """The path of a thing's page without a language prefix, whatever the language of the moment."""
    return without_language(thing.get_absolute_url())


def plain_reverse(name: str, *args) -> str:
    """The path of a named page without a language prefix."""
    return without_language(reverse(name, args=args))


def asked(request, name: str) -> str:
    """The word ``name`` of the address, without the one character that the database cannot even look for."""
    return request.GET.get(name, "").replace("\x00", "")
