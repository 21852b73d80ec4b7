"""What those who hand in values and statuses are asked."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.enums import ReadingFrequency, ReportFigure
from actionplans.models import Action, Indicator
from actionplans.workflow import ACTION
from portal.ui.money import CENT, LARGEST, parse_decimal


class NumberField(forms.CharField):
    """A number as people type it, also negative, with at most two decimals."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        number = parse_decimal(text)
        if abs(number) > LARGEST or number != number.quantize(CENT):
            raise ValidationError(_("Write a number with at most two decimals."), code="number")
        return number


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ReadingForm(forms.Form):
    """Any indicator can be named; the action refuses one of another plan."""

    indicator = forms.ModelChoiceField(label=gettext_lazy("Indicator"), queryset=Indicator.objects.none())
    value = NumberField(label=gettext_lazy("Value"), help_text=gettext_lazy("In the indicator's unit, as measured."))
    measured_on = DayField(
        label=gettext_lazy("To which day the value refers"),
        help_text=gettext_lazy("A value of a past period refers to its last day, also when you count it later."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=200, required=False,
        help_text=gettext_lazy("How it was counted, if otherwise than usual."),
    )  # fmt: skip

    def __init__(self, *args, indicators: list[Indicator], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        field.queryset = Indicator.objects.select_related("goal__plan")
        field.choices = [("", "---------"), *((one.pk, f"{one.goal.code}: {one.name}, {one.unit}") for one in indicators)]


class ReportingForm(forms.Form):
    """Who reports, how often, what project reports add, and where each year should end."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail of the person who reports"),
        required=False,
        help_text=gettext_lazy("The person needs an account. Left empty, the plan's unit reports."),
    )
    frequency = forms.ChoiceField(label=gettext_lazy("How often"), choices=ReadingFrequency.choices)
    method = forms.CharField(
        label=gettext_lazy("How it is measured"), max_length=300, required=False,
        help_text=gettext_lazy("So that the next person counts in the same way."),
    )  # fmt: skip
    report_figure = forms.ChoiceField(
        label=gettext_lazy("Which number of project reports belongs to it"),
        choices=[("", gettext_lazy("none")), *ReportFigure.choices],
        required=False,
        help_text=gettext_lazy(
            "Once the final report of a project of its actions is accepted, the number is proposed as a value."
        ),
    )

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = range(indicator.baseline_on.year + 1, indicator.target_on.year + 1)
        for year in self.years:
            field = NumberField(label=_("Target for %(year)s, %(unit)s") % {"year": year, "unit": indicator.unit}, required=False)
            field.hide_optional = True
            self.fields[f"year-{year}"] = field

    @property
    def facts(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        targets: dict[int, Decimal | None] = {year: data[f"year-{year}"] for year in self.years}
        return {name: data[name] for name in ("email", "frequency", "method", "report_figure")} | {"targets": targets}


class ProposalForm(forms.Form):
    value = NumberField(label=gettext_lazy("Value"))
    measured_on = DayField(label=gettext_lazy("To which day the value refers"))


class ProgressForm(forms.Form):
    """The states an action can be in next, with its present one."""

    progress = forms.ChoiceField(label=gettext_lazy("How it stands"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when the action is late or stopped. It is public."),
    )  # fmt: skip

    def __init__(self, *args, plan_action: Action, **kwargs):
        super().__init__(*args, **kwargs)
        ahead = {plan_action.progress, *(step.target for step in ACTION.available(plan_action.progress))}
        self.fields["progress"].choices = [
            (status.value, capfirst(status.label)) for status in ACTION.statuses.values() if status.value in ahead
        ]
