from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import CapacitySign, LastingFactor, Maturity
from portal.ui.money import MoneyField

RATINGS = [(number, str(number)) for number in range(1, 6)]


class SelfAssessmentForm(forms.Form):
    """Eight signs rated from 1 to 5; ten factors that last, as many as one likes; what is true; what was given."""

    maturity = forms.MultipleChoiceField(
        label=_("True of us"), choices=Maturity, required=False, widget=forms.CheckboxSelectMultiple
    )
    volunteer_hours = forms.IntegerField(
        label=_("Hours of voluntary work in the year"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("A guess is fine: ten people for three hours are 30."),
    )  # fmt: skip
    own_money = MoneyField(label=_("Our own money in the year, EUR"), required=False)
    note = forms.CharField(label=_("What we learned"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        signs = {f"sign_{sign.value}": _rating(sign.label) for sign in CapacitySign}
        factors = {f"factor_{factor.value}": _rating(factor.label, required=False) for factor in LastingFactor}
        self.fields = signs | factors | self.fields

    @property
    def facts(self) -> dict:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        return {
            "scores": {sign.value: data[f"sign_{sign.value}"] for sign in CapacitySign},
            "factors": {one.value: data[f"factor_{one.value}"] for one in LastingFactor if data[f"factor_{one.value}"]},
            **{name: data[name] for name in ("maturity", "volunteer_hours", "own_money", "note")},
        }

    @staticmethod
    def initial_of(assessment) -> dict:
        """What an earlier rating fills in."""
        return {
            **{f"sign_{sign}": rating for sign, rating in assessment.scores.items()},
            **{f"factor_{factor}": rating for factor, rating in assessment.factors.items()},
            **{name: getattr(assessment, name) for name in ("maturity", "volunteer_hours", "own_money", "note")},
        }

    @property
    def signs(self):
        return [self[name] for name in self.fields if name.startswith("sign_")]

    @property
    def factors(self):
        return [self[name] for name in self.fields if name.startswith("factor_")]

    @property
    def has_factors(self) -> bool:
        return any(field.value() or field.errors for field in self.factors)

    @property
    def others(self):
        return [self[name] for name in ("maturity", "volunteer_hours", "own_money", "note")]


def _rating(label, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=str(label).capitalize(), choices=RATINGS, coerce=int, empty_value=None, required=required, widget=forms.RadioSelect,
        error_messages={"required": _("Choose from 1 to 5.")},
    )  # fmt: skip
