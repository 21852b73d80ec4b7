"""Places, communities and what they agree on. People come from ``tests.factories.portal``."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.enums import AgreementKind, CentreSetting, CommitmentParty, CommunityStage, MemberRole
from communities.models import (
    Agreement,
    AgreementVersion,
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
from communities.queries.agreement import NEEDED_PARTS, clauses_of, commitments_of
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory


class NeighbourhoodFactory(DjangoModelFactory):
    class Meta:
        model = Neighbourhood

    name = factory.Sequence(lambda n: f"{n}. apkaime")
    slug = factory.Sequence(lambda n: f"apkaime-{n}")
    latitude = 56.83
    longitude = 24.23
    is_active = True


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

    title = factory.Sequence(lambda n: f"{n}. siltumnīca visiem")
    slug = factory.Sequence(lambda n: f"siltumnica-{n}")
    place = "Paraugs"
    challenge = "Kaimiņi cits citu nepazīst."
    story = "Kopā uzcēla siltumnīcu."
    source = "Autoru atļauja"

    @factory.post_generation
    def terms(self, create, given, tags=None, tools=None, aspects=None, **extra):
        if not create:
            return
        for kind, chosen in (("tag", tags), ("tool", tools), ("aspect", aspects)):
            words = Term.objects.filter(kind=kind)[:1] if chosen is None else chosen
            getattr(self, f"{kind}s").set(words)


class AgreementFactory(DjangoModelFactory):
    """A draft with all that its kind needs; ``clauses=[]`` leaves the parts out, ``agreed=True`` settles the text as
    version 1."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    kind = AgreementKind.MEMORANDUM
    title = factory.Sequence(lambda n: f"{n}. sadarbības memorands")
    slug = factory.Sequence(lambda n: f"memorands-{n}")
    community = factory.SubFactory(CommunityFactory)
    unit = factory.SubFactory(UnitFactory)
    summary = "Kopā rūpējamies par upes malu."
    reasons = "Biedrība vienīgā darbojas upes krastā."
    field = factory.LazyAttribute(lambda agreement: "social" if agreement.kind == AgreementKind.DELEGATION else "")
    yearly_amount = factory.LazyAttribute(lambda agreement: 1800 if agreement.kind == AgreementKind.DELEGATION else None)
    representative_post = "valdes priekšsēdētāja"
    representative_basis = "statūti"
    valid_from = factory.LazyFunction(timezone.localdate)
    valid_to = factory.LazyAttribute(lambda agreement: agreement.valid_from + timedelta(days=365))

    @factory.post_generation
    def clauses(self, create, blocks, **extra):
        chosen = NEEDED_PARTS[self.kind] if blocks is None else blocks
        for position, block in enumerate(chosen if create else (), start=1):
            Clause.objects.create(agreement=self, block=block, position=position, text=f"{block.label}.")

    @factory.post_generation
    def agreed(self, create, agreed, **extra):
        if create and agreed:
            VersionFactory(agreement=self)
            self.agreed_version = 1
            self.save()


class VersionFactory(DjangoModelFactory):
    """The agreement's text as it stands, put forward by the municipality."""

    class Meta:
        model = AgreementVersion

    agreement = factory.SubFactory(AgreementFactory)
    number = factory.LazyAttribute(lambda version: version.agreement.versions.count() + 1)
    side = CommitmentParty.MUNICIPALITY
    clauses = factory.LazyAttribute(lambda version: clauses_of(version.agreement))
    commitments = factory.LazyAttribute(lambda version: commitments_of(version.agreement))
    made_at = factory.LazyFunction(timezone.now)
    made_by = factory.SubFactory(OfficerFactory)


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    agreement = factory.SubFactory(AgreementFactory)
    party = "community"
    text = "Sakopt upes malu."
    due_on = factory.LazyAttribute(lambda commitment: commitment.agreement.valid_to)
