"""What members tell of their community: facts, texts by section, the number of residents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import CountProof, FoundingFactor, Motive
from communities.models import Community
from communities.queries.profile import ProfileSection


class ProfileFactsForm(forms.ModelForm):
    """What is true of the community in a word or a number. Nothing of it is demanded."""

    founding_factors = forms.MultipleChoiceField(
        label=_("What we grew out of"), choices=FoundingFactor, required=False, widget=forms.CheckboxSelectMultiple
    )
    motives = forms.MultipleChoiceField(
        label=_("What else brings us together"), choices=Motive, required=False, widget=forms.CheckboxSelectMultiple
    )
    website = forms.URLField(label=_("Website"), assume_scheme="https", required=False)

    class Meta:
        model = Community
        fields = (
            "uniting", "description", "kind", "founded_on", "founding_factors", "motives", "decision_rule", "languages",
            "email", "website", "channel", "is_mentor", "crisis_capacity",
        )  # fmt: skip
        widgets = {"founded_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "email": _("Shown to everybody, so that people can join."),
            "channel": _("A group, a mailing list, a notice board. Seen by members and officers alone."),
        }


class ProfileTextsForm(forms.Form):
    """The texts of one section, a field for each of its topics."""

    def __init__(self, *args, section: ProfileSection, **kwargs):
        super().__init__(*args, **kwargs)
        for topic, question in section.questions.items():
            self.fields[topic.value] = forms.CharField(
                label=topic.label, help_text=question, required=False, max_length=4000, widget=forms.Textarea({"rows": 4})
            )


class ResidentsForm(forms.Form):
    number = forms.IntegerField(
        label=_("How many residents the community unites"), min_value=1, max_value=100_000,
        error_messages={"min_value": _("A community unites at least one resident.")},
    )  # fmt: skip
    counted_on = forms.DateField(label=_("Counted on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    proof = forms.ChoiceField(label=_("How it was shown"), choices=CountProof, widget=forms.RadioSelect)
