"""Calls, their questions and answers: who may open what."""

from tests.project.visitors import Desk, Page

PAGES: tuple[Page, ...] = ()

DESKS: dict[str, Desk] = {}
