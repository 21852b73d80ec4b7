"""The next free code or number within a plan."""

import re

from django.db.models import Max

from actionplans.models import Plan

DIGITS = re.compile(r"\d+")


def next_code(plan: Plan, parts: str, letter: str) -> str:
    """M1, M2 … for goals, R1, R2 … for actions: one more than the highest, so that a code never means two things."""
    codes = getattr(plan, parts).values_list("code", flat=True)
    return f"{letter}{max((int(found[0]) for code in codes if (found := DIGITS.search(code))), default=0) + 1}"


def next_position(plan: Plan) -> int:
    return (plan.challenges.aggregate(last=Max("position"))["last"] or 0) + 1
