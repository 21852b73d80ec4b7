"""What is asked of who asks, and of the officer who answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import QuestionKind
from communities.models import Community


class QuestionForm(forms.Form):
    """A question or an invitation, in one's own name or for a community."""

    kind = forms.ChoiceField(label=_("What is it"), choices=QuestionKind, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your question or invitation"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What do you want to know, or what do you want to show and discuss? It is not published."),
        error_messages={"required": _("Write your question in a sentence: at least ten characters.")},
    )
    wished_on = forms.DateField(
        label=_("Day wished for"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("For an invitation: when you would like the municipality to come. The officer agrees on the hour with you."),
    )
    community = forms.ModelChoiceField(
        label=_("In whose name"), queryset=Community.objects.none(), required=False, empty_label=_("in my own name")
    )

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        if communities:
            self.fields["community"].queryset = communities
        else:
            del self.fields["community"]


class AnswerQuestionForm(forms.Form):
    """The officer's answer; whether it says enough is checked by the action."""

    reason = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("What is known, what happens next and when. Courtesies and the quoted question do not count."),
        error_messages={"required": _("Write the answer.")},
    )
