from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from participation.enums import QuestionKind
from participation.models import SurveyQuestion
from participation.queries.questionnaire import Answers, condition_of, missing, shown

LONGEST_TEXT = 4000
CHOOSE = _("Choose one of the answers shown.")


def _number(**options: Any) -> forms.Field:
    return forms.FloatField(
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow"}), localize=True,
        error_messages={"invalid": _("Write a number, for example 12 or 2,5.")}, **options,
    )  # fmt: skip


def _one_of(choices: list[tuple[int, str]], **options: Any) -> forms.Field:
    return forms.TypedChoiceField(
        choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, error_messages={"invalid_choice": CHOOSE},
        **options,
    )  # fmt: skip


def _field_of(question: SurveyQuestion, **options: Any) -> forms.Field:
    if question.kind in (QuestionKind.ONE, QuestionKind.SCALE):
        return _one_of(question.choices, **options)
    if question.kind == QuestionKind.SEVERAL:
        return forms.TypedMultipleChoiceField(
            choices=question.choices, coerce=int, widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": CHOOSE}, **options,
        )  # fmt: skip
    if question.kind == QuestionKind.NUMBER:
        return _number(min_value=question.lowest, max_value=question.highest, **options)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_TEXT, **options)


def fields_of(question: SurveyQuestion) -> dict[str, forms.Field]:
    """The inputs of a question, by name; a table has one per row. What must be answered depends on other answers, so no
    field is required by itself."""
    if question.kind == QuestionKind.MATRIX:
        fields = {
            f"q{question.number}-{place}": _one_of(question.choices, label=row, required=False)
            for place, row in enumerate(question.row_labels)
        }
    else:
        label = format_lazy("{}. {}", question.number, question.text)
        fields = {f"q{question.number}": _field_of(question, label=label, help_text=question.hint, required=False)}
    for field in fields.values():
        field.hide_optional = question.is_required or question.kind == QuestionKind.MATRIX
    return fields


class SurveyPageForm(forms.Form):
    """One page of a questionnaire. ``answers`` are those given so far; what a condition hides is neither required nor kept.

    ``is_complete=False`` keeps what is there without asking for the rest: to stop here, or to go back.
    """

    def __init__(self, *args, page: list[SurveyQuestion], questions: list[SurveyQuestion], answers: Answers, **kwargs):
        self.page, self.questions, self.before = page, questions, answers
        self.is_complete = kwargs.pop("is_complete", True)
        super().__init__(*args, initial=_initial(page, answers), **kwargs)
        for question in page:
            self.fields.update(fields_of(question))

    def clean(self):
        data = super().clean()
        self.found = {question.key: _value(question, data) for question in self.page}
        answers = self.before | self.found
        hidden = {one.number for one in self.page} - {one.number for one in shown(self.questions, answers)}
        for name in [name for name in self.errors if _number_of(name) in hidden]:
            del self._errors[name]
        for question in missing(self.questions, answers) if self.is_complete else ():
            if question in self.page:
                self._ask_for(question)
        return data

    def _ask_for(self, question: SurveyQuestion) -> None:
        names = [
            name for name in fields_of(question) if name not in self.errors and self.cleaned_data.get(name) in (None, "", [])
        ]
        for name in names:
            self.add_error(name, _("Answer this question; it is needed."))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """Questions with their inputs, as the page shows them; a condition only where its question stands on the page."""
        here = {question.number for question in self.page}
        return [
            {
                "question": question,
                "fields": [self[name] for name in self.fields if _number_of(name) == question.number],
                "is_table": question.kind == QuestionKind.MATRIX,
                "is_scale": question.kind == QuestionKind.SCALE,
                "condition": condition_of(question, self.questions) if question.shown_after in here else "",
            }
            for question in self.page
        ]


def _number_of(name: str) -> int:
    return int(name.removeprefix("q").split("-")[0])


def _value(question: SurveyQuestion, data: dict[str, Any]) -> Any:
    if question.kind == QuestionKind.MATRIX:
        values = [data.get(name) for name in fields_of(question)]
        return values if any(value is not None for value in values) else None
    return data.get(f"q{question.number}")


def _initial(page: list[SurveyQuestion], answers: Answers) -> dict[str, Any]:
    initial = {}
    for question in page:
        value = answers.get(question.key)
        if question.kind == QuestionKind.MATRIX:
            names = fields_of(question)
            initial |= dict(zip(names, value or [None] * len(names), strict=False))
        else:
            initial[f"q{question.number}"] = value
    return initial


class SendForm(forms.Form):
    """The last page: everything is answered, now it is sent. A guest of a survey by e-mail leaves an address."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("We send a link that confirms the answers. The address is not kept with them."),
        error_messages={"required": _("Write an e-mail address: we send a link that confirms the answers.")},
    )  # fmt: skip
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, asks_email: bool, **kwargs):
        super().__init__(*args, initial={"form_token": uuid4()}, **kwargs)
        if not asks_email:
            del self.fields["email"]


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Twelve letters and digits, with or without dashes."))


class CodeByMailForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), help_text=_("We send the code there, and keep the address nowhere else."))


class ResultsForm(forms.Form):
    conclusions = forms.CharField(
        label=_("What the results say"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What most people answered, what surprised, and what the municipality does next."),
    )  # fmt: skip
