"""Applying: drafts, partners, attachments, ideas: who may open what."""

from uuid import uuid4

from django.utils import timezone

from communities.models import Community
from grants.models import Application, ApplicationPartner, Attachment, Call, Extension, Idea, IdeaOffer
from portal.accounts.models import User
from tests.factories.files import stored_file
from tests.project.access_projects import written
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    LAWYER,
    LEADER,
    Desk,
    Page,
    first,
    only,
    person,
    private,
    public,
)

READS = only(CALLS, AUDITOR, LAWYER, ACCOUNTANT, ADMINISTRATOR)
LEADS = {"opens": only(LEADER)}


def _community() -> Community:
    return Community.objects.of_member(person(LEADER)).first()


def leaders_file() -> dict[str, int]:
    """One of a draft, which nobody else sees."""
    application = Application.objects.get(community=_community(), state__in=("draft", "submitted"))
    Application.objects.filter(pk=application.pk).update(state="draft")
    attachment = Attachment.objects.create(
        application=application, upload=stored_file(), attached_at=timezone.now(), attached_by=person(LEADER)
    )
    return {"pk": application.pk, "attachment": attachment.pk}


def leaders_partner() -> dict[str, int]:
    partner = ApplicationPartner.objects.filter(application__community=_community()).first()
    return {"pk": partner.application_id, "partner": partner.pk}


def asked_to_take_part() -> dict[str, int]:
    """Somebody else names the leader's community as a partner."""
    application = Application.objects.filter(state="draft").exclude(community=_community()).first()
    partner = ApplicationPartner.objects.create(
        application=application, community=_community(), name=_community().name, role="Palīdz talkā."
    )
    return {"pk": partner.pk}


def leaders_idea() -> dict[str, int]:
    """Kept from others, handed in while the first round lasts."""
    call = Call.objects.filter(rounds=2).order_by("-ideas_until").first()
    idea = Idea.objects.create(
        call=call, community=_community(), title="Klusā ideja", summary="Īsumā.", need="Vajag.", estimate=500, is_public=False,
        form_token=uuid4(), submitted_at=call.opens_at, submitted_by=person(LEADER),
    )  # fmt: skip
    return {"pk": idea.pk}


def offer_to_the_leader() -> dict[str, int]:
    idea = Idea.objects.get(**leaders_idea())
    somebody = User.objects.get(email="iedzivotajs2@example.lv")
    offer = IdeaOffer.objects.create(
        idea=idea, kind="room", text="Varam dot šķūni vakaros.", offered_at=idea.submitted_at, offered_by=somebody
    )
    return {"pk": offer.pk}


TWO_ROUNDS = first(lambda: Call.objects.filter(rounds=2))
PUBLIC_IDEA = first(Idea.objects.public, "pk")

PAGES: tuple[Page, ...] = (
    public("grants:eligibility", TWO_ROUNDS),
    public("grants:idea_list"),
    public("grants:idea_detail", PUBLIC_IDEA),
    public("grants:idea_detail", leaders_idea, opens=READS | {LEADER}),
    private("grants:idea_create", TWO_ROUNDS),
    written("grants:idea_edit", leaders_idea),
    private("grants:idea_withdraw", leaders_idea, status=405),
    private("grants:idea_support", PUBLIC_IDEA, status=405),
    private("grants:offer_create", PUBLIC_IDEA),
    private("grants:offer_detail", offer_to_the_leader, **LEADS),
    private("grants:attachment_download", leaders_file, **LEADS),
    private("grants:attachment_remove", leaders_file, status=405),
    private("grants:partner_remove", leaders_partner, status=405),
    private("grants:partner_confirm", asked_to_take_part, **LEADS),
)

DESKS: dict[str, Desk] = {
    "grants.idea": Desk(
        READS,
        steps={**dict.fromkeys(("uzaicinat", "uzaicinat-ja", "neuzaicinat"), only(CALLS)), "samaksats": only(ACCOUNTANT)},
    ),
    "grants.extension": Desk(READS, row=lambda: Extension.objects.first()),
}
