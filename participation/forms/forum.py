"""What is asked about a forum: from its places to the one form that closes it."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from participation.enums import Barrier, Voting
from participation.forms.task import DayInput
from participation.models import ForumNotes
from portal.files.forms import KeptFileField
from portal.files.uploads import JPEG, PNG, UploadPolicy
from portal.municipality.models import Unit
from portal.pages.guide import TEN_STEPS

FLIPCHART = UploadPolicy((JPEG, PNG))
STEPS = [(step.number, format_lazy("{}. {}", step.number, step.title)) for step in TEN_STEPS]
ROWS_AT_LEAST, SPARE_ROWS = 3, 2


class MomentInput(forms.DateTimeInput):
    """Day and hour as the browser's own picker gives them."""

    def __init__(self):
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MoveForm(forms.Form):
    held_at = forms.DateTimeField(label=_("Takes place"), widget=MomentInput())
    place = forms.CharField(label=_("Place"), max_length=200)
    online_link = forms.URLField(label=_("Link to join online"), required=False, assume_scheme="https")
    reason = forms.CharField(
        label=_("Why it is moved"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read it; those invited and registered get it by e-mail at once."),
    )  # fmt: skip


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it does not take place"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read it; those invited and registered get it by e-mail at once."),
    )  # fmt: skip


class PlacesForm(forms.Form):
    takes_registrations = forms.BooleanField(label=_("Those who come register first"), required=False)
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=5000, help_text=_("Empty: as many as come.")
    )


class StepsForm(forms.Form):
    """The ten steps, each with a tick and what is worth noting of it (S0-17b)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, title in STEPS:
            self.fields[f"done-{number}"] = forms.BooleanField(label=title, required=False)
            question = format_lazy("{}. {}", number, TEN_STEPS[number - 1].question)
            self.fields[f"note-{number}"] = forms.CharField(label=question, max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return {
            "ten_steps": [number for number, _title in STEPS if data.get(f"done-{number}")],
            "notes": {number: data.get(f"note-{number}", "").strip() for number, _title in STEPS},
        }


class NotesForm(forms.Form):
    """From a community's leader: a few sentences, or only a photo of the flipchart."""

    community = forms.ModelChoiceField(label=_("Community"), queryset=Community.objects.none())
    attendance = forms.IntegerField(label=_("How many people came"), required=False, min_value=0, max_value=100_000)
    text = forms.CharField(
        label=_("What was said and agreed"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("As short as you like. A photo of the flipchart is enough."),
    )  # fmt: skip
    photo = KeptFileField(label=_("Photo of the flipchart"), policy=FLIPCHART, required=False)

    def __init__(self, *args, communities, before: ForumNotes | None = None, **kwargs):
        """It begins with what was handed in before, which it replaces."""
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities
        self.fields["community"].initial = communities[0]
        if before:
            self.initial |= {name: getattr(before, name) for name in ("community", "attendance", "text")}
            self.fields["photo"].widget.kept = before.photo


class ProposalForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 5}))
    unit = forms.ModelChoiceField(
        label=_("Responsible unit"), queryset=Unit.objects.active(), required=False, empty_label=_("the unit of the forum")
    )
    votes = forms.IntegerField(label=_("Votes"), required=False, min_value=0, max_value=100_000)
    voting = forms.ChoiceField(label=_("How it was voted"), required=False, choices=[("", "–"), *Voting.choices])
    residents_represented = forms.IntegerField(
        label=_("Speaks for residents"), required=False, min_value=2, help_text=_("Fill in for a joint proposal.")
    )
    community = forms.ModelChoiceField(label=_("Community"), queryset=Community.objects.public(), required=False)
    how_agreed = forms.CharField(label=_("How it was agreed"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("residents_represented") and not data.get("how_agreed"):
            self.add_error("how_agreed", _("A joint proposal says how it was agreed and how many it speaks for."))
        return data


class TaskForm(forms.Form):
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    unit = forms.ModelChoiceField(
        label=_("Responsible unit"), queryset=Unit.objects.active(), required=False, empty_label=_("the unit of the forum")
    )
    community = forms.ModelChoiceField(label=_("Done by the community"), queryset=Community.objects.public(), required=False)
    post = forms.CharField(label=_("Whoever does it, by post"), max_length=120, required=False)
    due_on = forms.DateField(
        label=_("To be done by"), required=False, widget=DayInput(),
        help_text=_("Without a day it counts as discussed and not taken forward."),
    )  # fmt: skip

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on <= timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        return due_on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("unit") is None:
            data.pop("unit", None)
        return data


class Rows:
    """Several small forms in one: as many as are filled in, and some spare ones that may stay empty."""

    def __init__(self, prefix: str, form_class: type[forms.Form], data, initial: dict[str, Any]):
        names = data if data is not None else initial
        filled = [int(found[1]) for name in names if (found := re.match(rf"{prefix}-(\d+)-", name)) and names[name]]
        number = max(ROWS_AT_LEAST, 1 + max(filled, default=-1) + SPARE_ROWS)
        self.forms = [
            form_class(
                data,
                prefix=f"{prefix}-{place}",
                initial={name: names.get(f"{prefix}-{place}-{name}") for name in form_class.base_fields} if data is None else {},
                empty_permitted=True,
                use_required_attribute=False,
            )
            for place in range(number)
        ]

    def is_valid(self) -> bool:
        return not any(form.errors for form in self.forms)

    @property
    def given(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.has_changed()]


class CloseForumForm(forms.Form):
    """One form: who came, what was said, proposed, agreed and learned."""

    wants_thing = True
    attendance = forms.IntegerField(label=_("How many people came"), min_value=0, max_value=100_000)
    officials = forms.CharField(
        label=_("Who came for the municipality"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("By post: deputy chair of the council, road engineer."),
    )  # fmt: skip
    minutes = forms.CharField(
        label=_("Minutes"), required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Who spoke of what and what was agreed."),
    )  # fmt: skip
    flipchart = KeptFileField(
        label=_("Photo of the flipchart"), policy=FLIPCHART, required=False,
        help_text=_("Stands for long minutes where volunteers wrote them. Everybody can see it."),
    )  # fmt: skip
    lessons = forms.CharField(label=_("What we learned"), widget=forms.Textarea(attrs={"rows": 3}))
    barriers = forms.MultipleChoiceField(
        label=_("What keeps people away, as was heard"), choices=Barrier, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    ten_steps = forms.TypedMultipleChoiceField(
        label=_("Which of the ten steps were done"), coerce=int, required=False, choices=STEPS,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, data=None, files=None, *, thing, initial=None, **kwargs):
        super().__init__(data, files, initial=initial, **kwargs)
        self.kept_photo = (initial or {}).get("photo")
        self.proposals = Rows("proposal", ProposalForm, data, initial or {})
        self.tasks = Rows("task", TaskForm, data, initial or {})

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (self.proposals.is_valid() and self.tasks.is_valid()):
            self.add_error(None, _("Something is missing in a proposal or a task; see below."))
            return data
        flipchart = data.get("flipchart") or self.kept_photo
        return data | {"flipchart": flipchart, "proposals": self.proposals.given, "tasks": self.tasks.given}
