from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from grants.forms.application import ProjectForm
from grants.models import Application, Attachment
from grants.queries.clarification import BUDGET, attachments_by_name, label_of
from portal.files.forms import KeptFileField
from portal.files.models import File
from portal.obligations.rules_of_law import legal_rule

CLARIFIABLE = (
    "title", "summary", "need", "involvement", "results", "replication", "neighbourhood", "starts_on", "ends_on",
)  # fmt: skip
"""What can be opened to the applicant again, beside the budget and the attachments. The lot is no detail: another one is
another application."""


class AskForm(forms.Form):
    """What is to be clarified, where, and how long it may take. ``thing`` is the application."""

    wants_thing = True
    question = forms.CharField(
        label=_("What is to be clarified, and why"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads it."),
    )  # fmt: skip
    fields_to_open = forms.MultipleChoiceField(
        label=_("What opens to the applicant again"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one field.")},
    )  # fmt: skip
    days = forms.IntegerField(label=_("Working days to answer"), min_value=2, max_value=30)

    def __init__(self, *args, thing: Application, **kwargs):
        super().__init__(*args, **kwargs)
        files = attachments_by_name(thing)
        self.fields["fields_to_open"].choices = [(name, label_of(name, files)) for name in (*CLARIFIABLE, BUDGET, *files)]
        self.fields["days"].initial = legal_rule("CLARIFICATION", localdate()).whole

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return {"question": data.get("question"), "fields": data.get("fields_to_open"), "days": data.get("days")}


class ClarificationForm(ProjectForm):
    """The form of the project with the open fields alone, a place for a better file for every open attachment, and a word
    of explanation."""

    answer = forms.CharField(
        label=_("What have you changed, or why is it right as it is?"), widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, open_fields, files: Mapping[str, Attachment], **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*open_fields, "answer"}:
            del self.fields[name]
        self.open_files = [name for name in open_fields if name in files]
        for name in self.open_files:
            self.fields[name] = KeptFileField(label=label_of(name, files), required=False)

    @property
    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("answer", *self.open_files)}

    @property
    def uploads(self) -> dict[str, File]:
        """The files to put in the place of those handed in."""
        return {name: self.cleaned_data[name] for name in self.open_files if self.cleaned_data[name]}
