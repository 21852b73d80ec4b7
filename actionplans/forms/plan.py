from django import forms
from django.utils.translation import gettext_lazy as _


class AdoptForm(forms.Form):
    decision_number = forms.CharField(label=_("Number of the council's decision"), max_length=60)
    adopted_on = forms.DateField(label=_("Adopted on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
