"""How communities, good-practice cards and agreements move, in the register's words and in the reader's."""

from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementState, CommunityStage, PracticeState
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
