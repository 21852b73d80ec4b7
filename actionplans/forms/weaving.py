"""Challenges, goals and actions as they are typed on the writing pages."""

from datetime import datetime

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, ActionMoney, ActionStep, Challenge, Goal, Indicator, Plan
from actionplans.queries.smart import GoalFacts, Letter, Measure, smart
from portal.ui.money import MoneyField, parse_decimal


class DayInput(forms.DateInput):
    def __init__(self):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class SeenForm(forms.ModelForm):
    """A form that knows on which version of its thing it was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.pk:
            self.initial["seen"] = instance.updated_at.isoformat()

    def clean_seen(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None
        except ValueError:
            raise forms.ValidationError(_("Open the page afresh and write it again.")) from None

    def catch_up(self) -> None:
        """Somebody was faster: what was typed stays, and the next saving knows of their version."""
        if self.instance.pk:
            stored = type(self.instance).objects.get(pk=self.instance.pk)
            self.data = self.data.copy()
            self.data["seen"] = stored.updated_at.isoformat()


class ChallengeForm(SeenForm):
    class Meta:
        model = Challenge
        fields = ("title", "explanation", "topic")
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"title": _("In plain words, for example: generations seldom meet.")}


class GoalForm(SeenForm):
    class Meta:
        model = Goal
        fields = ("title", "answers_to", "owner", "route")
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "title": _("What will be different, where or for whom: half as many again common events of generations."),
            "owner": _("The post or unit that answers for it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answers_to"].queryset = self.instance.plan.challenges.all()


class MeasureField(forms.DecimalField):
    """A number as people type it, with a comma or a point, whatever the language of the page."""

    def to_python(self, value):
        return parse_decimal(value) if isinstance(value, str) and value.strip() else super().to_python(value)


class IndicatorForm(forms.ModelForm):
    """The facts that make a goal measurable. Who reports and how often is said where readings are."""

    class Meta:
        model = Indicator
        fields = ("name", "unit", "direction", "baseline", "baseline_on", "target", "target_on", "source")
        localized_fields = ("baseline", "target")
        field_classes = {"baseline": MeasureField, "target": MeasureField}
        widgets = {"baseline_on": DayInput, "target_on": DayInput}

    def clean(self):
        data = super().clean()
        first, last = data.get("baseline_on"), data.get("target_on")
        if first and last and last <= first:
            self.add_error("target_on", _("The target's date must be later than the baseline's."))
        return data


IndicatorRows = forms.inlineformset_factory(Goal, Indicator, form=IndicatorForm, extra=1, max_num=20, can_delete_extra=False)


def letters_typed(form: GoalForm, rows) -> list[Letter]:
    """The five letters of a goal as it stands in the form, finished or not."""

    def typed(one: forms.BaseForm, name: str) -> str:
        return str(one[name].value() or "").strip()

    names = ("unit", "baseline", "target", "target_on")
    staying = [
        row for row in rows.forms
        if (row.has_changed() or row.instance.pk) and not ("DELETE" in row.fields and typed(row, "DELETE"))
    ]  # fmt: skip
    measures = tuple(Measure(**{name: typed(row, name) for name in names}) for row in staying)
    return smart(GoalFacts(typed(form, "title"), typed(form, "owner"), typed(form, "answers_to"), measures))


class ActionForm(SeenForm):
    """Who does what, when and with whom; steps and money stand in rows of their own."""

    class Meta:
        model = Action
        fields = (
            "what", "who", "partners", "starts_on", "ends_on", "people", "goals", "indicators", "no_indicator_reason",
            "is_long_term", "is_open_to_join",
        )  # fmt: skip
        widgets = {
            "what": forms.Textarea(attrs={"rows": 2}),
            "starts_on": DayInput,
            "ends_on": DayInput,
            "goals": forms.CheckboxSelectMultiple,
            "indicators": forms.CheckboxSelectMultiple,
        }
        labels = {"who": _("Who does it")}
        help_texts = {
            "partners": _("Who of another field takes part: school, fire service, entrepreneurs."),
            "people": _("For example: 12 volunteers, or a tenth of a post."),
            "no_indicator_reason": _("Only if none of the indicators above shows what the action brings."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        self.has_goals = self._offer("goals", plan.goals.all())
        self.has_indicators = self._offer("indicators", Indicator.objects.filter(goal__plan=plan))

    def _offer(self, name: str, rows: QuerySet) -> bool:
        """Let ``rows`` be chosen, none too: a draft may wait for its goal, adopting asks for it. What nobody can choose is
        not asked; the page says where to write it."""
        field = self.fields[name]
        field.queryset, field.required, field.choices = rows, False, [(row.pk, str(row)) for row in rows]
        if not field.choices:
            del self.fields[name]
        return bool(field.choices)

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The end may not be before the beginning."))
        return data


class StepForm(forms.ModelForm):
    class Meta:
        model = ActionStep
        fields = ("title", "due_on")
        widgets = {"due_on": DayInput}


class ActionMoneyForm(forms.ModelForm):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    amount = MoneyField(label=_("Sum, EUR"))

    class Meta:
        model = ActionMoney
        fields = ("year", "source", "amount")

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        years = {*range(plan.year_from, plan.year_to + 1), *filter(None, [self.instance.year])}
        self.fields["year"].choices = [("", "–"), *((year, str(year)) for year in sorted(years))]


StepRows = forms.inlineformset_factory(Action, ActionStep, form=StepForm, extra=2, max_num=30, can_delete_extra=False)
MoneyRows = forms.inlineformset_factory(Action, ActionMoney, form=ActionMoneyForm, extra=2, max_num=40, can_delete_extra=False)


class TieForm(forms.Form):
    address = forms.CharField(
        label=_("Address of the page"), max_length=300, widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("Open the call, funded project, consultation, proposal or event and copy its address from the browser."),
    )  # fmt: skip
