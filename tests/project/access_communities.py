"""Places, communities and what they agree on: who may open what."""

from uuid import uuid4

from django.utils import timezone

from communities.enums import CommunityStage
from communities.models import (
    Agreement,
    Community,
    ContactPerson,
    GoodPractice,
    LibraryClause,
    Neighbourhood,
    Question,
    ResourceCentre,
)
from communities.queries.contact_person import confirmation_token
from tests.factories.communities import CommitmentFactory, CommunityFactory, GoodPracticeFactory, VersionFactory
from tests.factories.membership import InvitationFactory
from tests.project import access_centres, access_councils, access_events, access_exchange
from tests.project.visitors import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    LAWYER,
    LEADER,
    NOBODY,
    OFFICER,
    RESIDENT,
    SIGNED_IN,
    STAFF,
    Desk,
    first,
    official,
    only,
    person,
    private,
    public,
)

READS_AGREEMENTS = only(LAWYER, COORDINATOR, AUDITOR, ADMINISTRATOR)


def leaders_community(**more: str) -> dict[str, str]:
    """The community the leader of these tests leads."""
    return {"slug": Community.objects.of_member(person(LEADER)).get().slug, **more}


def returned_card() -> dict[str, str]:
    slug = leaders_community()["slug"]
    card = GoodPracticeFactory(community=Community.objects.get(slug=slug), state="returned", return_reason="Trūkst stāsta.")
    return {"slug": slug, "practice": card.slug}


def own_membership() -> dict:
    return leaders_community(pk=person(LEADER).memberships.get().pk)


def residents_question() -> dict[str, int]:
    return {"pk": Question.objects.filter(asked_by=person(RESIDENT)).first().pk}


def leaders_agreement() -> dict[str, str]:
    """What the municipality offered to the leader's community."""
    slug = leaders_community()["slug"]
    version = VersionFactory(agreement__community=Community.objects.get(slug=slug), agreement__turn="community")
    return {"slug": slug, "agreement": version.agreement.slug}


def leaders_commitment() -> dict:
    """Of an agreement of the leader's community that everybody sees."""
    community = Community.objects.get(slug=leaders_community()["slug"])
    commitment = CommitmentFactory(
        agreement__community=community, agreement__state="in_force", agreement__signed_on=timezone.localdate()
    )
    return {"slug": commitment.agreement.slug, "pk": commitment.pk}


PAGES = (
    *access_events.PAGES,
    *access_exchange.PAGES,
    public("communities:neighbourhood_list"),
    public("communities:neighbourhood_names", status=302),
    public("communities:neighbourhood_map"),
    public("communities:choose_area", status=302, query="?apkaime=aleju-apkaime"),
    public("communities:neighbourhood_detail", first(Neighbourhood.objects.all)),
    public("communities:neighbourhood_shape", first(Neighbourhood.objects.all)),
    private("communities:question_create", first(Neighbourhood.objects.all)),
    private("communities:question_detail", residents_question, opens=only(RESIDENT, OFFICER, COORDINATOR)),
    public("communities:contact_confirm", lambda: {"token": confirmation_token(ContactPerson.objects.active().first())}),
    official("admin:communities_neighbourhood_gaps"),
    public("communities:community_list"),
    public("communities:community_detail", first(Community.objects.public)),
    public("communities:community_detail", lambda: {"slug": CommunityFactory(stage=CommunityStage.IDENTIFIED).slug}, opens=STAFF),
    public("communities:resource_centre_list"),
    public("communities:resource_centre_map"),
    public("communities:resource_centre_detail", first(ResourceCentre.objects.all)),
    *access_centres.PAGES,
    public("communities:good_practice_list"),
    public("communities:good_practice_detail", first(GoodPractice.objects.published)),
    public("communities:good_practice_detail", lambda: {"slug": GoodPracticeFactory().slug}, opens=STAFF),
    private("communities:desk", leaders_community, opens=only(LEADER)),
    private("communities:register"),
    public("communities:invitation", lambda: {"pk": InvitationFactory().pk}),
    public("communities:invitation", lambda: {"pk": uuid4()}, status=410),
    private("communities:send_again", leaders_community, opens=only(LEADER), status=302),
    private("communities:people", leaders_community, opens=only(LEADER)),
    private("communities:membership", own_membership, opens=only(LEADER)),
    private("communities:membership_end", own_membership, opens=only(LEADER), status=405, refusal=405),
    private("communities:invitation_again", lambda: leaders_community(pk=uuid4()), opens=NOBODY, refusal=405),
    private("communities:invitation_withdraw", lambda: leaders_community(pk=uuid4()), opens=NOBODY, refusal=405),
    private("communities:handover", leaders_community, opens=only(LEADER)),
    private("communities:handover_confirm", lambda: leaders_community(pk=1), opens=NOBODY, refusal=405),
    private("communities:handover_call_off", lambda: leaders_community(pk=1), opens=NOBODY, refusal=405),
    private("communities:own_practices", leaders_community, opens=only(LEADER)),
    private("communities:own_practice_create", leaders_community, opens=only(LEADER)),
    private("communities:own_practice_edit", returned_card, opens=only(LEADER)),
    public("communities:about"),
    public("communities:support_list"),
    private("communities:profile", leaders_community, opens=only(LEADER)),
    private("communities:profile_facts", leaders_community, opens=only(LEADER)),
    private("communities:profile_section", lambda: leaders_community(section="vizija"), opens=only(LEADER)),
    private("communities:residents", leaders_community, opens=only(LEADER)),
    private("communities:self_assessments", leaders_community, opens=only(LEADER)),
    private("communities:self_assessment", lambda: leaders_community(year=timezone.localdate().year), opens=only(LEADER)),
    private("communities:deeds", leaders_community, opens=only(LEADER)),
    private("communities:self_help_add", leaders_community, status=405),
    private("communities:self_help_remove", lambda: leaders_community(pk=1), status=405),
    private("communities:attracted_funding_add", leaders_community, status=405),
    private("communities:attracted_funding_remove", lambda: leaders_community(pk=1), status=405),
    official("admin:communities_attractedfunding_export"),
    *access_councils.PAGES,
    public("communities:photo", lambda: {"pk": uuid4()}, opens=NOBODY),
    public("communities:agreement_list"),
    public("communities:agreement_detail", first(Agreement.objects.public)),
    public("communities:agreement_detail", first(lambda: Agreement.objects.filter(state="draft")), opens=READS_AGREEMENTS),
    private("communities:commitment_kept", leaders_commitment, opens=only(LEADER, LAWYER, COORDINATOR), refusal=403),
    private("communities:desk_agreements", leaders_community, opens=only(LEADER)),
    *(
        private(f"communities:desk_agreement{page}", leaders_agreement, opens=only(LEADER))
        for page in ("", "_differences", "_wording")
    ),
    *(
        private(f"communities:desk_agreement_{act}", leaders_agreement, opens=SIGNED_IN, status=405)
        for act in ("comment", "agree", "signed")
    ),
    official("admin:communities_agreement_versions", lambda: {"object_id": Agreement.objects.first().pk}, opens=READS_AGREEMENTS),
)

KEEPS_REGISTRY = only(COORDINATOR, ADMINISTRATOR)

VERIFYING = (
    "apstiprinat", "atdot", "uzaicinat-lideri", "sakt", "aktiva", "neaktiva", "nodot-vadibu", "apstiprinat-nodosanu",
    "atcelt-nodosanu",
)  # fmt: skip

DESKS = {
    **access_councils.DESKS,
    **access_events.DESKS,
    **access_exchange.DESKS,
    "communities.neighbourhood": Desk(
        STAFF,
        KEEPS_REGISTRY,
        steps=dict.fromkeys(
            (
                "nodot-lietosana",
                "noradit-kontaktpersonu",
                "apstiprinat-kontaktpersonu",
                "atbrivot-kontaktpersonu",
                "prioritates",
                "iznemt-no-lietosanas",
            ),
            KEEPS_REGISTRY,
        ),
    ),
    "communities.question": Desk(only(OFFICER, COORDINATOR), steps=dict.fromkeys(("atbildet", "pagarinat"), only(COORDINATOR))),
    "communities.outreachcontact": Desk(only(OFFICER, COORDINATOR), only(COORDINATOR), steps={"dzest": only(COORDINATOR)}),
    "communities.community": Desk(STAFF, KEEPS_REGISTRY, steps=dict.fromkeys(VERIFYING, only(COORDINATOR))),
    "communities.resourcecentre": Desk(STAFF, KEEPS_REGISTRY),
    **access_centres.DESKS,
    "communities.goodpractice": Desk(STAFF, KEEPS_REGISTRY, steps=dict.fromkeys(("publicet", "atdot"), only(COORDINATOR))),
    "communities.supportinstrument": Desk(STAFF, KEEPS_REGISTRY),
    "communities.supportbenefit": Desk(STAFF, KEEPS_REGISTRY),
    "communities.attractedfunding": Desk(STAFF),
    "communities.selfhelpaction": Desk(STAFF),
    "communities.term": Desk(STAFF, KEEPS_REGISTRY),
    "communities.agreement": Desk(
        READS_AGREEMENTS,
        only(LAWYER, COORDINATOR),
        steps={
            **dict.fromkeys(
                (
                    "piedavat",
                    "piekrist",
                    "biblioteka",
                    "piezime",
                    "publicet",
                    "parakstit",
                    "mainit",
                    "parskatits",
                    "grozit",
                    "atjaunot",
                ),
                only(LAWYER, COORDINATOR),
            ),
            "kopija": only(LAWYER, COORDINATOR),
            "speka": only(LAWYER),
            "izbeigt": only(LAWYER),
        },
    ),
    "communities.libraryclause": Desk(
        only(LAWYER, COORDINATOR),
        only(LAWYER, COORDINATOR),
        row=lambda: LibraryClause.objects.order_by("-position").first(),
    ),
}
