"""Calls, subsidies and co-financing: who may open what, gathered from the modules of their nouns."""

from tests.project import (
    access_applying,
    access_calls,
    access_cofinancing,
    access_judging,
    access_projects,
    access_subsidies,
)

NOUNS = (
    access_applying,
    access_calls,
    access_cofinancing,
    access_judging,
    access_projects,
    access_subsidies,
)

PAGES = tuple(page for noun in NOUNS for page in noun.PAGES)
DESKS = {name: desk for noun in NOUNS for name, desk in noun.DESKS.items()}
