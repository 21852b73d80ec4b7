"""Periodic work of participation. Each run asks what is still undone."""

from participation.tasks import early_warning, opinion, registration, report, retention, scorecard, submission, survey, week_ahead  # noqa: F401
