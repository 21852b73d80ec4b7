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
