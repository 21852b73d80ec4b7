"""The table from which officers enter many values of indicators at once: one form per line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.actions.monitoring import add_reading
from actionplans.forms.monitoring import NumberField
from actionplans.models import Indicator, Plan, Reading
from portal.files.importing import NamedField, TableImport

DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y.")


class ReadingRow(forms.ModelForm):
    plan = NamedField(Plan.objects.all(), to_field_name="title__iexact", label=gettext_lazy("action plan"))
    indicator = forms.CharField(label=gettext_lazy("indicator"), max_length=200)
    measured_on = forms.DateField(label=gettext_lazy("measured"), input_formats=DAYS)
    value = NumberField(label=gettext_lazy("value"), help_text=gettext_lazy("In the indicator's unit, as measured."))

    class Meta:
        model = Reading
        fields = ("plan", "indicator", "measured_on", "value", "note")

    def clean_indicator(self) -> Indicator:
        """The plan's indicator of this name."""
        plan, name = self.cleaned_data.get("plan"), self.cleaned_data["indicator"]
        found = list(Indicator.objects.select_related("goal__plan").filter(goal__plan=plan, name__iexact=name)) if plan else []
        if len(found) > 1:
            raise ValidationError(_("The plan has several indicators of this name. Enter their values on the plan's page."))
        if not found:
            raise ValidationError(_("The plan has no indicator “%(name)s”.") % {"name": name})
        return found[0]


class ReadingImport(TableImport):
    name = "radijumi"
    label = gettext_lazy("Values of indicators from a table")
    explanation = gettext_lazy("A value for a day that has one already stands in place of the earlier one.")
    row_form = ReadingRow
    key = ("plan", "indicator", "measured_on")

    def find(self, cells):
        try:
            day = ReadingRow.base_fields["measured_on"].clean(cells.get("measured_on"))
        except ValidationError:
            return None
        named = {
            "indicator__goal__plan__title__iexact": cells.get("plan", ""),
            "indicator__name__iexact": cells.get("indicator", ""),
        }
        return Reading.objects.select_related("indicator__goal__plan").filter(measured_on=day, **named).first()

    def save(self, thing, changed, *, by, now):
        add_reading(
            plan=thing.plan, indicator=thing.indicator, value=thing.value, measured_on=thing.measured_on, note=thing.note,
            by=by, now=now,
        )  # fmt: skip
