"""Surveys, draft decisions and requests for an opinion: who may open what."""

from tests.project.visitors import Desk, Page

PAGES: tuple[Page, ...] = ()

DESKS: dict[str, Desk] = {}
