from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files.uploads import SIGNED_COPY, check_upload


class SignedCopyForm(forms.Form):
    """A signed file that comes back. It is stored only once it is known to hold the version that was printed."""

    file = forms.FileField(
        label=_("Signed file"),
        help_text=_("The .edoc, .asice or .pdf that everybody has signed."),
        widget=forms.FileInput(attrs={"accept": SIGNED_COPY.accept}),
    )

    def clean_file(self):
        return check_upload(self.cleaned_data["file"], SIGNED_COPY)
