"""How calls and applications move, in the officer's words and in the applicant's."""

from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicationState, CallState, ClaimState, CoFinancingState, SchemeState
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

P = SchemeState
SCHEME = Workflow(
    "grants.subsidyscheme",
    statuses=(
        Status(P.DRAFT, P.DRAFT.label, _("being prepared")),
        Status(P.PUBLISHED, P.PUBLISHED.label, _("rules in force"), tone=Tone.OPEN),
        Status(P.DECIDED, P.DECIDED.label, _("subsidies granted"), tone=Tone.DONE),
        Status(P.FINISHED, P.FINISHED.label, _("all reports accepted"), tone=Tone.DONE),
    ),
    transitions=(
        transition("publish", {P.DRAFT}, P.PUBLISHED),
        transition("decide", {P.PUBLISHED}, P.DECIDED),
        transition("finish", {P.DECIDED}, P.FINISHED),
    ),
)

S = ClaimState
CLAIM = Workflow(
    "grants.subsidyclaim",
    statuses=(
        Status(S.SUBMITTED, S.SUBMITTED.label, _("received"), _("An officer looks at the evidence."), Tone.OPEN),
        Status(
            S.CONFIRMED,
            S.CONFIRMED.label,
            _("evidence confirmed"),
            _("The money is divided once the window has closed."),
            Tone.OPEN,
        ),
        Status(S.REFUSED, S.REFUSED.label, S.REFUSED.label, _("The reason stands in the letter."), Tone.NEUTRAL),
        Status(S.WITHDRAWN, S.WITHDRAWN.label, _("withdrawn by you")),
        Status(S.WAITING, S.WAITING.label, S.WAITING.label, _("It is granted if money of the fund becomes free."), Tone.SOON),
        Status(S.GRANTED, S.GRANTED.label, S.GRANTED.label, _("The money comes by the day named in the rules."), Tone.DONE),
        Status(S.PAID, S.PAID.label, S.PAID.label, _("Spend it as planned and report on one page."), Tone.OPEN),
        Status(S.REPORTED, S.REPORTED.label, _("report handed in"), _("An officer reads the report."), Tone.OPEN),
        Status(
            S.RETURNING, S.RETURNING.label, _("report accepted"), _("Pay the unused money back to the municipality."), Tone.SOON
        ),
        Status(S.CLOSED, S.CLOSED.label, _("report accepted"), tone=Tone.DONE),
    ),
    transitions=(
        transition("confirm", {S.SUBMITTED}, S.CONFIRMED),
        transition("refuse", {S.SUBMITTED, S.CONFIRMED}, S.REFUSED),
        transition("withdraw", {S.SUBMITTED, S.CONFIRMED, S.WAITING, S.GRANTED}, S.WITHDRAWN),
        transition("grant", {S.CONFIRMED, S.WAITING}, S.GRANTED),
        transition("queue", {S.CONFIRMED}, S.WAITING),
        transition("pay", {S.GRANTED}, S.PAID),
        transition("report", {S.PAID}, S.REPORTED),
        transition("ask_back", {S.REPORTED}, S.PAID),
        transition("owe", {S.REPORTED}, S.RETURNING),
        transition("close", {S.REPORTED, S.RETURNING}, S.CLOSED),
    ),
)

F = CoFinancingState
COFINANCING = Workflow(
    "grants.cofinancingrequest",
    statuses=(
        Status(
            F.SUBMITTED, F.SUBMITTED.label, F.SUBMITTED.label, _("The municipality decides before the programme's deadline."),
            Tone.OPEN,
        ),
        Status(
            F.GRANTED, F.GRANTED.label, F.GRANTED.label,
            _("The letter of commitment is yours. Tell the municipality what the programme decides."), Tone.DONE,
        ),
        Status(F.REFUSED, F.REFUSED.label, F.REFUSED.label, _("The reason stands in the letter."), Tone.NEUTRAL),
        Status(F.WITHDRAWN, F.WITHDRAWN.label, _("withdrawn by you"), tone=Tone.NEUTRAL),
        Status(F.WON, F.WON.label, F.WON.label, _("The promised share is paid by contract."), Tone.DONE),
        Status(F.LOST, F.LOST.label, F.LOST.label, _("The promised share is free for others again."), Tone.NEUTRAL),
    ),
    transitions=(
        transition("grant", {F.SUBMITTED}, F.GRANTED),
        transition("refuse", {F.SUBMITTED}, F.REFUSED),
        transition("withdraw", {F.SUBMITTED, F.GRANTED}, F.WITHDRAWN),
        transition("win", {F.GRANTED}, F.WON),
        transition("lose", {F.GRANTED}, F.LOST),
    ),
)  # fmt: skip
