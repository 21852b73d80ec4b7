"""The rules of the source documents (docs/rules.md) and the tests that prove them.

A test says which rule it proves: ``@pytest.mark.rule("S4-66")``. The Test column of docs/rules.md follows from these
marks; ``python -m tests.project.rules --write`` brings it up to date.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "rules.md"
ROW = re.compile(r"^\| (?P<id>(?:S\d-\d+[a-z]?|D\d+)) \| (?P<asks>.*) \| (?P<lives>.*) \| (?P<test>.*) \|$", re.MULTILINE)
NOT_YET = "not yet"


def rows() -> list[re.Match]:
    return list(ROW.finditer(PAGE.read_text()))


def holders() -> dict[str, list[str]]:
    """The test files that carry each rule's mark."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "tests").rglob("test_*.py"):
        tree = ast.parse(path.read_text())
        loops = _loops(tree)
        for node in ast.walk(tree):
            for call in getattr(node, "decorator_list", [node]):
                if isinstance(call, ast.Call) and _is_mark(call.func, is_decorator=call is not node):
                    for argument in call.args:
                        for rule in loops[argument.id] if isinstance(argument, ast.Name) else [argument.value]:
                            found[rule].add(str(path.relative_to(ROOT)))
    return {rule: sorted(files) for rule, files in found.items()}


def _loops(tree: ast.Module) -> dict[str, list[str]]:
    """Names that run through the keys of one of the module's dictionaries, as ``for rule in SAID``."""
    keys = {
        ast.unparse(node.targets[0]): [key.value for key in node.value.keys]
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and all(map(_is_word, node.value.keys))
    }
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.comprehension)]
    return {ast.unparse(loop.target): keys[loop.iter.id] for loop in loops if getattr(loop.iter, "id", "") in keys}


def _is_word(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant)


def _is_mark(function: ast.expr, *, is_decorator: bool) -> bool:
    """``pytest.mark.rule``, or the short name a module gives it."""
    if isinstance(function, ast.Name):
        return is_decorator and function.id == "rule"
    return isinstance(function, ast.Attribute) and ast.unparse(function) == "pytest.mark.rule"


def proven(rule: str, marks: dict[str, list[str]]) -> str:
    """What stands in the Test column."""
    return ", ".join(f"`{path}`" for path in marks.get(rule, ())) or NOT_YET


def updated() -> str:
    marks = holders()
    return ROW.sub(lambda row: f"| {row['id']} | {row['asks']} | {row['lives']} | {proven(row['id'], marks)} |", PAGE.read_text())


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(updated())
    else:
        sys.exit("Usage: python -m tests.project.rules --write")
