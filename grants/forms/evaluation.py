from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.contrib.auth import get_user_model
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role


class Undeclared(NamedTuple):
    """An application on which the member has not said a word yet."""

    pk: int
    title: str
    community: str


class Declaration(NamedTuple):
    """What stands beside one application on the page of declarations: the ties that the registers show, and what the
    member has ticked and written. ``key`` is part of the fields' names. It and the title stand a dozen times in each of
    fifty rows, so they are escaped here, once."""

    key: SafeString
    title: SafeString
    community: str
    ties: list[str]
    has_conflict: bool
    note: str
    errors: list[str]


class ConflictForm(forms.Form):
    """One box per application, ticked already where the registers show a tie; one click declares them all.

    There may be hundreds, of which a page shows fifty: what is shown of them is plain values, and the template writes
    their inputs.
    """

    conflict_label = _("I have a conflict of interest")
    note_label = _("What kind, or why it is none")

    def __init__(self, *args, applications: list[Undeclared], suspected, **kwargs):
        super().__init__(*args, **kwargs)
        self.applications, self.suspected = applications, suspected
        conflict = forms.BooleanField(label=self.conflict_label, required=False)
        note = forms.CharField(label=self.note_label, required=False, max_length=300)
        for kind, field in (("conflict", conflict), ("note", note)):  # the same two stand at each of hundreds
            self.fields |= {f"{kind}_{one.pk}": field for one in applications}
        self.initial |= {f"conflict_{pk}": True for pk in suspected}

    def first_wrong(self) -> int:
        """The place of the first application of which something is wrong."""
        return next((place for place, one in enumerate(self.applications) if f"note_{one.pk}" in self.errors), 0)

    def declaration(self, application: Undeclared) -> Declaration:
        pk, title, community = application
        note, said = f"note_{pk}", self.data if self.is_bound else self.initial
        return Declaration(
            key=escape(pk),
            title=escape(title),
            community=community,
            ties=self.suspected.get(pk, []),
            has_conflict=bool(said.get(f"conflict_{pk}")),
            note=said.get(note, ""),
            errors=self.errors.get(note, []),
        )

    def unseen(self, shown: Iterable[Undeclared]) -> list[forms.BoundField]:
        """What is ticked or written beside applications that are not among ``shown``, to be carried along hidden."""
        seen = {f"{kind}_{one.pk}" for one in shown for kind in ("conflict", "note")}
        said = self.data if self.is_bound else self.initial
        return [self[name] for name in self.fields if name in said and name not in seen and self[name].value()]

    def answers(self) -> dict[int, tuple[bool, str]]:
        data = self.cleaned_data
        return {one.pk: (data[f"conflict_{one.pk}"], data[f"note_{one.pk}"]) for one in self.applications}


class LateConflictForm(forms.Form):
    note = forms.CharField(
        label=_("What kind of conflict it is"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the minutes."),
    )  # fmt: skip


class ScoreForm(forms.Form):
    """Points and the reason for them, criterion by criterion."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"points_{one.pk}"] = forms.TypedChoiceField(
                label=one.title,
                coerce=int,
                choices=[(str(n), str(n)) for n in range(one.maximum + 1)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Give points for this criterion.")},
            )
            self.fields[f"reason_{one.pk}"] = forms.CharField(
                label=one.title, widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _("Say why.")}
            )

    @property
    def rows(self):
        return [(one, self[f"points_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.criteria]

    def scores(self) -> dict[int, tuple[int, str]]:
        return {one.pk: (self.cleaned_data[f"points_{one.pk}"], self.cleaned_data[f"reason_{one.pk}"]) for one in self.criteria}


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Why the points lie far apart, and what you agreed"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class CommissionMemberForm(forms.Form):
    """Somebody who scores already, or anybody else by e-mail address."""

    user = forms.ModelChoiceField(
        label=_("Person"), queryset=None, required=False, empty_label=_("choose"),
        help_text=_("People with the role of a commission member."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Or the e-mail address of somebody else"), required=False,
        help_text=_("Also from outside the municipality. Who has no account gets a letter to choose a password."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name of the person invited"), max_length=150, required=False)
    represents = forms.CharField(label=_("Represents"), max_length=150)
    is_chair = forms.BooleanField(label=_("Chairs the commission"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = get_user_model().objects.filter(roles__contains=[Role.EVALUATOR], is_active=True)
