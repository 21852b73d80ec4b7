"""Production settings pass Django's own checks, migrations and lock file are in step, and the demo stays in the demo."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

ROOT = Path(settings.BASE_DIR)
UV = which("uv") or str(ROOT / ".local" / "bootstrap" / "bin" / "uv")
NEEDED = {
    "SECRET_KEY": "k9" * 30 + "Qz!",
    "SITE_URL": "https://kopienas.example.lv",
    "ALLOWED_HOSTS": "kopienas.example.lv",
    "EMAIL_HOST": "mail.example.lv",
    "EMAIL_FROM": "Kopienu portāls <portals@example.lv>",
}
"""All that an installation must set beside its database and its broker; the rest has safe defaults."""


def manage(*command: str, without: str = "", **more: str) -> subprocess.CompletedProcess:
    """Run ``manage.py`` as production does: nothing of the tests' environment but database and broker."""
    kept = {name: os.environ[name] for name in ("PATH", "DATABASE_URL", "REDIS_URL", "STATIC_ROOT")}
    environment = {**kept, **NEEDED, **more}
    environment.pop(without, None)
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_settings_pass_every_check_of_django_without_a_warning():
    done = manage("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", sorted({*NEEDED, "DATABASE_URL", "REDIS_URL"}))
def test_a_missing_setting_is_named(name):
    done = manage("check", without=name)

    assert done.returncode != 0
    assert f"Set the environment variable {name}." in done.stderr


def test_production_is_neither_debugging_nor_a_demo():
    done = manage(
        "shell", "--no-imports", "-c", "from django.conf import settings as s; print(s.DEBUG, s.DEMO, s.STAFF_MFA_REQUIRED)"
    )

    assert done.stdout.split() == ["False", "False", "True"], done.stderr


def test_the_demo_mailbox_is_no_address_of_production():
    done = manage("shell", "--no-imports", "-c", "from django.urls import reverse; reverse('demo:mailbox')")

    assert "'demo' is not a registered namespace" in done.stderr


def test_the_demo_refuses_to_load_outside_demo_mode(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("loaddemo")


def test_every_change_of_the_models_has_its_migration(db):
    call_command("makemigrations", "--check", "--dry-run")


def test_the_lock_file_is_in_step_with_the_project():
    done = subprocess.run([UV, "lock", "--check", "--offline"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
