from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Call
from grants.queries.eligibility import admission_of
from grants.validators.eligibility import Finding, Verdict, findings_of, questions_for, verdict_of


class EligibilityForm(forms.Form):
    """Whether one may apply: the questions of a call, answered by a tick each. Valid whatever the answers mean."""

    def __init__(self, data=None, *, call: Call, **kwargs):
        super().__init__(data, **kwargs)
        self.admission = admission_of(call)
        for question in questions_for(self.admission):
            self.fields[question.key] = forms.ChoiceField(
                label=question.label,
                choices=[(answer.value, answer.label) for answer in question.answers],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the answers.")},
            )

    @property
    def findings(self) -> list[Finding]:
        return findings_of(self.admission, self.cleaned_data)

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.findings)

    @property
    def admits(self) -> bool:
        """Everything is answered and nothing fails."""
        return self.is_valid() and self.verdict != Verdict.FAILS
