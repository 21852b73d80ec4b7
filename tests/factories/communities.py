"""Places, communities and what they agree on. People come from ``tests.factories.portal``."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.actions.agreement import MEMORANDUM_BLOCKS
from communities.enums import AgreementKind, CentreSetting, CommunityStage, MemberRole
from communities.models import (
    Agreement,
    Clause,
    Commitment,
    Community,
    ContactPerson,
    GoodPractice,
    Membership,
    Neighbourhood,
    ResourceCentre,
    Term,
)
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory


class NeighbourhoodFactory(DjangoModelFactory):
    class Meta:
        model = Neighbourhood

    name = factory.Sequence(lambda n: f"{n}. apkaime")
    slug = factory.Sequence(lambda n: f"apkaime-{n}")
    latitude = 56.83
    longitude = 24.23


class ContactPersonFactory(DjangoModelFactory):
    class Meta:
        model = ContactPerson

    neighbourhood = factory.SubFactory(NeighbourhoodFactory)
    post = factory.Sequence(lambda n: f"{n}. apkaimes koordinators")
    unit = factory.SubFactory(UnitFactory)
    phone = "+371 67 000 001"
    email = factory.Sequence(lambda n: f"kontakts{n}@example.lv")
    hours = "otrdienās 10.00–17.00"
    confirmed_on = factory.LazyFunction(timezone.localdate)


class CommunityFactory(DjangoModelFactory):
    """An active, verified community; ``neighbourhoods=[...]`` or one of its own, ``leader=person`` leads it."""

    class Meta:
        model = Community
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"{n}. kopiena")
    slug = factory.Sequence(lambda n: f"kopiena-{n}")
    uniting = "Kopīga upes mala un gadskārtu svētki."
    stage = CommunityStage.ACTIVE
    verified_at = factory.LazyFunction(timezone.now)
    verified_by = factory.SubFactory(OfficerFactory)

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        if create:
            self.neighbourhoods.set(places or [NeighbourhoodFactory()])

    @factory.post_generation
    def leader(self, create, person, **extra):
        if person:
            MembershipFactory(community=self, user=person, role=MemberRole.LEADER)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    community = factory.SubFactory(CommunityFactory)
    user = factory.SubFactory(PersonFactory)
    role = MemberRole.MEMBER
    accepted_at = factory.LazyFunction(timezone.now)


class ResourceCentreFactory(DjangoModelFactory):
    class Meta:
        model = ResourceCentre

    name = factory.Sequence(lambda n: f"{n}. resursu centrs")
    slug = factory.Sequence(lambda n: f"centrs-{n}")
    community = factory.SubFactory(CommunityFactory)
    setting = CentreSetting.INDOOR
    host = "Tautas nams"
    description = "Telpa sanāksmēm."
    latitude = 56.83
    longitude = 24.23


class GoodPracticeFactory(DjangoModelFactory):
    """A handed-in card with all that publishing asks for; ``tags``, ``tools`` and ``aspects`` may be given as lists."""

    class Meta:
        model = GoodPractice
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"{n}. pagalms visiem")
    slug = factory.Sequence(lambda n: f"pagalms-{n}")
    place = "Paraugs"
    challenge = "Kaimiņi cits citu nepazīst."
    story = "Kopā iekārtoja pagalmu."
    source = "Autoru atļauja"

    @factory.post_generation
    def terms(self, create, given, tags=None, tools=None, aspects=None, **extra):
        if not create:
            return
        for kind, chosen in (("tag", tags), ("tool", tools), ("aspect", aspects)):
            words = Term.objects.filter(kind=kind)[:1] if chosen is None else chosen
            getattr(self, f"{kind}s").set(words)


class AgreementFactory(DjangoModelFactory):
    """A draft with the parts a memorandum needs; ``clauses=[]`` leaves them out."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    kind = AgreementKind.MEMORANDUM
    title = factory.Sequence(lambda n: f"{n}. sadarbības memorands")
    slug = factory.Sequence(lambda n: f"memorands-{n}")
    community = factory.SubFactory(CommunityFactory)
    unit = factory.SubFactory(UnitFactory)
    summary = "Kopā rūpējamies par upes malu."
    representative_post = "valdes priekšsēdētāja"
    representative_basis = "statūti"
    valid_from = factory.LazyFunction(timezone.localdate)
    valid_to = factory.LazyAttribute(lambda agreement: agreement.valid_from + timedelta(days=365))

    @factory.post_generation
    def clauses(self, create, blocks, **extra):
        chosen = MEMORANDUM_BLOCKS if blocks is None else blocks
        for position, block in enumerate(chosen if create else (), start=1):
            Clause.objects.create(agreement=self, block=block, position=position, text=f"{block.label}.")


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    agreement = factory.SubFactory(AgreementFactory)
    party = "community"
    text = "Sakopt upes malu."
    due_on = factory.LazyAttribute(lambda commitment: commitment.agreement.valid_to)
