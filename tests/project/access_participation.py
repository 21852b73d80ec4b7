"""Public participation: who may open what, gathered from the modules of its nouns."""

from tests.project import (
    access_answers,
    access_consultations,
    access_forums,
    access_opinions,
    access_scorecard,
    access_submissions,
    access_surveys,
)

NOUNS = (
    access_answers,
    access_consultations,
    access_forums,
    access_opinions,
    access_scorecard,
    access_submissions,
    access_surveys,
)

PAGES = tuple(page for noun in NOUNS for page in noun.PAGES)
DESKS = {name: desk for noun in NOUNS for name, desk in noun.DESKS.items()}
