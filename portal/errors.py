"""Refusals that a person reads: each carries one sentence in the reader's language."""

from datetime import datetime


class DomainError(Exception):
    """An action was refused. ``str(error)`` is a sentence fit for the user: what is wrong and what to do.

    ``code`` names the refusal for tests and templates; it is never shown.
    """

    code = "refused"

    def __init__(self, message, *, code: str | None = None):
        super().__init__(message)
        self.message = message
        if code:
            self.code = code

    def __str__(self) -> str:
        return str(self.message)


class StateConflict(DomainError):
    """The thing is no longer in a state that allows the action, mostly because somebody was faster."""

    code = "state"


class DeadlinePassed(DomainError):
    """The request arrived at or after the deadline instant."""

    code = "late"


class InvalidInput(DomainError):
    """A rule that needs more than one form to see was broken. ``field`` names the field to point at, if any."""

    code = "invalid"

    def __init__(self, message, *, field: str | None = None, code: str | None = None):
        super().__init__(message, code=code)
        self.field = field


class EditConflict(DomainError):
    """The same text was saved meanwhile, by somebody else or in another window. ``by`` and ``at`` say who and when,
    ``fields`` what stands there now; nothing was overwritten."""

    code = "conflict"

    def __init__(self, message, *, by: str, at: datetime, revision: int, fields: dict[str, str]):
        super().__init__(message)
        self.by, self.at, self.revision, self.fields = by, at, revision, fields
