from django import forms
from django.utils.translation import gettext_lazy as _


class ResultForm(forms.Form):
    result = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 6}))
