from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.obligations.answering import forget_phrases
from portal.obligations.rules_of_law import forget_rules
from portal.ui.search import PROVIDERS, index

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "reference"
ORDER = (
    "legal_rules.json",
    "empty_phrases.json",
    "terms.json",
    "good_practices.json",
    "plan_templates.json",
    "clauses.json",
    "surveys.json",
    "legal_bases.json",
    "consultation_presets.json",
    "activity_fields.json",
)

LATER = {"actionplans.chaptertemplate": ("example", "example_en", "points", "checks", "practice_words")}
"""Columns younger than rows an installation may have: they are filled where they are still empty."""


class Command(BaseCommand):
    """Adds the reference data an installation needs: numbers of the law, phrases, vocabularies, cards, templates, clauses."""

    help = "Add missing reference data. What an administrator has edited stays as it is; safe to run at every upgrade."

    @transaction.atomic
    def handle(self, *args, **options):
        added = 0
        for name in ORDER:
            for row in serializers.deserialize("json", (FOLDER / name).read_text(encoding="utf-8")):
                if row.object.pk is None:
                    self._add(row)
                    added += 1
                elif later := LATER.get(row.object._meta.label_lower):
                    self._fill(row.object, later)
        forget_rules()
        forget_phrases()
        self.stdout.write(f"Reference data: {added} added.")

    def _add(self, row) -> None:
        """With its times, its words of the vocabularies and its place in the search."""
        row.object.save()
        for name, words in (row.m2m_data or {}).items():
            getattr(row.object, name).set(words)
        if row.object._meta.label_lower in PROVIDERS:
            index(row.object)

    def _fill(self, given, names: tuple[str, ...]) -> None:
        stored = type(given).objects.get(pk=given.pk)
        empty = [name for name in names if not getattr(stored, name) and getattr(given, name)]
        for name in empty:
            setattr(stored, name, getattr(given, name))
        if empty:
            stored.save(update_fields=empty)
