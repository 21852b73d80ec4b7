from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import CommunityStage, LegalForm, MemberRole
from communities.forms.shared import RegistrationNumberField
from communities.models import Community, Membership, Neighbourhood

DECLARATION = _("Our community is open to everybody, speaks fairly for its people and shares what it learns.")


class CommunityForm(forms.Form):
    """What officers verify: who, where and what unites. Only an organisation of the register has a number."""

    name = forms.CharField(label=_("Name of the community"), max_length=150)
    neighbourhoods = forms.ModelMultipleChoiceField(
        label=_("Neighbourhoods"),
        queryset=Neighbourhood.objects.filter(is_active=True),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or more in which you live and act."),
        error_messages={"required": _("Choose at least one neighbourhood.")},
    )
    uniting = forms.CharField(
        label=_("What unites us"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("A sentence or two: a street, a river bank, a celebration, something to be solved."),
    )
    email = forms.EmailField(label=_("E-mail of the community"), help_text=_("Shown on the community's page."))
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm, initial=LegalForm.INFORMAL)
    registration_number = RegistrationNumberField(
        label=_("Registration number"), required=False, help_text=_("Eleven digits, if the community is registered.")
    )

    def clean(self):
        data = super().clean()
        if data.get("registration_number") and data.get("legal_form") == LegalForm.INFORMAL:
            self.add_error("legal_form", _("An association or a foundation has this number: choose which of them you are."))
        return data


class RegisterForm(CommunityForm):
    second_person = forms.EmailField(
        label=_("E-mail of the second person"),
        help_text=_("A community begins with two. We send an invitation; the person joins by opening it."),
    )
    declared = forms.BooleanField(label=DECLARATION, error_messages={"required": _("Tick it: this is what communities promise.")})


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[choice for choice in MemberRole.choices if choice[0] != MemberRole.LEADER],
        initial=MemberRole.MEMBER,
    )


class FirstLeaderForm(forms.Form):
    """An officer asks somebody to lead a community the municipality knows of."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The invitation works for 30 days."))


class AcceptForm(forms.Form):
    """The first leader of a community promises what every community does."""

    declared = RegisterForm.base_fields["declared"]


class RoleForm(forms.Form):
    role = InvitationForm.base_fields["role"]


class HandoverForm(forms.Form):
    """Who leads next. In the admin the community is the ``thing``."""

    wants_thing = True
    successor = forms.ModelChoiceField(label=_("Who leads next"), queryset=Membership.objects.none())
    leader_leaves = forms.BooleanField(
        label=_("The present leader leaves the community"),
        required=False,
        help_text=_("Otherwise the leader stays as a member."),
    )

    def __init__(self, *args, thing: Community, **kwargs):
        super().__init__(*args, **kwargs)
        successors = thing.memberships.current().exclude(role=MemberRole.LEADER).select_related("user")
        self.fields["successor"].queryset = successors.order_by("user__name")
        self.fields["successor"].label_from_instance = lambda one: f"{one.user} ({one.get_role_display()})"


class VerifyForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[(stage.value, stage.label) for stage in (CommunityStage.FORMING, CommunityStage.ACTIVE)]
    )
