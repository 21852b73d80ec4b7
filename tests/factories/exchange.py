"""Offers and needs of communities, and their letters to each other."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.models import ContactRequest, ExchangeNotice
from tests.factories.communities import CommunityFactory
from tests.factories.portal import PersonFactory


class NoticeFactory(DjangoModelFactory):
    """On the board for a month; ``closed=True`` is off it."""

    class Meta:
        model = ExchangeNotice

    class Params:
        closed = factory.Trait(closed_at=factory.LazyFunction(timezone.now))

    community = factory.SubFactory(CommunityFactory)
    kind = "offer"
    category = "tools"
    title = factory.Sequence(lambda n: f"{n}. telts")
    text = "Telts 50 cilvēkiem, var saņemt piektdienās."
    until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    posted_at = factory.LazyFunction(timezone.now)
    posted_by = factory.SubFactory(PersonFactory)


class LetterFactory(DjangoModelFactory):
    """A letter that waits for its reply; ``answered=True`` or ``answered=False`` replied to it."""

    class Meta:
        model = ContactRequest

    class Params:
        answered = None

    to_community = factory.SubFactory(CommunityFactory)
    from_community = factory.SubFactory(CommunityFactory)
    text = "Gribam mācīties, kā rīkot talku."
    sent_at = factory.LazyFunction(timezone.now)
    sent_by = factory.SubFactory(PersonFactory)
    is_accepted = factory.SelfAttribute("answered")
    answered_at = factory.LazyAttribute(lambda letter: None if letter.answered is None else timezone.now())
    answered_by = factory.LazyAttribute(lambda letter: None if letter.answered is None else PersonFactory())
    reply = factory.LazyAttribute(lambda letter: "" if letter.answered is None else "Labprāt tiekamies.")
