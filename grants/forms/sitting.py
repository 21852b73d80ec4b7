from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from grants.actions.sitting import Proposal
from grants.enums import DecisionOutcome
from grants.models import Sitting
from grants.queries.ranking import RankedApplication
from grants.queries.sitting import out_by_conflict
from portal.ui.money import MoneyField


class OpenSittingForm(forms.Form):
    held_at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label=_("Where"), max_length=200)


class FundFromReserveForm(forms.Form):
    amount = MoneyField(label=_("Awarded, EUR"))
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what money became free. It stands in the letter to the applicant."),
    )  # fmt: skip


class LetOutOfReserveForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say why no money became free for this project. It stands in the letter to the applicant."),
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One application on the sitting screen with its fields."""

    row: RankedApplication
    outcome: forms.BoundField
    amount: forms.BoundField
    reason: forms.BoundField
    abstaining: forms.BoundField | None
    note: forms.BoundField | None
    conflicted: list[str]

    @property
    def has_errors(self) -> bool:
        return any(field and field.errors for field in (self.reason, self.abstaining, self.note))


class SittingForm(forms.Form):
    """The whole sitting on one page: who is there, what was said, and one proposal for each application.

    What was not touched yet stands as the ranking has it. ``rows`` is the ranking of what is not decided.
    """

    present = forms.MultipleChoiceField(label=_("Members present"), required=False, widget=forms.CheckboxSelectMultiple)
    course = forms.CharField(
        label=_("Course of the sitting"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was discussed apart from the single applications. It stands in the minutes."),
    )  # fmt: skip

    def __init__(self, *args, sitting: Sitting, rows: list[RankedApplication], **kwargs):
        super().__init__(*args, **kwargs)
        self.ranked = rows
        attendance = sitting.attendance.all()
        self.members = {one.member_id: str(one.member) for one in attendance}
        self.fields["present"].choices = list(self.members.items())
        self.initial |= {"present": [one.member_id for one in attendance if one.is_present], "course": sitting.course}
        self.conflicts = out_by_conflict(sitting.call)
        self.known = {item.application_id: item for item in sitting.items.prefetch_related("abstaining")}
        self.standing: dict[int, tuple[str, Decimal]] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: RankedApplication) -> None:
        key, known = row.application.pk, self.known.get(row.application.pk)
        asked = row.application.requested if row.above_line else Decimal(0)
        outcome, amount = (known.outcome, known.amount) if known else (row.outcome, asked)
        self.standing[key] = (outcome, amount)
        out = self.conflicts.get(key, set())
        self.fields[f"outcome_{key}"] = forms.ChoiceField(label=_("Decision"), choices=DecisionOutcome.choices, initial=outcome)
        self.fields[f"amount_{key}"] = MoneyField(
            label=_("Awarded, EUR"), required=False, initial=number_format(amount, 2) if amount else ""
        )
        self.fields[f"reason_{key}"] = forms.CharField(
            label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
            initial=known.reason if known else "",
            help_text=_("Needed when the decision or the sum differs from the ranking; otherwise the ranking is the reason."),
        )  # fmt: skip
        self.fields[f"abstaining_{key}"] = forms.MultipleChoiceField(
            label=_("Abstain"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(member, name) for member, name in self.members.items() if member not in out],
            initial=[member.pk for member in known.abstaining.all()] if known else [],
        )  # fmt: skip
        if row.needs_note:
            note = getattr(row.application, "discussion_note", None)
            self.fields[f"note_{key}"] = forms.CharField(
                label=_("Why the points lie far apart, and what was agreed"), required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}), initial=note.text if note else "",
            )  # fmt: skip

    @property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.ranked]

    def _line(self, row: RankedApplication) -> Line:
        key = row.application.pk
        out = [self.members[member] for member in self.conflicts.get(key, set()) if member in self.members]
        note = self[f"note_{key}"] if row.needs_note else None
        fields = (self[f"{name}_{key}"] for name in ("outcome", "amount", "reason", "abstaining"))
        return Line(row, *fields, note=note, conflicted=out)

    @property
    def proposed(self) -> dict[int, tuple[str, Decimal]]:
        """Outcomes and sums as far as they can be counted, for the money while the rest is still being typed."""
        if not self.is_bound:
            return self.standing
        self.is_valid()
        typed = self.cleaned_data
        return {key: (typed.get(f"outcome_{key}", ""), typed.get(f"amount_{key}") or Decimal(0)) for key in self.standing}

    def facts(self) -> dict[str, Any]:
        """What ``save_sitting`` asks for."""
        data = self.cleaned_data
        return {
            "present": {int(member) for member in data["present"]},
            "course": data["course"],
            "proposals": {
                key: Proposal(
                    data[f"outcome_{key}"], data[f"amount_{key}"] or Decimal(0), data[f"reason_{key}"],
                    frozenset(int(member) for member in data[f"abstaining_{key}"]),
                )
                for key in self.standing
            },
            "notes": {key: data[f"note_{key}"] for key in self.standing if f"note_{key}" in data},
        }  # fmt: skip
