"""docs/rules.md is true: every rule once, every path there, every test that it names proves it."""

import re
from collections import Counter
from itertools import groupby

from tests.project.rules import PAGE, ROOT, holders, rows, updated


def test_every_rule_stands_once_and_none_is_skipped():
    ids = [row["id"] for row in rows()]

    assert [rule for rule, times in Counter(ids).items() if times > 1] == []
    for _, group in groupby(sorted(ids), key=lambda rule: re.match(r"S\d|D", rule)[0]):
        numbers = {int(re.search(r"\d+(?=[a-z]?$)", rule)[0]) for rule in group}
        assert numbers == set(range(1, max(numbers) + 1))


def test_every_rule_has_a_place_or_a_reason():
    assert [row["id"] for row in rows() if not row["asks"].strip() or not row["lives"].strip()] == []


def test_every_path_that_is_named_is_there():
    named = set(re.findall(r"`([\w./-]+/[\w./-]+)`", PAGE.read_text()))

    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_no_test_proves_a_rule_that_is_not_listed():
    assert sorted(set(holders()) - {row["id"] for row in rows()}) == []


def test_the_test_column_is_what_the_marks_say():
    assert updated() == PAGE.read_text(), "Run python -m tests.project.rules --write."
