from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files.forms import KeptFileField
from portal.files.uploads import PHOTO


class PhotoForm(forms.Form):
    """One picture with its text. What tells where it was taken is removed on upload."""

    file = KeptFileField(label=_("Photo"), policy=PHOTO)
    alt = forms.CharField(
        label=_("What is seen in the photo"),
        max_length=200,
        min_length=3,
        help_text=_("Read aloud to those who cannot see it, for example: neighbours plant lime trees by the river."),
    )
