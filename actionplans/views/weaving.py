"""What the pages of challenges, goals and actions share while a plan is being written."""

from collections.abc import Callable

from django import forms
from django.contrib import messages

from actionplans.forms.weaving import SeenForm
from portal.errors import DomainError
from portal.ui.attempts import attempt


def is_whole(request, *parts: forms.BaseForm | forms.BaseFormSet) -> bool:
    """Whether everything typed is valid; each part says what is wrong in it, not only the first."""
    return request.method == "POST" and sum(not part.is_valid() for part in parts) == 0


def wrong_rows(*formsets: forms.BaseFormSet) -> list[forms.BoundField]:
    """The fields of rows that the summary above the form leads to."""
    return [field for formset in formsets if formset.is_bound for row in formset for field in row if field.errors]


def rows_of(*formsets: forms.BaseFormSet) -> tuple[list, list]:
    """What the rows change and what they remove, not saved yet."""
    kept = [row for formset in formsets for row in formset.save(commit=False)]
    return kept, [row for formset in formsets for row in formset.deleted_objects]


def is_saved(request, form: SeenForm, save: Callable, **facts) -> bool:
    """Save what stands in the form; when refused it says why, and nothing that was typed is lost."""
    facts |= {"seen": form.cleaned_data["seen"], "by": request.user, "now": request.arrived_at}
    if attempt(form, save, **facts):
        return True
    form.catch_up()
    return False


def perform(request, act: Callable, done: str, **facts) -> None:
    """One verb: do it and say so, or say why not."""
    try:
        act(by=request.user, now=request.arrived_at, **facts)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
