"""The house is tidy: nothing left lying about, nothing outgrown, nothing unused."""

import ast
import re
from pathlib import Path

from django.conf import settings

from communities.actions.community import RESERVED
from tests.project.addresses import addresses

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "communities", "participation", "grants", "actionplans")
MODULES = [
    path for folder in (*APPS, "script", "tests") for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
]
TEMPLATES = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
OUR_TEXTS = [
    *MODULES,
    *TEMPLATES,
    *(path for path in (ROOT / "static").rglob("*") if path.suffix in (".css", ".js") and "vendor" not in path.parts),
]
LONGEST_MODULE = 500
DAY_OF_UTC = re.compile(r"\.date\(\)|_at:%[dHY]")
LEFT_LYING = re.compile(r"\b(T[O]DO|FIX[M]E)\b|console[.]log|debugge[r]|breakpoin[t]\(")
SHIRKED = re.compile(r"\b(skip|skipif|xfail|importorskip)\(|mark[.](skip|xfail)")
FOUND_BY_LIBRARIES = r"(account|mfa|socialaccount|usersessions|allauth|admin|unfold|bootstrap5)/.*|\d+\.html"
MAIL = "templates/notifications/emails/frame.html"


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_nothing_is_left_for_later():
    assert [named(path) for path in OUR_TEXTS if LEFT_LYING.search(path.read_text())] == []


def test_no_test_is_skipped_or_allowed_to_fail():
    tests = [path for path in MODULES if path.name.startswith("test_")]

    assert [named(path) for path in tests if SHIRKED.search(path.read_text())] == []


def test_no_module_outgrows_five_hundred_lines():
    assert [named(path) for path in MODULES if len(path.read_text().splitlines()) > LONGEST_MODULE] == []


def test_the_day_of_a_moment_is_the_day_in_latvia():
    """A stored moment is in UTC, whose day and hour differ from Latvia's: ``localdate`` and ``localtime`` read it."""
    ours = [path for path in MODULES if path.relative_to(ROOT).parts[0] in APPS and "deadlines" not in path.parts]

    assert [named(path) for path in ours if DAY_OF_UTC.search(path.read_text())] == []


def test_nothing_is_named_by_a_word_that_stands_at_the_same_place_of_an_address():
    """A forum called „Pārskats” must not hide behind the page ``forumi/parskats/``."""
    routes = [address.route for address in addresses()]
    named_here = {route.split("<slug:")[0] for route in routes if "<slug:slug>" in route}
    words = {route.removeprefix(before).split("/")[0] for before in named_here for route in routes if route.startswith(before)}

    assert sorted(word for word in words - RESERVED if re.fullmatch(r"[a-z-]+", word)) == []


def test_no_template_carries_a_style_a_script_or_a_handler():
    """The policy forbids them; mail programs, which read no stylesheet, are the exception."""
    inline = re.compile(r"<style|<script(?![^>]*(?:src=|json))|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    pages = [path for path in TEMPLATES if path.suffix == ".html" and named(path) != MAIL]

    assert [named(path) for path in pages if inline.search(path.read_text())] == []


def test_no_save_is_overridden_and_no_signal_connects_our_own_apps():
    wrong = [
        f"{named(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if is_model(node) and any(isinstance(part, ast.FunctionDef) and part.name == "save" for part in node.body)
    ]

    assert wrong == []
    assert [named(path) for path in MODULES if re.search(r"^@receiver|\.connect\(receiver", path.read_text(), re.MULTILINE)] == []


def test_every_model_and_every_action_says_what_it_means():
    silent = [
        f"{named(path)}: {node.name}"
        for path in MODULES
        if path.relative_to(ROOT).parts[0] in APPS
        for node in ast.walk(ast.parse(path.read_text()))
        if (is_action(node) or is_model(node)) and not ast.get_docstring(node)
    ]

    assert silent == []


def is_action(node: ast.AST) -> bool:
    marks = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any(isinstance(mark, ast.Call) and ast.unparse(mark.func) == "action" for mark in marks)


def is_model(node: ast.AST) -> bool:
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return any(ast.unparse(base).endswith(("models.Model", "TimestampedModel", "AbstractBaseUser")) for base in bases)


def test_every_template_of_ours_is_used():
    """By a view or another template, or by the pattern of its name: what libraries look for, messages, rows of a list."""
    code = "\n".join(path.read_text() for path in [*MODULES, *TEMPLATES])
    patterns = [re.sub(r"\{\w+\}", r"\\w+", name) for name in re.findall(r'f"([\w/]+\{\w+\}[\w/]*\.html)"', code)]
    used = re.compile("|".join([FOUND_BY_LIBRARIES, r".*/emails/\w+\.(subject|body)\.txt", r".*_list_rows\.html", *patterns]))
    names = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]

    assert [name for name in names if name not in code and not used.fullmatch(name)] == []
