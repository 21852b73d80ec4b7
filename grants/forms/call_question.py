"""What is asked of who asks about a call, and of the officer who answers."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class CallQuestionForm(forms.Form):
    """One question. A guest also leaves an address for the answer."""

    text = forms.CharField(
        label=_("Your question about the call"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Do not write names or other personal data: what concerns everybody is published with its answer."),
        error_messages={"required": _("Write your question in a sentence: at least ten characters.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We send a link there that confirms the question, and then the answer. It is not published."),
    )
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        kwargs.setdefault("initial", {})["form_token"] = uuid4()
        super().__init__(*args, **kwargs)
        if user.is_authenticated:
            del self.fields["email"]


class AnswerCallQuestionForm(forms.Form):
    """The answer, and whether everybody reads it; whether it says enough is checked by the action."""

    wants_thing = True

    reason = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What holds, and where in the rules it stands. Courtesies and the quoted question do not count."),
        error_messages={"required": _("Write the answer.")},
    )
    is_public = forms.BooleanField(
        label=_("Publish the question and the answer on the page of the call"), required=False, initial=True,
        help_text=_("Untick it if it concerns only the one who asks; then it is answered by e-mail alone."),
    )  # fmt: skip
    public_text = forms.CharField(
        label=_("The question as it is published"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Take out names and whatever tells who asks."),
    )  # fmt: skip

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["public_text"].initial = thing.text
