from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Community


def community_named(name: str) -> Community | None:
    """The public community with this name, however the letters are cased."""
    return Community.objects.public().filter(name__iexact=name.strip()).first()


class CommunityNameField(forms.CharField):
    """A community by its name: among thousands nobody looks through a list. Cleans to the community."""

    default_error_messages = {"unknown": _("There is no community of this name on the portal. Copy the name from its page.")}

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 150, **kwargs})

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        if found := community_named(name):
            return found
        raise ValidationError(self.error_messages["unknown"], code="unknown")
