"""What officers are asked about a council's meeting."""

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.models import CouncilMember, MeetingPaper
from portal.files.forms import KeptFileField


class WhenWhereForm(forms.Form):
    """The hour and the place a meeting is moved to."""

    starts_at = forms.DateTimeField(
        label=_("Starts"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = forms.CharField(label=_("Place"), max_length=200)
    online_link = forms.URLField(label=_("Link to join online"), required=False, assume_scheme="https")


class CallOffForm(forms.Form):
    reason = forms.CharField(label=_("Why it is called off"), max_length=300, help_text=_("The members read it."))


class PaperForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=150)
    file = KeptFileField(label=_("File"))
    is_public = forms.BooleanField(
        label=_("For everybody"), required=False, initial=True, help_text=_("Otherwise only the council's members open it.")
    )


class RemovePaperForm(forms.Form):
    wants_thing = True
    paper = forms.ModelChoiceField(label=_("Paper"), queryset=MeetingPaper.objects.none())

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = thing.papers.all()


class HeldForm(forms.Form):
    """Who was there: members by name, guests by number."""

    wants_thing = True
    present = forms.ModelMultipleChoiceField(
        label=_("Members present"), queryset=CouncilMember.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever said they would come is ticked."),
    )  # fmt: skip
    guests = forms.IntegerField(label=_("Guests present"), min_value=0, max_value=10_000, initial=0)

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        day = timezone.localdate(thing.starts_at)
        self.fields["present"].queryset = CouncilMember.objects.current(day).filter(council=thing.council)


MINUTE_FIELDS = {
    "discussion": (_("what was said"), forms.CharField, {"widget": forms.Textarea(attrs={"rows": 4})}),
    "decision": (_("decision"), forms.CharField, {"widget": forms.Textarea(attrs={"rows": 3})}),
    "votes_for": (_("in favour"), forms.IntegerField, {"min_value": 0, "max_value": 1000}),
    "votes_against": (_("against"), forms.IntegerField, {"min_value": 0, "max_value": 1000}),
    "abstained": (_("abstained"), forms.IntegerField, {"min_value": 0, "max_value": 1000}),
}


class MinutesForm(forms.Form):
    """The course of the meeting, then for each question of its agenda what was said and decided."""

    wants_thing = True
    summary = forms.CharField(
        label=_("Course of the meeting"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who opened it, who was invited, what else was noted."),
    )  # fmt: skip

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("summary", thing.summary)
        self.items = list(thing.agenda.all())
        for item in self.items:
            for name, (label, field, options) in MINUTE_FIELDS.items():
                title = item.title if name == "discussion" else label
                self.fields[f"{name}-{item.pk}"] = field(
                    label=format_lazy("{}. {}", item.position, title),
                    help_text=label if name == "discussion" else "",
                    required=False,
                    **options,
                )
                self.initial.setdefault(f"{name}-{item.pk}", getattr(item, name))

    def clean(self):
        """The answers as the action takes them: by question."""
        data = super().clean()
        minutes = {item.pk: {name: data.get(f"{name}-{item.pk}") for name in MINUTE_FIELDS} for item in self.items}
        return {"summary": data.get("summary", ""), "minutes": minutes}
