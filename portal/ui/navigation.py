"""The doors of the portal: apps put their entries into the header, the footer and the admin's side bar."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.ui.links import without_language


@dataclass(frozen=True)
class Entry:
    """One link. ``prefixes`` are the paths (without language) in which it is the current one."""

    label: Any
    url_name: str
    prefixes: tuple[str, ...] = ()
    order: int = 50


@dataclass(frozen=True)
class AdminEntry:
    """One line of the admin's side bar, shown to those who may ``permission``. ``icon`` is a Material symbol."""

    group: Any
    label: Any
    url_name: str
    permission: str
    icon: str = "description"
    order: int = 50

    @classmethod
    def of_list(cls, group, label, model: str, icon: str, order: int) -> "AdminEntry":
        """The line to the list of ``model`` ("grants.call"), for those who may view it."""
        app, name = model.split(".")
        return cls(group, label, f"admin:{app}_{name}_changelist", f"{app}.view_{name}", icon, order)


_header: list[Entry] = []
_footer: list[Entry] = []
_admin: list[AdminEntry] = []


def add_to_header(entry: Entry) -> None:
    _header.append(entry)


def add_to_footer(*entries: Entry) -> None:
    _footer.extend(entries)


def add_to_admin(*entries: AdminEntry) -> None:
    _admin.extend(entries)


def header_entries(path: str) -> list[dict[str, Any]]:
    plain = without_language(path)
    return [
        {"label": label, "url": url, "current": bool(prefixes) and plain.startswith(prefixes)}
        for label, url, prefixes in _header_doors(get_language())
    ]


@cache
def _header_doors(language: str | None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(str(entry.label), _address(entry.url_name, language), entry.prefixes) for entry in _in_order(_header)]


def footer_links() -> SafeString:
    """Every door as an item of a list."""
    return _footer_links(get_language())


@cache
def _footer_links(language: str | None) -> SafeString:
    doors = [(_address(entry.url_name, language), entry.label) for entry in _in_order(_footer)]
    return format_html_join("\n", '<li><a href="{}">{}</a></li>', doors)


def _in_order(entries: list[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: entry.order)


@cache
def _address(url_name: str, language: str | None) -> str:
    """As their names, the addresses of the doors depend on the language alone, and stand on every page."""
    return reverse(url_name)


@cache
def _admin_lines(language: str | None) -> list[tuple[AdminEntry, str]]:
    return [(entry, _address(entry.url_name, language)) for entry in _in_order(_admin)]


def admin_menu(user, path: str = "") -> SafeString:
    """The head of the side bar and what the person may open, in groups; marked is the line that ``path`` lies in most closely."""
    language = get_language()
    lines, index = _admin_lines(language), _address("admin:index", language)
    permitted = user.permissions_among({entry.permission for entry, _link in lines})
    opened = tuple(place for place, (entry, _link) in enumerate(lines) if entry.permission in permitted)
    links = [lines[place][1] for place in opened]
    around = [link for link in links if path == link or (path.startswith(link) and link != index)]
    return _drawn_menu(language, opened, max(around, key=len, default=""))


@lru_cache(maxsize=256)
def _drawn_menu(language: str | None, opened: tuple[int, ...], current: str) -> SafeString:
    """Drawn once for all who may open the same: sixty lines were a seventh of each page."""
    groups: dict[str, dict[str, Any]] = {}
    for entry, link in map(_admin_lines(language).__getitem__, opened):
        group = groups.setdefault(str(entry.group), {"title": entry.group, "lines": []})
        group["lines"].append({"title": entry.label, "icon": entry.icon, "link": link, "is_current": link == current})
    if not groups:
        return SafeString()
    context = {"groups": groups.values(), "home": _address("admin:index", language), "site": settings.UNFOLD}
    return render_to_string("admin/menu.html", context)
