"""How the lists of all apps are narrowed to a neighbourhood, and how a page asks for one."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from portal.ui.filters import NamesField, NamesFilter, kept_names

NAMES_AT = "communities:neighbourhood_names"


def place_names() -> dict[str, str]:
    """Of all neighbourhoods in use, by the slug, in their order."""
    return kept_names(_in_use())


def _in_use() -> models.QuerySet:
    return Neighbourhood.objects.filter(is_active=True)


class PlaceFilter(NamesFilter):
    """What belongs to one neighbourhood."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args,
            label=_("Neighbourhood"),
            queryset=_in_use(),
            names_at=NAMES_AT,
            **kwargs,
        )


class PlaceForm(forms.Form):
    """One neighbourhood, chosen from all or, where they are many, typed."""

    def __init__(self, *args, label=None, empty_label=None, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        field = NamesField(
            queryset=_in_use(), to_field_name="slug", label=label or _("Neighbourhood"),
            empty_label=empty_label, required=False, column="name", kept_as="names", names_at=NAMES_AT,
        )  # fmt: skip
        field.widget.attrs["class"] = "form-control" if field.is_typed else "form-select"
        self.fields["apkaime"] = field

    @property
    def is_typed(self) -> bool:
        return self.fields["apkaime"].is_typed

    @property
    def place(self) -> Neighbourhood | None:
        """The one that was chosen; None if none was, or none that there is."""
        return self.cleaned_data["apkaime"] if self.is_valid() else None
