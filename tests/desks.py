"""Where a thing stands in the admin."""

from django.db.models import Model
from django.urls import reverse


def page_of(thing: Model) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def step_of(thing: Model, name: str) -> str:
    """The named step of its workflow."""
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_step", args=[thing.pk, name])
