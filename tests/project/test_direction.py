"""The doors open one way, also where import-linter cannot look: relations, migrations, templates, and the apps' doors.

actionplans ──► grants ──► participation ──► communities ──► portal
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.urls import get_resolver

ROOT = Path(settings.BASE_DIR)
ORDER = ("portal", "communities", "participation", "grants", "actionplans")
KERNEL_URLS = {"pages", "accounts", "notifications", "documents", "obligations", "admin", "demo"}
DOORS = ("admin", "urls", "views", "tasks", "forms", "filters", "resources", "feeds")
LEADS_TO = re.compile(r"""\{%\s*(?:url|include|extends)\s+["'](\w+)[:/]""")


def room(name: str) -> str:
    """The app a dotted name, a URL namespace or a template folder belongs to; the kernel is one room."""
    first = name.split(".")[0]
    return first if first in ORDER else "portal"


def looks_up(here: str, there: str) -> bool:
    return ORDER.index(room(there)) > ORDER.index(room(here))


def test_no_relation_points_up():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ORDER
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and looks_up(model.__module__, field.related_model.__module__)
    ]

    assert wrong == []


def test_no_migration_waits_for_an_upper_one():
    labels = {config.label: config.name for config in apps.get_app_configs()}
    wrong = [
        f"{key} after {other}"
        for key, migration in MigrationLoader(None).disk_migrations.items()
        for other in migration.dependencies
        if labels[key[0]].split(".")[0] in ORDER and looks_up(labels[key[0]], labels.get(other[0], "portal"))
    ]

    assert wrong == []


def test_no_template_leads_up():
    wrong = [
        f"{path.relative_to(ROOT)}: {there}"
        for path in (ROOT / "templates").rglob("*")
        if path.suffix in (".html", ".txt")
        for there in LEADS_TO.findall(path.read_text())
        if looks_up(owner(path), there)
    ]

    assert wrong == []


def owner(path: Path) -> str:
    folders = path.relative_to(ROOT / "templates").parts
    return next((folder for folder in folders if folder in ORDER), "portal")


def test_the_url_namespaces_are_those_of_the_rooms():
    assert set(get_resolver().namespace_dict) == KERNEL_URLS | set(ORDER[1:])


@pytest.mark.parametrize("app", ORDER[1:])
def test_no_app_opens_the_doors_of_another(app):
    """Models, actions, queries and rules may be used from above; forms, views and the like are an app's own."""
    wrong = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in (ROOT / app).rglob("*.py")
        for module in imported(path)
        if module.split(".")[0] in ORDER[1:]
        and module.split(".")[0] != app
        and module.split(".")[1:2]
        and module.split(".")[1] in DOORS
    ]

    assert wrong == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
