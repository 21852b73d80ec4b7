"""The environment of a machine of one's own: every setting the portal asks for, with local values."""

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCAL = Path(os.environ.get("PORTAL_DATA") or ROOT / ".local").resolve()
"""Database, files, mail and logs of this machine; ``PORTAL_DATA`` puts them elsewhere."""


def secret_key() -> str:
    """A key made once and kept beside the data."""
    path = LOCAL / "secret_key"
    LOCAL.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


def local_environment(*, database_url: str, redis_url: str, site_url: str, hosts: str, mail_port: int) -> dict[str, str]:
    """What the processes see. A variable that is set already is left as it is."""
    wanted = {
        "SECRET_KEY": secret_key(),
        "DEMO": "true",
        "HTTPS": "false",
        "STAFF_MFA_REQUIRED": "false",
        "SITE_URL": site_url,
        "ALLOWED_HOSTS": hosts,
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
        "EMAIL_FROM": "Kopienu portāls <portals@pasvaldiba.example>",
        "DEMO_MAIL_DIR": str(LOCAL / "mail"),
        "PRIVATE_FILES_DIR": str(LOCAL / "files"),
        "STATIC_ROOT": str(LOCAL / "static"),
        "LOG_JSON": "false",
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONPATH": str(ROOT),
        "MALLOC_ARENA_MAX": "2",  # threads that each keep freed memory to themselves make a worker a third larger
    }
    return {**wanted, **os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}
