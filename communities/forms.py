"""What officers are asked at the named steps of the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import CommunityStage
from communities.models import ContactPerson


class ReleaseContactForm(forms.Form):
    wants_thing = True
    contact = forms.ModelChoiceField(label=_("Contact person"), queryset=ContactPerson.objects.none())

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = thing.contact_persons.active()


class VerifyForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[(stage.value, stage.label) for stage in (CommunityStage.FORMING, CommunityStage.ACTIVE)]
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, help_text=_("The author reads it."))


class PutIntoForceForm(forms.Form):
    signed_on = forms.DateField(label=_("Signed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    number = forms.CharField(label=_("Number of the agreement"), max_length=40)
