"""The Latvian catalogue is complete, correct in form, and in step with the code."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUES = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("lv/LC_MESSAGES/django.po")]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
NOT_LATVIAN = re.compile(r"\b(the|and|of|with|your|please|click)\b", re.IGNORECASE)


def catalogue_name(path: Path) -> str:
    return path.parents[2].name


@pytest.fixture(params=CATALOGUES, ids=catalogue_name)
def catalogue(request) -> polib.POFile:
    return polib.pofile(str(request.param))


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_has_its_latvian(catalogue):
    missing = [entry.msgid for entry in catalogue if not entry.obsolete and not all(form.strip() for form in forms(entry))]

    assert missing == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy] == []
    assert catalogue.obsolete_entries() == []


def test_counted_texts_have_the_three_forms_of_latvian(catalogue):
    assert "nplurals=3" in catalogue.metadata["Plural-Forms"]
    assert [entry.msgid for entry in catalogue if entry.msgid_plural and len(entry.msgstr_plural) != 3] == []


def marks(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text)) - {"%%"}


def test_no_placeholder_is_invented(catalogue):
    """One that the code does not fill would break the page."""
    invented = {
        entry.msgid: unknown
        for entry in catalogue
        for form in forms(entry)
        if (unknown := marks(form) - marks(entry.msgid) - marks(entry.msgid_plural))
    }

    assert invented == {}


def test_no_placeholder_of_our_own_texts_is_lost():
    """A library's sentence around a name is said without the name: Latvian would have to decline it."""
    own = polib.pofile(str(ROOT / "portal" / "locale" / "lv" / "LC_MESSAGES" / "django.po"))
    lost = [entry.msgid for entry in own for form in forms(entry) if form and marks(entry.msgid) - marks(form)]

    assert lost == []


def test_nothing_was_left_in_english(catalogue):
    assert [entry.msgid for entry in catalogue if any(NOT_LATVIAN.search(form) for form in forms(entry))] == []


def test_the_catalogue_is_in_step_with_the_code(tmp_path):
    """Gathered afresh from the code, the texts are those of the catalogue: none new, none gone."""
    copy = tmp_path / "portal"
    for folder in ("portal", "communities", "participation", "grants", "actionplans", "templates", "static"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("*.mo", "vendor", "__pycache__"))
    command = (ROOT / "script" / "messages").read_text().split("makemessages", 1)[1].replace("\\\n", " ").split()
    gather = (
        "import django, sys; from django.conf import settings; settings.configure(LOCALE_PATHS=['portal/locale']); "
        "django.setup(); from django.core.management import call_command; call_command('makemessages', *sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", gather, *command], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    def texts(root: Path) -> set[tuple[str, str]]:
        path = root / "portal" / "locale" / "lv" / "LC_MESSAGES" / "django.po"
        return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(path))}

    assert texts(copy) == texts(ROOT), "Run script/messages and translate what is new."
