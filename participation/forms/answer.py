from django import forms
from django.utils.translation import gettext_lazy as _

from participation.enums import Clarified, DisputeOutcome, Outcome
from participation.models import Opinion, Submission
from participation.queries.passing_on import passing_on

OWN_OUTCOMES = [(value, label) for value, label in Outcome.choices if value != Outcome.PASSED_ON]


class AnswerForm(forms.Form):
    """The officer's answer. Whether it says enough is checked by the action, the same for every door."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("choose")), *OWN_OUTCOMES])
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("What was decided and why, in your own words. Courtesies and the quoted question do not count."),
    )  # fmt: skip
    next_step = forms.CharField(
        label=_("What happens next"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who does what by when."),
    )
    no_next_step = forms.CharField(label=_("Or why nothing follows"), required=False, max_length=300)
    legal_reference = forms.CharField(label=_("Norm or document"), required=False, max_length=200)
    change_url = forms.URLField(
        label=_("Link to what changed"), required=False, assume_scheme="https",
        help_text=_("The new plan, the decision, the page where it can be seen."),
    )  # fmt: skip
    clarifies = forms.MultipleChoiceField(
        label=_("The explanation clears up"), choices=Clarified.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only with the outcome “explained”."),
    )  # fmt: skip


class CorrectionForm(AnswerForm):
    """A published answer as it will read from now on, and why."""

    why = forms.CharField(
        label=_("Why it is corrected"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads it beside the new version; the earlier one stays in the history."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["clarifies"]
        self.fields["outcome"].choices = Outcome.choices


class AlikeForm(AnswerForm):
    """One answer for the ticked questions."""

    questions = forms.ModelMultipleChoiceField(
        queryset=Opinion.objects.none(), error_messages={"required": _("Tick those that this answer is for.")}
    )

    def __init__(self, *args, shelf, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["questions"].queryset = shelf


class PassOnForm(forms.Form):
    """To which body the matter goes. After the law's days are over, where a later day may be explained, also why so late."""

    wants_thing = True
    body = forms.CharField(label=_("To which body"), max_length=200, help_text=_("Its full name, in the nominative."))
    reason = forms.CharField(
        label=_("Why it decides"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Whose road, whose law, whose money. The author reads it."),
    )  # fmt: skip
    next_step = forms.CharField(
        label=_("What the author can expect"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("When that body answers and whom to ask."),
    )  # fmt: skip
    late_reason = forms.CharField(label=_("Why it is passed on so late"), max_length=300)

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        limit = passing_on(thing) if isinstance(thing, Submission) else None
        if limit is None or limit.is_hard:
            del self.fields["late_reason"]
        else:
            self.fields["late_reason"].required = False


class NoteForm(forms.Form):
    use_required_attribute = False  # it stands on the page of the answer, which can be sent without a note
    text = forms.CharField(
        label=_("Internal note"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("For colleagues only.")
    )


class DisputeForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with the answer"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What is not true, what is missing, what was not understood. An answer can be disputed once."),
    )


class DecisionForm(forms.Form):
    """What came of the second look."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("choose")), *DisputeOutcome.choices])
    decision = forms.CharField(
        label=_("What was found and why"), widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("It stands publicly beside the answer. If the answer changes, correct it first."),
    )  # fmt: skip
