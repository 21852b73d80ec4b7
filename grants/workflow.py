"""How calls and applications move, in the officer's words and in the applicant's."""

from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicationState, CallState
from portal.workflow import Status, Tone, Workflow, transition

C = CallState
CALL = Workflow(
    "grants.call",
    statuses=(
        Status(C.DRAFT, C.DRAFT.label, _("being prepared")),
        Status(C.PUBLISHED, C.PUBLISHED.label, _("announced"), tone=Tone.OPEN),
        Status(
            C.EVALUATION,
            C.EVALUATION.label,
            _("applications are being judged"),
            _("The commission scores them by the published criteria."),
            Tone.OPEN,
        ),
        Status(C.DECIDED, C.DECIDED.label, _("decision made"), _("Contracts are signed and projects begin."), Tone.DONE),
        Status(C.FINISHED, C.FINISHED.label, _("finished"), tone=Tone.DONE),
        Status(C.CANCELLED, C.CANCELLED.label, _("cancelled")),
    ),
    transitions=(
        transition("publish", {C.DRAFT}, C.PUBLISHED),
        transition("evaluate", {C.PUBLISHED}, C.EVALUATION),
        transition("decide", {C.EVALUATION}, C.DECIDED),
        transition("finish", {C.DECIDED}, C.FINISHED),
        transition("cancel", {C.PUBLISHED, C.EVALUATION}, C.CANCELLED),
    ),
)

A = ApplicationState
APPLICATION = Workflow(
    "grants.application",
    statuses=(
        Status(A.DRAFT, A.DRAFT.label, _("draft"), _("Complete every section and submit it before the deadline."), Tone.SOON),
        Status(
            A.SUBMITTED, A.SUBMITTED.label, _("received"), _("Officers check whether the rules of the call are met."), Tone.OPEN
        ),
        Status(A.ELIGIBLE, A.ELIGIBLE.label, _("meets the rules"), _("The commission's members score it."), Tone.OPEN),
        Status(
            A.INELIGIBLE, A.INELIGIBLE.label, _("does not meet the rules"), _("The reason stands in the letter."), Tone.NEUTRAL
        ),
        Status(A.EVALUATED, A.EVALUATED.label, _("scored"), _("The commission decides at its sitting."), Tone.OPEN),
        Status(A.FUNDED, A.FUNDED.label, _("supported"), _("The contract is signed, then the work begins."), Tone.DONE),
        Status(A.RESERVE, A.RESERVE.label, _("in reserve"), _("It is supported if money becomes free."), Tone.SOON),
        Status(A.REJECTED, A.REJECTED.label, _("not supported"), _("The reason stands in the letter."), Tone.NEUTRAL),
        Status(A.WITHDRAWN, A.WITHDRAWN.label, _("withdrawn by you")),
        Status(A.CLOSED, A.CLOSED.label, _("project finished"), tone=Tone.DONE),
    ),
    transitions=(
        transition("submit", {A.DRAFT}, A.SUBMITTED),
        transition("accept", {A.SUBMITTED}, A.ELIGIBLE),
        transition("refuse", {A.SUBMITTED}, A.INELIGIBLE),
        transition("evaluate", {A.ELIGIBLE}, A.EVALUATED),
        transition("fund", {A.EVALUATED, A.RESERVE}, A.FUNDED),
        transition("put_in_reserve", {A.EVALUATED}, A.RESERVE),
        transition("reject", {A.EVALUATED, A.RESERVE}, A.REJECTED),
        transition("withdraw", {A.DRAFT, A.SUBMITTED, A.ELIGIBLE, A.EVALUATED}, A.WITHDRAWN),
        transition("close", {A.FUNDED}, A.CLOSED),
    ),
)
