"""How communities, bookings, events, meetings, cards and agreements move, in the register's words and the reader's."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import (
    AgreementState,
    BookingState,
    CommunityStage,
    EventState,
    MeetingState,
    PracticeState,
    Verification,
)
from portal.workflow import Status, Tone, Workflow, transition

S = CommunityStage
COMMUNITY = Workflow(
    "communities.community",
    statuses=(
        Status(S.IDENTIFIED, S.IDENTIFIED.label, _("known to the municipality"), tone=Tone.NEUTRAL),
        Status(S.FORMING, S.FORMING.label, _("forming"), _("First meetings and plans."), Tone.OPEN),
        Status(S.ACTIVE, S.ACTIVE.label, _("active"), tone=Tone.DONE),
        Status(S.INACTIVE, S.INACTIVE.label, _("inactive"), tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("begin", {S.IDENTIFIED, S.INACTIVE}, S.FORMING),
        transition("activate", {S.IDENTIFIED, S.FORMING, S.INACTIVE}, S.ACTIVE),
        transition("rest", {S.FORMING, S.ACTIVE}, S.INACTIVE),
    ),
)

V = Verification
VERIFICATION = Workflow(
    "communities.verification",
    statuses=(
        Status(V.UNASKED, V.UNASKED.label, _("known to the municipality"), tone=Tone.NEUTRAL),
        Status(
            V.WAITING,
            V.WAITING.label,
            _("being verified"),
            _("An officer verifies the community or writes what to correct. Then its page opens to everybody."),
            Tone.OPEN,
        ),
        Status(
            V.RETURNED,
            V.RETURNED.label,
            pgettext_lazy("community", "sent back to be corrected"),
            _("The leader corrects what the officer wrote and sends it again."),
            Tone.SOON,
        ),
        Status(V.VERIFIED, V.VERIFIED.label, pgettext_lazy("community", "verified"), tone=Tone.DONE),
    ),
    transitions=(
        transition("ask", {V.UNASKED}, V.WAITING),
        transition("send_back", {V.WAITING}, V.RETURNED),
        transition("send_again", {V.RETURNED}, V.WAITING),
        transition("verify", {V.WAITING}, V.VERIFIED),
    ),
)

P = PracticeState
PRACTICE = Workflow(
    "communities.good_practice",
    statuses=(
        Status(P.SUBMITTED, P.SUBMITTED.label, _("being read"), _("An officer publishes it or says what is missing."), Tone.OPEN),
        Status(P.RETURNED, P.RETURNED.label, _("sent back to be completed"), _("Complete it and send it again."), Tone.SOON),
        Status(P.PUBLISHED, P.PUBLISHED.label, _("published"), tone=Tone.DONE),
    ),
    transitions=(
        transition("publish", {P.SUBMITTED}, P.PUBLISHED),
        transition("send_back", {P.SUBMITTED}, P.RETURNED),
        transition("submit_again", {P.RETURNED}, P.SUBMITTED),
        transition("withdraw", {P.PUBLISHED}, P.RETURNED),
    ),
)  # fmt: skip

A = AgreementState
AGREEMENT = Workflow(
    "communities.agreement",
    statuses=(
        Status(A.DRAFT, A.DRAFT.label, _("being written"), _("Both sides agree on the text."), Tone.NEUTRAL),
        Status(
            A.PUBLISHED, A.PUBLISHED.label, _("draft open to everybody"), _("Remarks are welcome before it is signed."), Tone.OPEN
        ),
        Status(A.SIGNING, A.SIGNING.label, _("being signed"), _("It comes into force once both sides have signed."), Tone.OPEN),
        Status(A.IN_FORCE, A.IN_FORCE.label, _("in force"), _("Reviewed every January."), Tone.DONE),
        Status(A.TERMINATED, A.TERMINATED.label, _("terminated"), tone=Tone.NEUTRAL),
        Status(A.EXPIRED, A.EXPIRED.label, _("expired"), tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("publish", {A.DRAFT}, A.PUBLISHED),
        transition("sign", {A.DRAFT, A.PUBLISHED}, A.SIGNING),
        transition("take_effect", {A.SIGNING}, A.IN_FORCE),
        transition("back_to_draft", {A.PUBLISHED, A.SIGNING}, A.DRAFT),
        transition("terminate", {A.IN_FORCE}, A.TERMINATED),
        transition("expire", {A.IN_FORCE}, A.EXPIRED),
    ),
)

B = BookingState
BOOKING = Workflow(
    "communities.booking",
    statuses=(
        Status(
            B.UNCONFIRMED,
            B.UNCONFIRMED.label,
            _("open the link in your e-mail"),
            _("Until then the hours are not yours."),
            Tone.SOON,
        ),
        Status(
            B.REQUESTED,
            B.REQUESTED.label,
            pgettext_lazy("booking", "asked for"),
            _("The community confirms it or says why not."),
            Tone.OPEN,
        ),
        Status(B.CONFIRMED, B.CONFIRMED.label, B.CONFIRMED.label, tone=Tone.DONE),
        Status(B.REFUSED, B.REFUSED.label, B.REFUSED.label, tone=Tone.NEUTRAL),
        Status(B.CANCELLED, B.CANCELLED.label, B.CANCELLED.label, tone=Tone.NEUTRAL),
        Status(B.LAPSED, B.LAPSED.label, _("nobody answered in time"), _("Choose another time and ask again."), Tone.NEUTRAL),
    ),
    transitions=(
        transition("open_link", {B.UNCONFIRMED}, B.REQUESTED),
        transition("confirm", {B.REQUESTED}, B.CONFIRMED),
        transition("refuse", {B.REQUESTED}, B.REFUSED),
        transition("cancel", {B.UNCONFIRMED, B.REQUESTED, B.CONFIRMED}, B.CANCELLED),
        transition("lapse", {B.REQUESTED}, B.LAPSED),
    ),
)

E = EventState
EVENT = Workflow(
    "communities.event",
    statuses=(
        Status(E.DRAFT, E.DRAFT.label, E.DRAFT.label, tone=Tone.NEUTRAL),
        Status(E.PUBLISHED, E.PUBLISHED.label, E.PUBLISHED.label, _("Come, or register where the event asks for it."), Tone.OPEN),
        Status(E.HELD, E.HELD.label, E.HELD.label, tone=Tone.DONE),
        Status(E.CANCELLED, E.CANCELLED.label, E.CANCELLED.label, tone=Tone.OVERDUE),
    ),
    transitions=(
        transition("announce", {E.DRAFT}, E.PUBLISHED),
        transition("hold", {E.PUBLISHED}, E.HELD),
        transition("call_off", {E.PUBLISHED}, E.CANCELLED),
    ),
)

M = MeetingState
MEETING = Workflow(
    "communities.meeting",
    statuses=(
        Status(M.PLANNED, M.PLANNED.label, M.PLANNED.label, tone=Tone.NEUTRAL),
        Status(
            M.CALLED, M.CALLED.label, pgettext_lazy("meeting", "announced"), _("The meeting is open to everybody."), Tone.OPEN
        ),
        Status(M.HELD, M.HELD.label, pgettext_lazy("meeting", "has taken place"), _("The minutes are being written."), Tone.SOON),
        Status(M.PUBLISHED, M.PUBLISHED.label, _("minutes are public"), tone=Tone.DONE),
        Status(M.CANCELLED, M.CANCELLED.label, M.CANCELLED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("call", {M.PLANNED}, M.CALLED),
        transition("hold", {M.CALLED}, M.HELD),
        transition("publish", {M.HELD}, M.PUBLISHED),
        transition("call_off", {M.PLANNED, M.CALLED}, M.CANCELLED),
    ),
)
