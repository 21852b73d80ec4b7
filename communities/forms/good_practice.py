from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import GoodPractice
from portal.files.forms import KeptFileField
from portal.files.uploads import PHOTO

WORDS = ("tags", "tools", "aspects")
SHORTEST_ALT = 3


class PracticeForm(forms.ModelForm):
    """A card as its community writes it. What publishing asks for is asked here already (D10)."""

    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")
    photo = KeptFileField(label=_("Photo"), policy=PHOTO, required=False)
    alt = forms.CharField(label=_("What is seen in the photo"), max_length=200, required=False)

    class Meta:
        model = GoodPractice
        fields = ("title", "place", "challenge", "story", "figures", *WORDS, "link", "source")
        widgets = dict.fromkeys(WORDS, forms.CheckboxSelectMultiple)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("photo") and len(cleaned.get("alt", "").strip()) < SHORTEST_ALT:
            self.add_error("alt", _("Say in a few words what is seen in the photo, for those who cannot see it."))
        return cleaned

    @property
    def terms(self) -> dict:
        return {name: self.cleaned_data[name] for name in WORDS}
