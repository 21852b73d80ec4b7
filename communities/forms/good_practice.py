from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import GoodPractice

WORDS = ("tags", "tools", "aspects")


class PracticeForm(forms.ModelForm):
    """A card as its community writes it. What publishing asks for is asked here already (D10)."""

    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    class Meta:
        model = GoodPractice
        fields = ("title", "place", "challenge", "story", "figures", *WORDS, "link", "source")
        widgets = dict.fromkeys(WORDS, forms.CheckboxSelectMultiple)

    @property
    def terms(self) -> dict:
        return {name: self.cleaned_data[name] for name in WORDS}
