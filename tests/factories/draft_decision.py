"""Draft decisions; requests, invitations and decisions are born by their actions."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from participation.actions.draft_decision import request_opinions, submit_to_committee
from participation.models import DraftDecision, OpinionRequest
from tests.factories.portal import UnitFactory

RESULT = "Dome nolēma pieturu pārcelt pie skolas; kopienas lūgtā nojume ir iekļauta pavasara darbos."


class DraftDecisionFactory(DjangoModelFactory):
    """A public draft on which nobody has been asked yet; ``neighbourhoods`` are those it affects."""

    class Meta:
        model = DraftDecision
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Par {n}. pieturas pārcelšanu")
    slug = factory.Sequence(lambda n: f"par-pieturas-parcelsanu-{n}")
    summary = "Pietura būs tuvāk skolai."
    text = "Pārcelt pieturu pie skolas pārejas."
    unit = factory.SubFactory(UnitFactory)
    contact_post = "Līdzdalības koordinators"
    contact_phone = "+371 67 000 111"
    contact_email = "lidzdaliba@example.lv"
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        self.neighbourhoods.set(places or [])


def ask(draft: DraftDecision, **details) -> list[OpinionRequest]:
    """Ask the communities affected; opinions open tomorrow and close in three weeks."""
    now = details.pop("now", None) or timezone.now()
    today = timezone.localdate(now)
    given = {
        "can_change": "Pieturas vieta.",
        "answer_by": today + timedelta(days=21),
        "decision_on": today + timedelta(days=40),
        "by": None,
    }
    return request_opinions(draft=draft, now=now, **given | details)


def hand_in(draft: DraftDecision, **details) -> DraftDecision:
    """To the committee, which meets in a week."""
    now = details.pop("now", None) or timezone.now()
    given = {"committee": "Vides komiteja", "meeting_at": now + timedelta(days=7), "meeting_place": "Dome", "by": None}
    return submit_to_committee(draft=draft, now=now, **given | details)
