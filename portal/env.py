"""Typed readers of environment variables that fail with a hint.

Every setting of the portal comes from the environment, so a wrong or missing
variable must tell the administrator what to set, not end in a traceback later.
A variable ``NAME`` can also be given as a file: ``NAME_FILE=/run/secrets/name``.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class _Required:
    """Marks a variable that has no default."""


REQUIRED = _Required()


def env_str(name: str, default: str | _Required = REQUIRED, hint: str = "") -> str:
    """Text of the variable ``name``.

    Raises ``ImproperlyConfigured`` with ``hint`` when it is missing and has no default.
    """
    value = os.environ.get(name)
    if value is not None:
        return value
    if isinstance(default, _Required):
        raise ImproperlyConfigured(f"Set the environment variable {name}. {hint}".strip())
    return default


def env_bool(name: str, default: bool | _Required = REQUIRED, hint: str = "") -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off and the empty text."""
    if name not in os.environ and not isinstance(default, _Required):
        return default
    word = env_str(name, hint=hint).strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {word!r}. {hint}".strip())


def env_int(name: str, default: int | _Required = REQUIRED, hint: str = "") -> int:
    """A whole number."""
    if name not in os.environ and not isinstance(default, _Required):
        return default
    text = env_str(name, hint=hint).strip()
    try:
        return int(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {text!r}. {hint}".strip()) from None


def env_list(name: str, default: list[str] | _Required = REQUIRED, hint: str = "") -> list[str]:
    """Comma-separated words, empty ones dropped."""
    if name not in os.environ and not isinstance(default, _Required):
        return default
    return [word.strip() for word in env_str(name, hint=hint).split(",") if word.strip()]


def env_secret(name: str, default: str | _Required = REQUIRED, hint: str = "") -> str:
    """Like ``env_str``, but ``NAME_FILE`` may name a file that holds the value (Docker and systemd secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {error}.") from error
    return env_str(name, default, hint)
