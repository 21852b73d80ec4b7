from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.queries.guidelines import Verdict, guideline_checks


class PublishCallForm(forms.Form):
    """Asks for a public justification of every soft guideline that is not kept."""

    wants_thing = True

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = guideline_checks(thing, timezone.now())
        for check in self.checks:
            if check.verdict == Verdict.SOFT:
                self.fields[f"justify_{check.code}"] = forms.CharField(
                    label=check.rule, initial=check.justification, required=False,
                    help_text=_("Not kept. Explain it; the explanation is published with the call."),
                    widget=forms.Textarea(attrs={"rows": 3}),
                )  # fmt: skip

    def clean(self):
        data = super().clean()
        justifications = {name.removeprefix("justify_"): text for name, text in data.items()}
        return {"justifications": justifications}
