"""A registry as large as a big municipality's, written in bulk: for what must stay quick and small with many rows."""

import math
from dataclasses import dataclass
from itertools import cycle, islice

from django.utils import timezone

from communities.enums import CentreSetting, CommunityStage
from communities.models import Community, ContactPerson, Neighbourhood, ResourceCentre
from portal.municipality.models import Unit
from tests.factories.portal import OfficerFactory, UnitFactory

STEMS = ("Ozolu", "Bērzu", "Ķiršu", "Upes", "Ezera", "Kalna", "Mežmalas", "Ābeļu", "Pļavu", "Dzirnavu", "Vītolu", "Žagatu")
PURPOSES = ("kaimiņi", "iedzīvotāju biedrība", "māmiņu klubs", "jauniešu grupa", "sporta draugi", "senioru kopa", "vides sargi")
CORNERS = 24


@dataclass(frozen=True)
class Registry:
    neighbourhoods: list[Neighbourhood]
    communities: list[Community]
    centres: list[ResourceCentre]


def fill_registry(*, neighbourhoods: int = 500, communities: int = 3000, centres: int = 100) -> Registry:
    """So many of each, with Latvian names, boundaries of two dozen corners, and one contact person per neighbourhood."""
    unit: Unit = UnitFactory()
    places = Neighbourhood.objects.bulk_create(_neighbourhood(number) for number in range(neighbourhoods))
    ContactPerson.objects.bulk_create(
        ContactPerson(
            neighbourhood=place, post=f"{place.name}: koordinators", unit=unit, phone="+371 67 000 001",
            email=f"{place.slug}@example.lv", hours="otrdienās 10.00–17.00", confirmed_on=timezone.localdate(),
        )
        for place in places
    )  # fmt: skip
    verified = {"verified_at": timezone.now(), "verified_by": OfficerFactory()}
    groups = Community.objects.bulk_create(_community(number, **verified) for number in range(communities))
    link = Community.neighbourhoods.through
    link.objects.bulk_create(
        link(community=group, neighbourhood=place)
        for group, place in zip(groups, islice(cycle(places), communities), strict=True)
    )
    houses = ResourceCentre.objects.bulk_create(_centre(number, groups[number], places[number]) for number in range(centres))
    return Registry(places, groups, houses)


def _name(number: int) -> str:
    return f"{STEMS[number % len(STEMS)]} {number // len(STEMS) + 1}."


def _spot(number: int) -> tuple[float, float]:
    """Latitude and longitude on a grid over the middle of Latvia, with the digits of a real measurement."""
    return 56.5 + (number // 25) * 0.0312345678, 23.5 + (number % 25) * 0.0587654321


def _neighbourhood(number: int) -> Neighbourhood:
    latitude, longitude = _spot(number)
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    ring = [[longitude + 0.021 * math.cos(turn), latitude + 0.0123 * math.sin(turn) * (1 + number % 3)] for turn in turns]
    return Neighbourhood(
        name=f"{_name(number)} apkaime", slug=f"apkaime-{number}", latitude=latitude, longitude=longitude, is_active=True,
        places=[f"{_name(number)} ciems"], boundary={"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    )  # fmt: skip


def _community(number: int, **verified) -> Community:
    name = f"{_name(number)} {PURPOSES[number % len(PURPOSES)]}"
    stage = CommunityStage.FORMING if number % 5 == 0 else CommunityStage.ACTIVE
    uniting = f"Kopīga rūpe par vietu, kurā dzīvojam: {name.lower()}, talkas, svētki un kaimiņu palīdzība."
    return Community(name=name, slug=f"{name[:4].lower().encode('ascii', 'ignore').decode()}-kopiena-{number}", uniting=uniting,
                     stage=stage, **verified)  # fmt: skip


def _centre(number: int, community: Community, place: Neighbourhood) -> ResourceCentre:
    return ResourceCentre(
        name=f"{_name(number)} resursu centrs", slug=f"centrs-{number}", community=community, neighbourhood=place,
        setting=CentreSetting.INDOOR, host="Tautas nams", description="Telpa sanāksmēm un nomai.",
        latitude=place.latitude + 0.001, longitude=place.longitude + 0.001,
    )  # fmt: skip
