from django import forms
from django.utils.translation import gettext_lazy as _

from participation.enums import Mistake, Occurrence
from participation.models import SelfAudit


class SelfAuditForm(forms.Form):
    """Nine mistakes: does it happen with us, and by what is it seen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for mistake in Mistake:
            self.fields[f"{mistake}_occurrence"] = forms.ChoiceField(
                label=mistake.label, choices=Occurrence, widget=forms.RadioSelect
            )
            self.fields[f"{mistake}_evidence"] = forms.CharField(
                label=_("By what it is seen"), max_length=300, widget=forms.Textarea({"rows": 2})
            )


def marks_of(answers: dict) -> dict:
    """What the form gave, as the action takes it."""
    return {mistake: (answers[f"{mistake}_occurrence"], answers[f"{mistake}_evidence"]) for mistake in Mistake}


def initial_of(audit: SelfAudit) -> dict:
    """What was said before."""
    return {f"{mark.mistake}_{name}": getattr(mark, name) for mark in audit.marks.all() for name in ("occurrence", "evidence")}
