from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Application, AttachmentKind
from portal.files.forms import KeptFileField
from portal.files.models import File


class AttachmentsForm(forms.Form):
    """One place to put a file for every document the call asks for, and one for others."""

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {f"kind-{kind.pk}": kind for kind in application.call.attachment_kinds.select_related("template")}
        for name, kind in self.kinds.items():
            self.fields[name] = KeptFileField(label=kind.name, required=False)
        self.fields["other"] = KeptFileField(label=_("Another document"), required=False)

    def uploads(self) -> list[tuple[AttachmentKind | None, File]]:
        """What was uploaded and is good, each with the document it stands for; what is wrong beside it loses nothing."""
        return [(self.kinds.get(name), file) for name, file in self.cleaned_data.items() if file]

    def forget_kept(self) -> None:
        """What is attached by now stands in the lists and is not offered a second time."""
        for field in self.fields.values():
            field.widget.kept = None
