"""What communities tell of themselves, and what is offered to them."""

import factory
from factory.django import DjangoModelFactory

from communities.enums import CapacitySign, ProfileTopic, SupportForm, SupportKind
from communities.models import AttractedFunding, ProfileText, SelfAssessment, SelfHelpAction, SupportInstrument
from tests.factories.communities import CommunityFactory


class ProfileTextFactory(DjangoModelFactory):
    class Meta:
        model = ProfileText

    community = factory.SubFactory(CommunityFactory)
    topic = ProfileTopic.IDENTITY
    text = "Upe mūs vieno."


class SelfAssessmentFactory(DjangoModelFactory):
    class Meta:
        model = SelfAssessment

    community = factory.SubFactory(CommunityFactory)
    year = 2026
    scores = factory.LazyFunction(lambda: dict.fromkeys(CapacitySign.values, 3))


class AttractedFundingFactory(DjangoModelFactory):
    class Meta:
        model = AttractedFunding

    community = factory.SubFactory(CommunityFactory)
    source = factory.Sequence(lambda n: f"{n}. fonds")
    amount = 100
    year = 2025


class SelfHelpActionFactory(DjangoModelFactory):
    class Meta:
        model = SelfHelpAction

    community = factory.SubFactory(CommunityFactory)
    text = factory.Sequence(lambda n: f"Salabota {n}. laipa")
    done_on = factory.Faker("date_between", start_date="-1y", end_date="-1d")


class SupportInstrumentFactory(DjangoModelFactory):
    class Meta:
        model = SupportInstrument

    name = factory.Sequence(lambda n: f"{n}. atbalsts")
    kind = SupportKind.FINANCE
    form = SupportForm.FINANCIAL
    summary = "Neliela summa sākumam."
    terms = "Vismaz desmit iedzīvotāju."
    how_to_apply = "Iesniedziet pieteikumu februārī."
