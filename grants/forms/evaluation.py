from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role


class ConflictForm(forms.Form):
    """One word per application: yes or no, and if yes, what kind."""

    def __init__(self, *args, applications, **kwargs):
        super().__init__(*args, **kwargs)
        self.applications = applications
        for one in applications:
            self.fields[f"conflict_{one.pk}"] = forms.ChoiceField(
                label=f"{one.title} ({one.community.name})",
                choices=[("no", _("no conflict of interest")), ("yes", _("I have a conflict of interest"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer for this application.")},
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(label=_("If so, what kind"), required=False, max_length=300)

    def answers(self) -> dict[int, tuple[bool, str]]:
        return {
            one.pk: (self.cleaned_data[f"conflict_{one.pk}"] == "yes", self.cleaned_data[f"note_{one.pk}"])
            for one in self.applications
        }


class ScoreForm(forms.Form):
    """Points and the reason for them, criterion by criterion."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"points_{one.pk}"] = forms.TypedChoiceField(
                label=_("Points"),
                coerce=int,
                choices=[(str(n), str(n)) for n in range(one.maximum + 1)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Give points for this criterion.")},
            )
            self.fields[f"reason_{one.pk}"] = forms.CharField(
                label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _("Say why.")}
            )

    @property
    def rows(self):
        return [(one, self[f"points_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.criteria]

    def scores(self) -> dict[int, tuple[int, str]]:
        return {one.pk: (self.cleaned_data[f"points_{one.pk}"], self.cleaned_data[f"reason_{one.pk}"]) for one in self.criteria}


class CommissionMemberForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Person"), queryset=None, help_text=_("People with the role of a commission member."))
    represents = forms.CharField(label=_("Represents"), max_length=150)
    is_chair = forms.BooleanField(label=_("Chairs the commission"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = get_user_model().objects.filter(roles__contains=[Role.EVALUATOR], is_active=True)
