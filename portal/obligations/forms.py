from django import forms
from django.utils.translation import gettext_lazy as _


class ReceiptForm(forms.Form):
    number = forms.CharField(label=_("Number"), max_length=30, help_text=_("As on the receipt, for example KNP-2026-000123."))
    secret = forms.CharField(
        label=_("Secret"),
        max_length=30,
        help_text=_("Twelve letters and digits from the receipt or the e-mail; dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ExtendForm(forms.Form):
    """The officer moves the term of an answer, once."""

    until = forms.DateField(label=_("New day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Why more time is needed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author reads it. The term can be moved once."),
    )
