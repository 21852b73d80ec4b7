"""Consultations, and what is said and promised in them. Opinions, forums and proposals are born by their actions."""

from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from participation.actions.answer import write_answer
from participation.actions.forum import add_proposal, plan_forum
from participation.actions.opinion import enter_opinion, submit_opinion
from participation.actions.submission import receive_submission
from participation.enums import Channel, ConsultationState, SubmissionKind
from participation.models import Answer, Consultation, Forum, Opinion, Submission
from portal.audit.actions import Guest
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

REASON = (
    "Gājēju celiņš gar Skolas ielu ir iekļauts nākamā gada ceļu programmā, jo satiksmes skaitīšana rudenī parādīja "
    "trīssimt skolēnu katru rītu; projektēšana sākas janvārī."
)
ANSWER = {"outcome": "taken", "reason": REASON, "next_step": "Ceļu nodaļa līdz 1. martam pasūta projektu."}


class ConsultationFactory(DjangoModelFactory):
    """Open for opinions since yesterday; ``draft=True`` is complete but not published yet."""

    class Meta:
        model = Consultation
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(
            state=ConsultationState.DRAFT,
            published_at=None,
            opens_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)),
        )

    title = factory.Sequence(lambda n: f"{n}. ielas pārbūve")
    slug = factory.Sequence(lambda n: f"ielas-parbuve-{n}")
    kind = "planning"
    stage = "drafting"
    level = "consulting"
    state = ConsultationState.PUBLISHED
    summary = "Kur likt gājēju celiņu un apgaismojumu?"
    can_change = "Celiņa vieta un platums."
    how_to_take_part = "Rakstiet šeit vai zvaniet."
    ways: ClassVar[list[str]] = ["written"]
    audiences: ClassVar[list[str]] = ["residents"]
    unit = factory.SubFactory(UnitFactory)
    contact_post = "Līdzdalības koordinators"
    contact_phone = "+371 67 000 111"
    contact_email = "lidzdaliba@example.lv"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyAttribute(lambda consultation: consultation.opens_at + timedelta(days=20))
    decision_on = factory.LazyAttribute(lambda consultation: consultation.closes_at.date() + timedelta(days=10))
    answers_by = factory.LazyAttribute(lambda consultation: consultation.closes_at.date() + timedelta(days=14))
    published_at = factory.LazyAttribute(lambda consultation: consultation.opens_at)
    cancelled_at = factory.LazyAttribute(lambda one: one.published_at if one.state == ConsultationState.CANCELLED else None)
    cancelled_by = factory.LazyAttribute(lambda one: OfficerFactory() if one.cancelled_at else None)
    cancelled_reason = factory.LazyAttribute(lambda one: "Zeme pārdota, laukuma šeit nebūs." if one.cancelled_at else "")

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        if create:
            self.neighbourhoods.set([NeighbourhoodFactory()] if places is None else places)


def give_opinion(consultation: Consultation | None = None, **details) -> Opinion:
    """An opinion of a signed-in person (``by``) that counts at once."""
    given = {"text": "Vajag drošu ceļu uz skolu.", "form_token": uuid4(), "now": timezone.now()} | details
    return submit_opinion(
        consultation=consultation or ConsultationFactory(), by=given.pop("by", None) or PersonFactory(), **given
    )


def give_guest_opinion(consultation: Consultation | None = None, **details) -> Opinion:
    """An opinion of a visitor without an account, not confirmed yet."""
    return give_opinion(consultation, by=Guest(), email="viesis@example.lv", name="Viesis Viesītis", **details)


def give_joint_opinion(consultation: Consultation | None = None, **details) -> Opinion:
    """A community's opinion in the name of ``residents_represented``."""
    given = {"residents_represented": 21, "how_agreed": "sapulcē, vienbalsīgi"} | details
    given.setdefault("agreed_on", timezone.localdate(given.get("now")))
    return give_opinion(consultation, community=given.pop("community", None) or CommunityFactory(), **given)


def type_in(consultation: Consultation | None = None, **details) -> Opinion:
    """An opinion that came on paper and was typed in by an officer."""
    given = {"text": "Vajag drošu ceļu uz skolu.", "channel": Channel.PAPER, "form_token": uuid4()} | details
    now = given.setdefault("now", timezone.now())
    given.setdefault("received_at", now)
    by = given.pop("by", None) or OfficerFactory()
    return enter_opinion(consultation=consultation or ConsultationFactory(), by=by, **given)


def plan(**details) -> Forum:
    """A forum that takes place in a week."""
    given = {"title": "Apkaimes forums", "held_at": timezone.now() + timedelta(days=7), "place": "Tautas nams"} | details
    neighbourhood, unit = given.pop("neighbourhood", None), given.pop("unit", None)
    return plan_forum(
        neighbourhood=neighbourhood or NeighbourhoodFactory(),
        unit=unit or UnitFactory(),
        by=None,
        **{"now": timezone.now()} | given,
    )


def propose(forum: Forum | None = None, **details) -> Submission:
    """A proposal made at a forum."""
    given = {"title": "Soliņi pie upes", "text": "Uzlikt piecus soliņus gar taku.", "now": timezone.now()} | details
    return add_proposal(forum=forum or plan(), by=None, **given)


def send_in(**details) -> Submission:
    """An ordinary submission, between its author and the municipality."""
    given = {
        "kind": SubmissionKind.SUBMISSION,
        "title": "Par ielas lampu",
        "text": "Lampa nedeg.",
        "now": timezone.now(),
    } | details
    return receive_submission(unit=given.pop("unit", None) or UnitFactory(), by=given.get("author"), **given)


def draft_answer(question: Opinion | Submission, **details) -> Answer:
    """A good answer that nobody has published yet."""
    return write_answer(question=question, **{**ANSWER, "by": OfficerFactory(), "now": timezone.now()} | details)
