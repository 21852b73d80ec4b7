"""The columns of this app's exports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from import_export.fields import Field

from portal.ui.exports import ExportResource
from portal.ui.templatetags.portal_ui import moment


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


class OverviewResource(ExportResource):
    """What officers compare of neighbourhoods (S4-30, S4-38, S4-45)."""

    name = Field("place__name", column_name=_("Neighbourhood"))
    contact = Field("contact__post", column_name=_("Contact person"))
    confirmed_on = Field("contact__confirmed_on", column_name=_("Confirmed on"))
    hours = Field("hours", column_name=_("Hours a month"))
    last_visit = Field("last_visit_on", column_name=_("Last visit"))
    communities = Field("communities", column_name=_("Communities"))
    events = Field("events", column_name=_("Events in a year"))
    centres = Field("centres", column_name=_("Resource centres"))
    gaps = Field(column_name=pgettext_lazy("neighbourhood", "What is missing"))

    def dehydrate_gaps(self, row) -> str:
        return ", ".join(str(gap.label) for gap in row.gaps)


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
    address = Field("street_address", column_name=_("Address"))
    community = Field("community__name", column_name=_("Community"))
    capacity = Field("capacity", column_name=_("Places for people"))
    bookable = Field("is_bookable", column_name=_("Can be booked"))
    features = Field(column_name=_("Accessible by"))
    equipment = Field(column_name=_("Equipment"))
    description = Field("description", column_name=_("Description"))

    def dehydrate_features(self, centre) -> str:
        return ", ".join(map(str, centre.access_words))

    def dehydrate_equipment(self, centre) -> str:
        return ", ".join(f"{item.name} ({item.quantity})" for item in centre.equipment.all())


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
    unit = Field("unit__name", column_name=_("Responsible unit"))
    state = Field("status__public", column_name=_("State"))
    number = Field("number", column_name=_("Number"))
    signed_on = Field("signed_on", column_name=_("Signed"))
    valid_from = Field("valid_from", column_name=_("Valid from"))
    valid_to = Field("valid_to", column_name=_("Valid to"))


class NoticeResource(ExportResource):
    title = Field("title", column_name=_("In a few words"))
    kind = Field("get_kind_display", column_name=_("Offer or need"))
    category = Field("get_category_display", column_name=_("What kind of thing"))
    text = Field("text", column_name=_("Details"))
    community = Field("community__name", column_name=_("Community"))
    until = Field("until", column_name=_("Shown until"))


class EventResource(ExportResource):
    title = Field("title", column_name=_("Event"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    organiser = Field("organiser", column_name=_("Organiser"))
    starts = Field(column_name=_("Starts"))
    place = Field("place", column_name=_("Place"))
    neighbourhoods = Field(column_name=_("Neighbourhoods"))
    state = Field("get_state_display", column_name=_("State"))
    attendance = Field("attendance", column_name=_("How many came"))

    def dehydrate_starts(self, event) -> str:
        return moment(event.starts_at)

    def dehydrate_neighbourhoods(self, event) -> str:
        return ", ".join(event.place_names)


class RegistrationResource(ExportResource):
    name = Field("name", column_name=_("Name"))
    email = Field("email", column_name=_("E-mail"))
    seats = Field("seats", column_name=_("How many people"))
    needs = Field("needs", column_name=_("What they need"))
    state = Field("get_state_display", column_name=_("State"))
    registered = Field(column_name=_("Registered at"))

    def dehydrate_registered(self, registration) -> str:
        return moment(registration.registered_at)


class SupportResource(ExportResource):
    name = Field("name", column_name=_("Support"))
    kind = Field("get_kind_display", column_name=_("Kind of support"))
    form = Field("get_form_display", column_name=_("Form of support"))
    audience = Field("get_audience_display", column_name=_("For whom"))
    summary = Field("summary", column_name=_("What it is"))
    terms = Field("terms", column_name=_("On what terms"))
    how_to_apply = Field("how_to_apply", column_name=_("How to get it"))
    unit = Field("unit__name", column_name=_("Responsible unit"))


class AttractedFundingResource(ExportResource):
    community = Field("community__name", column_name=_("Community"))
    source = Field("source", column_name=_("Where the money came from"))
    purpose = Field("purpose", column_name=_("What for"))
    amount = Field("amount", column_name=_("Amount, EUR"))
    year = Field("year", column_name=_("Year"))


class CouncilResource(ExportResource):
    name = Field("name", column_name=_("Council"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    neighbourhoods = Field(column_name=_("Neighbourhoods"))
    seats = Field("seats", column_name=_("Seats"))
    taken = Field("taken", column_name=_("Seats taken"))
    term_from = Field("term_from", column_name=_("Term from"))
    term_to = Field("term_to", column_name=_("Term to"))

    def dehydrate_neighbourhoods(self, council) -> str:
        return ", ".join(place.name for place in council.neighbourhoods.all())


class ConsultationSlotResource(ExportResource):
    topic = Field("topic", column_name=_("Topic"))
    giver = Field("giver", column_name=_("Who gives advice"))
    place = Field("place", column_name=_("Place"))
    starts_at = Field(column_name=_("Starts"))
    ends_at = Field(column_name=_("Ends"))

    def dehydrate_starts_at(self, slot) -> str:
        return moment(slot.starts_at)

    def dehydrate_ends_at(self, slot) -> str:
        return moment(slot.ends_at)
