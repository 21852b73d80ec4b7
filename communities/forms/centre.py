"""What a community edits of its centre: description, hours, equipment, resilience sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import AccessFeature
from communities.forms.widgets import DayInput, HourInput
from communities.models import Equipment, OpeningException, OpeningPeriod, ResilienceSheet, ResourceCentre


class CentreForm(forms.ModelForm):
    access_features = forms.MultipleChoiceField(
        label=_("Accessible by"), choices=AccessFeature, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = ResourceCentre
        fields = (
            "description", "host", "street_address", "capacity", "is_bookable", "opening", "accessibility", "access_features",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}
        labels = {
            "is_bookable": _("The place can be booked on the portal"),
            "opening": _("A remark on the opening hours"),
            "accessibility": _("A remark on accessibility"),
        }
        help_texts = {"is_bookable": _("Only in the opening hours: enter them too.")}


class SheetForm(forms.ModelForm):
    class Meta:
        model = ResilienceSheet
        fields = ("has_generator", "has_water", "has_heating", "beds", "keys_with", "note", "checked_on")
        widgets = {"note": forms.Textarea(attrs={"rows": 4}), "checked_on": DayInput}


def _rows(model, heading, *fields: str, extra: int = 2, **widgets):
    """A row for each part there is, and some empty ones."""
    rows = forms.inlineformset_factory(ResourceCentre, model, fields=fields, extra=extra, widgets=widgets)
    rows.heading = heading
    return rows


PeriodRows = _rows(
    OpeningPeriod, _("Usual hours"), "weekday", "opens", "closes", "valid_from", "valid_to", extra=3,
    opens=HourInput, closes=HourInput, valid_from=DayInput, valid_to=DayInput,
)  # fmt: skip
ExceptionRows = _rows(
    OpeningException, _("Other hours on some days"), "day", "opens", "closes", "reason",
    day=DayInput, opens=HourInput, closes=HourInput,
)  # fmt: skip
EquipmentRows = _rows(Equipment, _("What is kept here"), "name", "quantity", "is_bookable", "instructions")
