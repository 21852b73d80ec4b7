"""What officers and communities are asked on the way of an agreement."""

import re
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import CommitmentParty
from communities.models import Agreement, AgreementVersion, ClauseBlock, LibraryClause
from communities.queries.agreement import library_for
from communities.queries.differences import part_title, parts_of


class DayInput(forms.DateInput):
    def __init__(self):
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class LibraryForm(forms.Form):
    wants_thing = True
    clauses = forms.ModelMultipleChoiceField(
        label=_("Clauses of the library"), queryset=LibraryClause.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, thing: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["clauses"]
        field.queryset = library_for(thing)
        field.label_from_instance = lambda clause: f"{clause.get_block_display()}: {clause.text}"


class OfferForm(forms.Form):
    note = forms.CharField(
        label=_("What is new and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("The community reads it beside the text."),
    )


class OfficersCommentForm(forms.Form):
    wants_thing = True
    block = forms.ChoiceField(label=_("Part"), required=False)
    text = forms.CharField(label=_("Remark"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, thing: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = part_choices(thing.kind)


class CommentForm(forms.Form):
    """The community's remark on a part of the version it reads."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    block = forms.ChoiceField(label=_("Part"), required=False)
    text = forms.CharField(label=_("Remark"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = part_choices(agreement.kind)


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the text has to be changed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The community reads it beside the text."),
    )


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the agreement"), max_length=40, help_text=_("It is printed on the document that both sides sign.")
    )


class PutIntoForceForm(forms.Form):
    signed_on = forms.DateField(
        label=_("Signed on"), widget=DayInput, help_text=_("The day of the last signature and its time stamp.")
    )
    paper_reason = forms.CharField(
        label=_("Why it was signed on paper"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Only where no signed file exists."),
    )


class ReviewedForm(forms.Form):
    reviewed_on = forms.DateField(label=_("Looked over on"), widget=DayInput)


class TerminateForm(forms.Form):
    ended_on = forms.DateField(label=_("Ends on"), widget=DayInput)
    reason = forms.CharField(label=_("Why it ends"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Everybody reads it."))


class CommitmentKeptForm(forms.Form):
    kept_on = forms.DateField(label=_("Kept on"), widget=DayInput)
    note = forms.CharField(
        label=_("How it was kept"),
        max_length=300,
        help_text=_("In a few words, for example: forum held in the community house, 34 people."),
    )


class CommitmentForm(forms.Form):
    """One dated promise of the community's wording. An empty line is none."""

    party = forms.ChoiceField(label=_("Who"), choices=CommitmentParty)
    text = forms.CharField(label=_("What"), max_length=300, required=False)
    due_on = forms.DateField(label=_("By"), widget=DayInput, required=False)

    def clean(self) -> dict:
        data = super().clean()
        if "text" in data and "due_on" in data and bool(data["text"]) != bool(data["due_on"]):
            raise forms.ValidationError(_("A commitment needs both its words and its day; leave both empty to take it out."))
        return data


CommitmentFormSet = forms.formset_factory(CommitmentForm, extra=2, max_num=40)


class WordingForm(forms.Form):
    """The whole text by part, each paragraph a clause. ``based_on`` is the version it was written over."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, version: AgreementVersion, **kwargs):
        parts = parts_of(version)
        kwargs["initial"] = {"based_on": version.number, **{field_of(block): text for block, text in parts.items()}}
        super().__init__(*args, **kwargs)
        for block in ClauseBlock.of_kind(version.agreement.kind):
            self.fields[field_of(block)] = forms.CharField(
                label=block.label, required=False, widget=forms.Textarea(attrs={"rows": 3 + len(parts.get(block, "")) // 90})
            )
        self.fields["note"] = forms.CharField(
            label=_("What you changed and why"),
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": _("Say what you changed and why, so that the municipality understands it.")},
        )
        self.blocks = ClauseBlock.of_kind(version.agreement.kind)

    def clauses(self) -> list[dict]:
        """The text as a version keeps it."""
        return [
            {"block": block.value, "text": paragraph}
            for block in self.blocks
            for paragraph in _paragraphs(self.cleaned_data[field_of(block)])
        ]


def commitment_rows(version: AgreementVersion) -> list[dict]:
    """What the lines of ``CommitmentFormSet`` hold before anything is typed."""
    return [{**one, "due_on": date.fromisoformat(one["due_on"])} for one in version.commitments]


def typed_commitments(formset) -> list[dict]:
    """The lines as a version keeps them, by their day."""
    rows = [form.cleaned_data for form in formset if form.cleaned_data.get("text")]
    ordered = sorted(rows, key=lambda row: row["due_on"])
    return [{"party": row["party"], "text": row["text"], "due_on": row["due_on"].isoformat()} for row in ordered]


def part_choices(kind: str) -> list[tuple[str, str]]:
    return [("", _("The whole text")), *((block.value, part_title(block)) for block in ClauseBlock.of_kind(kind))]


def field_of(block: str) -> str:
    return f"part_{block}" if block else "commitments"


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if paragraph.strip()]
