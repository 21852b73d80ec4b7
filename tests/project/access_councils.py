"""Councils, their meetings and hours of advice: who may open what."""

from communities.models import Community, ConsultationSlot, Council, Meeting, MeetingInvitation, MeetingPaper
from communities.queries.meeting import answer_token
from tests.factories.council import CouncilFactory, ElectionFactory, MeetingFactory, called_meeting
from tests.factories.files import stored_file
from tests.project.visitors import (
    ADMINISTRATOR,
    COORDINATOR,
    LEADER,
    NOBODY,
    STAFF,
    Desk,
    first,
    only,
    person,
    private,
    public,
)

KEEPS_COUNCILS = only(COORDINATOR, ADMINISTRATOR)


def address_of(meeting: Meeting) -> dict[str, object]:
    return {"slug": meeting.council.slug, "number": meeting.number}


def a_meeting() -> dict[str, object]:
    return address_of(Meeting.objects.public().earliest("pk"))


def paper_for_members() -> dict[str, int]:
    paper = MeetingPaper.objects.create(meeting=called_meeting(), title="Melnraksts", file=stored_file(), is_public=False)
    return {"pk": paper.pk}


def leaders_invitation() -> dict[str, int]:
    """To a council in which the leader of these tests sits."""
    return {"pk": MeetingInvitation.objects.of(person(LEADER)).earliest("pk").pk}


def own_community(**facts) -> dict[str, str]:
    """The community the leader of these tests leads, with these facts."""
    own = Community.objects.of_member(person(LEADER))
    own.update(**facts)
    return {"slug": own.get().slug}


A_SLOT = first(ConsultationSlot.objects.all, "pk")

PAGES = (
    public("communities:council_list"),
    public("communities:council_detail", first(Council.objects.public)),
    public("communities:council_detail", lambda: {"slug": CouncilFactory(is_public=False).slug}, opens=STAFF),
    public("communities:council_statute", lambda: {"slug": CouncilFactory(statute=stored_file()).slug}),
    public("communities:election_minutes", lambda: {"pk": ElectionFactory(minutes=stored_file()).pk}),
    public("communities:meeting_detail", a_meeting),
    public("communities:meeting_detail", lambda: address_of(MeetingFactory()), opens=STAFF),
    public("communities:meeting_calendar", a_meeting),
    public("communities:meeting_paper", first(lambda: MeetingPaper.objects.filter(is_public=True), "pk")),
    public("communities:meeting_paper", paper_for_members, opens=STAFF),
    public("communities:invitation_answer", lambda: {"token": answer_token(MeetingInvitation.objects.earliest("pk"))}),
    public("communities:invitation_answer", lambda: {"token": "nekas"}, status=410),
    private("communities:own_invitation", leaders_invitation, opens=only(LEADER)),
    public("communities:slot_list"),
    private("communities:slot_detail", A_SLOT),
    private("communities:slot_give_back", A_SLOT, opens=NOBODY, refusal=405),
    public("communities:ngo_centre"),
    private("communities:desk_slots", lambda: own_community(is_ngo_centre=False), opens=NOBODY),
    private("communities:desk_slots", lambda: own_community(is_ngo_centre=True), opens=only(LEADER)),
    private("communities:slot_withdraw", lambda: {**own_community(), "pk": 1}, opens=NOBODY, refusal=405),
)

MEETING_STEPS = (
    "sasaukt", "parcelt", "atcelt", "dokuments", "nonemt-dokumentu", "notika", "protokols", "publicet",
)  # fmt: skip

DESKS = {
    "communities.council": Desk(STAFF, KEEPS_COUNCILS, steps={"nolikums": KEEPS_COUNCILS}),
    "communities.election": Desk(STAFF, KEEPS_COUNCILS, steps={"protokols": KEEPS_COUNCILS}),
    "communities.meeting": Desk(STAFF, KEEPS_COUNCILS, steps=dict.fromkeys(MEETING_STEPS, KEEPS_COUNCILS), row=MeetingFactory),
    "communities.consultationslot": Desk(
        STAFF,
        KEEPS_COUNCILS,
        steps={"atsaukt": KEEPS_COUNCILS},
        row=lambda: ConsultationSlot.objects.filter(unit__isnull=False).earliest("pk"),
    ),
}
