from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions import create_person, grant_roles
from portal.accounts.models import User
from portal.accounts.roles import ROLES, Role
from portal.ui.admin import OfficialAdmin, Step


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(role.value, f"{role.label}: {ROLES[role].description}") for role in Role]


class NewPersonAdminForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "email", "language"]


@admin.register(User)
class UserAdmin(OfficialAdmin):
    """People. Roles change by a step; nobody's password is ever seen or set here: they come by e-mail."""

    list_display = ("name", "email", "role_names", "is_active", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("name", "email")
    ordering = ("name",)
    form = NewPersonAdminForm
    fields = ("name", "email", "language")
    workflow_fields = ("role_names", "is_active", "date_joined", "last_login", "erased_at")
    steps = (
        Step(
            name="lomas",
            label=_("Change roles"),
            permission="accounts.grant_roles",
            perform=lambda person, roles, **who: grant_roles(person=person, roles=roles, **who),
            done=_("The roles are changed."),
            form=RolesForm,
            available=lambda person: person.erased_at is None,
            prominent=True,
            initial=lambda person: {"roles": person.roles},
        ),
    )

    @admin.display(description=_("Roles"))
    def role_names(self, person) -> str:
        return ", ".join(str(Role(role).label) for role in person.roles)

    def has_add_permission(self, request):
        return request.user.has_perm("accounts.grant_roles")

    def has_change_permission(self, request, obj=None):
        """Name and address are the person's own to change."""
        return obj is None and super().has_change_permission(request)

    def save_model(self, request, obj, form, change):
        person = create_person(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            password=None,
            roles=[],
            by=request.user,
            now=timezone.now(),
        )
        obj.pk = person.pk
        obj.refresh_from_db()
