"""A file field that keeps what was uploaded when another field of the form has an error."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from portal.errors import DomainError
from portal.files.actions import store_upload
from portal.files.models import File
from portal.files.uploads import ATTACHMENT, UploadPolicy, check_upload

KEPT_FOR_SECONDS = 24 * 60 * 60
SALT = "portal.files.kept"


class KeptFileInput(forms.ClearableFileInput):
    """A file input that shows the file already received and can let go of it."""

    template_name = "files/kept_file_input.html"
    needs_multipart_form = True

    def __init__(self, policy: UploadPolicy):
        super().__init__(attrs={"accept": policy.accept})
        self.kept: File | None = None

    def value_from_datadict(self, data, files, name):
        upload = files.get(name)
        if upload is not None:
            return upload
        if data.get(f"{name}-remove"):
            return None
        return data.get(f"{name}-kept") or None

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}-kept" not in data

    def get_context(self, name, value, attrs):
        context = super(forms.ClearableFileInput, self).get_context(name, None, attrs)
        if self.kept:
            context["widget"]["required"] = False
            context["widget"]["attrs"].pop("required", None)
            context["kept"] = {
                "name": self.kept.original_name,
                "size": self.kept.size,
                "token": signing.dumps(str(self.kept.pk), salt=SALT),
            }
        return context


class KeptFileField(forms.FileField):
    """Cleans to a stored ``File`` or None.

    A good upload is stored at once, so that an error elsewhere in the form does not ask for it again; the page then
    carries a signed reference, valid for a day. Files that no form ever takes are removed by retention.
    """

    def __init__(self, *, policy: UploadPolicy = ATTACHMENT, **kwargs):
        self.policy = policy
        kwargs.setdefault("widget", KeptFileInput(policy))
        kwargs.setdefault("help_text", lazy(lambda: policy.limits_text, str)())
        super().__init__(**kwargs)

    def to_python(self, data):
        return data

    def clean(self, data, initial=None):
        if isinstance(data, str):
            file = self._kept(data)
        elif data:
            try:
                file = store_upload(upload=check_upload(data, self.policy))
            except DomainError as error:
                raise ValidationError(str(error), code=error.code) from error
        else:
            file = None
        if file is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        self.widget.kept = file
        return file

    def _kept(self, token: str) -> File:
        try:
            pk = signing.loads(token, salt=SALT, max_age=KEPT_FOR_SECONDS)
            return File.objects.ready().get(pk=pk)
        except (signing.BadSignature, File.DoesNotExist):
            raise ValidationError(_("The attached file is no longer available. Attach it again."), code="expired") from None

    def has_changed(self, initial, data):
        return data is not None
