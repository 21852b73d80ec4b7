"""The report as people fill it in: texts, people by group, change by level, and what each row of the budget came to."""

from decimal import Decimal

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.enums import ChangeLevel, ChangeStage, PeopleGroup, ReportKind, ReportPart, ResultKind
from grants.forms.application import word_limit
from grants.forms.contract import DAY
from grants.models import BudgetLine, ProjectReport
from grants.validators.reporting import Spent, actual_sums, row_keys
from portal.files.forms import KeptFileField
from portal.files.uploads import PHOTO
from portal.ui.money import MoneyField

LEVELS = {
    ChangeLevel.PERSON: _("What people understand or can do now, and how they look at others"),
    ChangeLevel.COMMUNITY: _("What binds people to their place now, and what the community can do that it could not"),
    ChangeLevel.ORGANISATIONS: _("What the organisation and its partners can do now, and with whom they work"),
    ChangeLevel.POLICY: _("What changed in plans, rules or budgets"),
}


def _text(label, words: int, help_text, rows: int = 5) -> forms.CharField:
    field = forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        validators=[word_limit(words)],
        widget=forms.Textarea(attrs={"rows": rows, "data-words": words}),
    )
    field.hide_optional = True
    return field


class ReportForm(forms.Form):
    """Nothing is required while it is being typed; what is missing is said when it is handed in."""

    done = _text(_("What was done"), 400, _("What, where, with whom. At most 400 words."), 7)
    learned = _text(_("What we learned"), 200, _("What worked, what you would do otherwise. At most 200 words."))
    summary = _text(_("The result in short"), 80, _("Stands on the public page of the project. At most 80 words."), 3)
    before = forms.CharField(label=_("Before"), max_length=200, required=False, help_text=_("In a few words or one number."))
    after = forms.CharField(label=_("After"), max_length=200, required=False, help_text=_("The same thing, after the project."))

    def __init__(self, *args, report: ProjectReport, lines: list[BudgetLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.is_final = report.kind == ReportKind.FINAL
        for group in PeopleGroup:
            self._add(f"reached-{group}", forms.IntegerField(label=capfirst(group.label), min_value=0, max_value=1_000_000))
        for kind in ResultKind if self.is_final else ():
            tick = forms.CheckboxInput(attrs={"class": "form-check-input"})
            self._add(f"led-to-{kind}", forms.BooleanField(label=capfirst(kind.label), widget=tick))
        for level, help_text in LEVELS.items():
            stages = [("", _("nothing yet")), *ChangeStage.choices]
            self._add(f"stage-{level}", forms.ChoiceField(label=_("How far"), choices=stages))
            self._add(f"change-{level}", forms.CharField(label=_("By what one sees it"), max_length=300, help_text=help_text))
        self.lines = list(zip(row_keys(lines), lines, strict=True))
        for key, line in self.lines:
            self._add(f"actual-{key}", MoneyField(label=_("Actual, EUR: %(item)s") % {"item": line.item}))
            self._add(f"why-{key}", forms.CharField(label=_("Why it differs: %(item)s") % {"item": line.item}, max_length=300))
        self.fields["before"].hide_optional = self.fields["after"].hide_optional = True

    def _add(self, name: str, field: forms.Field) -> None:
        field.required, field.hide_optional = False, True
        self.fields[name] = field

    def clean(self):
        data = super().clean()
        for level in LEVELS:
            if bool(data.get(f"stage-{level}")) != bool(data.get(f"change-{level}")):
                missing = "change" if data.get(f"stage-{level}") else "stage"
                self.add_error(f"{missing}-{level}", _("Say both how far the change has come and by what one sees it."))
        return data

    @property
    def facts(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        return {
            "texts": {name: data[name] for name in ("summary", "done", "before", "after", "learned")},
            "reached": {group.value: data[f"reached-{group}"] or 0 for group in PeopleGroup},
            "led_to": [kind.value for kind in ResultKind if data.get(f"led-to-{kind}")],
            "changes": {level.value: (data[f"stage-{level}"], data[f"change-{level}"]) for level in LEVELS},
            "spent": [(line, data.get(f"actual-{key}") or Decimal(0), data.get(f"why-{key}") or "") for key, line in self.lines],
        }

    @property
    def group_fields(self) -> list:
        return [self[f"reached-{group}"] for group in PeopleGroup]

    @property
    def result_fields(self) -> list:
        return [self[f"led-to-{kind}"] for kind in ResultKind]

    @property
    def level_fields(self) -> list[tuple]:
        return [(level.label, LEVELS[level], self[f"stage-{level}"], self[f"change-{level}"]) for level in LEVELS]

    @property
    def line_fields(self) -> list[tuple]:
        return [(line, self[f"actual-{key}"], self[f"why-{key}"]) for key, line in self.lines]

    @property
    def used(self) -> Decimal:
        """What of the grant the rows typed so far have used."""
        self.is_valid()
        typed = getattr(self, "cleaned_data", {})
        return actual_sums(
            Spent(line.kind, line.amount, typed.get(f"actual-{key}") or Decimal(0)) for key, line in self.lines
        ).requested


class ReceiptForm(forms.Form):
    """A bill or receipt, read on a phone as often as scanned."""

    what = forms.CharField(label=_("What for"), max_length=200)
    amount = MoneyField(label=_("Sum, EUR"))
    file = KeptFileField(label=_("Bill or receipt"))


class PhotoForm(forms.Form):
    file = KeptFileField(label=_("Photo"), policy=PHOTO)
    alt = forms.CharField(
        label=_("What is seen in the photo"), min_length=3, max_length=200, help_text=_("For those who cannot see it.")
    )


class AskBackReportForm(forms.Form):
    asked_about = forms.MultipleChoiceField(
        label=_("About which parts"), choices=ReportPart.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the parts the question is about.")},
    )  # fmt: skip
    question = forms.CharField(label=_("What is missing in the report"), widget=forms.Textarea(attrs={"rows": 4}))
    until = forms.DateField(label=_("Answer by"), widget=DAY)
