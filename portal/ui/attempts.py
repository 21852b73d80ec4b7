"""What a view does with an action that may refuse."""

from collections.abc import Callable
from typing import Any

from portal.errors import DomainError


def attempt(form, perform: Callable, **facts: Any) -> Any:
    """What ``perform`` gives, or True where it gives nothing. Refused: None, and the sentence stands on the form beside
    the field it names, so that nothing typed is lost."""
    try:
        return perform(**facts) or True
    except DomainError as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal))
        return None
