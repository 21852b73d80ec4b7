"""The tables from which officers enter neighbourhoods and contact persons: one form per line."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from communities.actions.community import free_slug
from communities.actions.contact_person import change_contact_person, name_contact_person
from communities.actions.neighbourhood import put_in_use, save_neighbourhood
from communities.enums import NeighbourhoodKind
from communities.models import ContactPerson, Neighbourhood
from portal.files.importing import NamedField, TableImport, WordField
from portal.municipality.models import Unit

validate_phone = RegexValidator(
    r"^\+?[\d\s()-]{7,}$", gettext_lazy("Give the phone number in digits, for example +371 67 000 000.")
)


class DegreesField(forms.FloatField):
    """A coordinate with a comma or a point, whatever the language of the page."""

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class NeighbourhoodRow(forms.ModelForm):
    kind = WordField(label=gettext_lazy("kind"), choices=NeighbourhoodKind.choices, required=False)
    parent = NamedField(Neighbourhood.objects.all(), label=gettext_lazy("belongs to"), required=False)
    places = SimpleArrayField(
        forms.CharField(max_length=80),
        label=gettext_lazy("places within"),
        required=False,
        help_text=gettext_lazy("Separate with commas."),
    )
    is_dense = WordField(
        label=gettext_lazy("densely populated"),
        choices=((True, gettext_lazy("Yes")), (False, gettext_lazy("No"))),
        required=False,
    )
    latitude = DegreesField(label=gettext_lazy("latitude"), help_text=gettext_lazy("Degrees (WGS 84), for example 56.83521."))
    longitude = DegreesField(label=gettext_lazy("longitude"), help_text=gettext_lazy("Degrees (WGS 84), for example 24.23144."))

    class Meta:
        model = Neighbourhood
        fields = (
            "name", "kind", "parent", "places", "is_dense", "population", "population_year", "latitude", "longitude",
            "description",
        )  # fmt: skip


class NeighbourhoodImport(TableImport):
    name = "apkaimes"
    label = gettext_lazy("Neighbourhoods from a table")
    explanation = gettext_lazy("A new neighbourhood is put in use once it has its contact person; bring those in afterwards.")
    row_form = NeighbourhoodRow
    key = ("name",)

    def find(self, cells):
        return Neighbourhood.objects.filter(name__iexact=cells.get("name", "")).first()

    def save(self, thing, changed, *, by, now):
        if thing.pk is None:
            thing.slug = free_slug(Neighbourhood, thing.name)
        save_neighbourhood(neighbourhood=thing, by=by, now=now)


class ContactPersonRow(forms.ModelForm):
    neighbourhood = NamedField(Neighbourhood.objects.all(), label=gettext_lazy("neighbourhood"))
    unit = NamedField(Unit.objects.filter(is_active=True), label=gettext_lazy("unit"))
    phone = forms.CharField(label=gettext_lazy("phone"), max_length=30, validators=[validate_phone])
    hours_per_month = forms.IntegerField(label=gettext_lazy("hours a month reserved for this"), min_value=0, required=False)

    class Meta:
        model = ContactPerson
        fields = ("neighbourhood", "post", "unit", "phone", "email", "hours", "hours_per_month")


class ContactPersonImport(TableImport):
    """Known by the neighbourhood and the e-mail address. Nobody is released by a table: that is a step of its own."""

    name = "kontaktpersonas"
    label = gettext_lazy("Contact persons from a table")
    explanation = gettext_lazy(
        "A contact person who is not in the table stays: releasing somebody is a step on the neighbourhood's page."
    )
    row_form = ContactPersonRow
    key = ("neighbourhood", "email")

    def find(self, cells):
        place, email = cells.get("neighbourhood", ""), cells.get("email", "")
        return ContactPerson.objects.active().filter(neighbourhood__name__iexact=place, email__iexact=email).first()

    def save(self, thing, changed, *, by, now):
        if thing.pk:
            details = {name: getattr(thing, name) for name in changed}
            change_contact_person(contact=thing, by=by, now=now, **details)
            return
        details = {name: getattr(thing, name) for name in ContactPersonRow.Meta.fields}
        name_contact_person(by=by, now=now, **details)
        put_in_use(neighbourhood=thing.neighbourhood, by=by, now=now)
