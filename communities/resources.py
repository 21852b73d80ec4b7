"""The columns of this app's exports."""

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from portal.ui.exports import ExportResource


class NeighbourhoodResource(ExportResource):
    name = Field("name", column_name=_("Neighbourhood"))
    places = Field(column_name=_("Places within"))
    dense = Field("is_dense", column_name=_("Densely populated"))
    population = Field("population", column_name=_("Residents"))
    contact = Field(column_name=_("Contact person"))
    phone = Field(column_name=_("Phone"))
    communities = Field("community_count", column_name=_("Communities"))

    def dehydrate_places(self, place) -> str:
        return ", ".join(place.places)

    def dehydrate_contact(self, place) -> str:
        return place.contacts[0].post if place.contacts else ""

    def dehydrate_phone(self, place) -> str:
        return place.contacts[0].phone if place.contacts else ""


class CommunityResource(ExportResource):
    name = Field("name", column_name=_("Community"))
    neighbourhoods = Field(column_name=_("Neighbourhoods"))
    stage = Field("get_stage_display", column_name=_("Stage"))
    legal_form = Field("get_legal_form_display", column_name=_("Legal form"))
    registration_number = Field("registration_number", column_name=_("Registration number"))
    residents = Field("residents_united", column_name=_("Residents united"))

    def dehydrate_neighbourhoods(self, community) -> str:
        return ", ".join(place.name for place in community.neighbourhoods.all())


class ResourceCentreResource(ExportResource):
    name = Field("name", column_name=_("Resource centre"))
    municipality = Field("municipality_name", column_name=_("Municipality"))
    host = Field("host", column_name=_("Host and place"))
    setting = Field("get_setting_display", column_name=_("Setting"))
    equipment = Field(column_name=_("Equipment"))
    description = Field("description", column_name=_("Description"))

    def dehydrate_equipment(self, centre) -> str:
        return ", ".join(item.name for item in centre.equipment.all())


class GoodPracticeResource(ExportResource):
    title = Field("title", column_name=_("Title"))
    place = Field("place", column_name=_("Place"))
    challenge = Field("challenge", column_name=_("Challenge"))
    tags = Field(column_name=_("Hashtags"))
    link = Field("link", column_name=_("Link"))

    def dehydrate_tags(self, practice) -> str:
        return ", ".join(str(tag) for tag in practice.tags.all())


class AgreementResource(ExportResource):
    title = Field("title", column_name=_("Title"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    community = Field("community__name", column_name=_("Community"))
    state = Field("get_state_display", column_name=_("State"))
    valid_from = Field("valid_from", column_name=_("Valid from"))
    valid_to = Field("valid_to", column_name=_("Valid to"))
