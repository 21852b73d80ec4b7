"""The tools that read the code, each as a test."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import ROOT

TOOLS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "djlint": ["djlint", "templates", "--lint", "--quiet"],
    "import-linter": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_nothing_to_say(tool):
    program, *arguments = TOOLS[tool]
    done = subprocess.run(
        [Path(sys.executable).parent / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
