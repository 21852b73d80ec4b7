"""What officers are asked about places and contact persons, and contact persons about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import ContactPerson, NeighbourhoodPriority

MOST_PRIORITIES = 10
CONTACT_FIELDS = ("post", "user", "unit", "phone", "email", "hours", "hours_per_month")


class ContactPersonForm(forms.ModelForm):
    """Who the next contact person is; also a post that several people hold."""

    class Meta:
        model = ContactPerson
        fields = CONTACT_FIELDS


class ReleaseContactForm(forms.Form):
    wants_thing = True
    contact = forms.ModelChoiceField(label=_("Contact person"), queryset=ContactPerson.objects.none())

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = thing.contact_persons.active()


class ConfirmContactForm(ReleaseContactForm):
    on = forms.DateField(label=_("Confirmed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class CorrectionForm(forms.Form):
    """The contact person's own words; an officer puts them into the record."""

    text = forms.CharField(
        label=_("What has changed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: new phone from 1 December, or somebody else is responsible for this neighbourhood."),
        error_messages={"required": _("Write what has changed.")},
    )


class PrioritiesForm(forms.Form):
    texts = forms.CharField(
        label=_("Priorities"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One on each line, the most important first. At most ten."),
    )

    def clean_texts(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["texts"].splitlines() if line.strip()]
        longest = NeighbourhoodPriority._meta.get_field("text").max_length
        if len(lines) > MOST_PRIORITIES:
            raise forms.ValidationError(_("Name at most ten priorities: what matters most."))
        if any(len(line) > longest for line in lines):
            raise forms.ValidationError(_("A priority is one short line of at most 200 characters."))
        return lines
