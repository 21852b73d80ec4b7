"""Every address the portal answers, read from the resolver itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One URL pattern; ``name`` as ``reverse`` takes it, empty where a library gave none."""

    name: str
    route: str
    view: object

    @property
    def view_class(self) -> type | None:
        return getattr(self.view, "view_class", None)


def addresses() -> list[Address]:
    return list(_walk(get_resolver()))


def _walk(resolver: URLResolver, namespace: str = "", route: str = "") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name}" if entry.name else "", path, entry.callback)
        else:
            yield from _walk(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, path)


def desks() -> dict[str, admin.ModelAdmin]:
    """The admin's models by their label ("grants.call")."""
    return {model._meta.label_lower: desk for model, desk in admin.site._registry.items()}
