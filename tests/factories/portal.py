"""The municipality and its people, as the kernel's tests need them."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from portal.accounts.models import User
from portal.accounts.roles import Role, is_staff_role
from portal.audit.actions import action
from portal.municipality.models import Municipality, Unit
from portal.notifications.models import Category, Message, Subscription
from portal.obligations.actions import open_obligation
from portal.obligations.models import Obligation


class PersonFactory(DjangoModelFactory):
    """A resident with an account, who signs in with ``force_login``."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"persona{n}@example.lv")
    name = factory.Sequence(lambda n: f"Persona {n}")


class OfficerFactory(PersonFactory):
    """Somebody with municipal ``roles``; they decide, as in the portal, whether the admin opens."""

    email = factory.Sequence(lambda n: f"darbinieks{n}@example.lv")
    name = factory.Sequence(lambda n: f"Darbinieks {n}")
    roles = factory.LazyFunction(lambda: [Role.OFFICER.value])
    is_staff = factory.LazyAttribute(lambda person: any(is_staff_role(role) for role in person.roles))


class MunicipalityFactory(DjangoModelFactory):
    """The one settings record; made twice, it is the same row."""

    class Meta:
        model = Municipality
        django_get_or_create = ("pk",)

    pk = 1
    name = "Parauga novads"
    name_genitive = "Parauga novada"
    council_name = "Parauga novada dome"
    registration_number = "40008999014"
    address = "Skolas iela 1, Paraugs, LV-2100"
    place = "Paraugā"
    phone = "+371 67 000 000"
    email = "pasts@example.lv"
    signatory_name = "Ilze Paraudziņa"
    signatory_post = "domes priekšsēdētāja"


class UnitFactory(DjangoModelFactory):
    """A department; ``members=[officer]`` puts officers to work in it."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Nodaļa {n}")
    slug = factory.Sequence(lambda n: f"nodala-{n}")
    email = factory.Sequence(lambda n: f"nodala{n}@example.lv")

    @factory.post_generation
    def members(self, create, officers, **extra):
        self.members.add(*(officers or ()))


@action("tests.promise.made")
def make_promise(*, received_at, kind="participation.submission_answer", subject=None, holder=None, **details) -> Obligation:
    """An open obligation, made as the portal makes it; ``details`` as for ``open_obligation``."""
    return open_obligation(
        **{"label": "Ielas apgaismojums", "address": "/lidzdaliba/", **details},
        kind=kind,
        subject=subject or PersonFactory(),
        holder=holder or UnitFactory(),
        received_at=received_at,
    )


class MessageFactory(DjangoModelFactory):
    """A message to somebody without an account, due since the beginning of the year; ``notify`` writes real ones."""

    class Meta:
        model = Message

    key = "participation.answer_published"
    category = Category.SERVICE
    email = factory.Sequence(lambda n: f"lasitajs{n}@example.lv")
    language = "lv"
    subject = "Pašvaldība ir atbildējusi"
    body = "Pašvaldība ir atbildējusi uz Jūsu iesniegumu.\n"
    deliver_after = datetime(2026, 1, 1, tzinfo=UTC)

    class Params:
        news = factory.Trait(key="participation.consultation_published", category=Category.NEWS, subject="Jauna apspriešana")
        collected = factory.Trait(news=True, state=Message.State.COLLECTED, link="/lidzdaliba/apspriesanas/parks/")


class SubscriptionFactory(DjangoModelFactory):
    """A guest follows a unit, confirmed."""

    class Meta:
        model = Subscription

    email = factory.Sequence(lambda n: f"sekotajs{n}@example.lv")
    language = "lv"
    target = factory.SubFactory(UnitFactory)
    target_label = "Parka ielas apkaime"
    target_address = "/apkaimes/parka-iela/"
    confirmed_at = datetime(2026, 1, 1, tzinfo=UTC)
