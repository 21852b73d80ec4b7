"""How calls and applications move, in the officer's words and in the applicant's."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.enums import (
    ApplicationState,
    CallQuestionState,
    CallState,
    ChangeState,
    ClaimState,
    CoFinancingState,
    ContractState,
    IdeaState,
    InstalmentState,
    ReportState,
    SchemeState,
    SittingState,
)
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

Q = CallQuestionState
CALL_QUESTION = Workflow(
    "grants.callquestion",
    statuses=(
        Status(Q.UNCONFIRMED, Q.UNCONFIRMED.label, Q.UNCONFIRMED.label, _("Open the link in the e-mail."), Tone.SOON),
        Status(Q.WAITING, Q.WAITING.label, Q.WAITING.label, tone=Tone.OPEN),
        Status(Q.ANSWERED, Q.ANSWERED.label, Q.ANSWERED.label, tone=Tone.DONE),
    ),
    transitions=(
        transition("confirm", {Q.UNCONFIRMED}, Q.WAITING),
        transition("answer", {Q.WAITING}, Q.ANSWERED),
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
        Status(
            A.CLARIFYING,
            A.CLARIFYING.label,
            _("we ask you to clarify"),
            _("Answer the questions before the day named in them."),
            Tone.SOON,
        ),
        Status(A.ELIGIBLE, A.ELIGIBLE.label, _("meets the rules"), _("The commission's members score it."), Tone.OPEN),
        Status(
            A.INELIGIBLE, A.INELIGIBLE.label, _("does not meet the rules"), _("The reason stands in the letter."), Tone.NEUTRAL
        ),
        Status(A.EVALUATED, A.EVALUATED.label, _("scored"), _("The commission decides at its sitting."), Tone.OPEN),
        Status(
            A.FUNDED,
            A.FUNDED.label,
            _("supported"),
            _("The municipality makes the contract; once both have signed it, the work begins."),
            Tone.DONE,
        ),
        Status(A.RESERVE, A.RESERVE.label, _("in reserve"), _("It is supported if money becomes free."), Tone.SOON),
        Status(A.REJECTED, A.REJECTED.label, _("not supported"), _("The reason stands in the letter."), Tone.NEUTRAL),
        Status(A.WITHDRAWN, A.WITHDRAWN.label, _("withdrawn by you")),
        Status(A.CLOSED, A.CLOSED.label, _("project finished"), tone=Tone.DONE),
        Status(A.LAPSED, A.LAPSED.label, A.LAPSED.label, _("The contract was not signed."), Tone.NEUTRAL),
        Status(A.ENDED, A.ENDED.label, A.ENDED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("submit", {A.DRAFT}, A.SUBMITTED),
        transition("ask", {A.SUBMITTED}, A.CLARIFYING),
        transition("clarify", {A.CLARIFYING}, A.SUBMITTED),
        transition("accept", {A.SUBMITTED, A.CLARIFYING}, A.ELIGIBLE),
        transition("refuse", {A.SUBMITTED, A.CLARIFYING}, A.INELIGIBLE),
        transition("evaluate", {A.ELIGIBLE}, A.EVALUATED),
        transition("fund", {A.EVALUATED, A.RESERVE}, A.FUNDED),
        transition("put_in_reserve", {A.EVALUATED}, A.RESERVE),
        transition("reject", {A.EVALUATED, A.RESERVE}, A.REJECTED),
        transition("withdraw", {A.DRAFT, A.SUBMITTED, A.CLARIFYING, A.ELIGIBLE, A.EVALUATED}, A.WITHDRAWN),
        transition("close", {A.FUNDED}, A.CLOSED),
        transition("lapse", {A.FUNDED}, A.LAPSED),
        transition("end", {A.FUNDED}, A.ENDED),
    ),
)

G = SittingState
SITTING = Workflow(
    "grants.sitting",
    statuses=(
        Status(G.OPEN, G.OPEN.label, G.OPEN.label, tone=Tone.OPEN),
        Status(G.ENDED, G.ENDED.label, G.ENDED.label, tone=Tone.SOON),
        Status(G.SENT, G.SENT.label, G.SENT.label, tone=Tone.DONE),
    ),
    transitions=(
        transition("end", {G.OPEN}, G.ENDED),
        transition("reopen", {G.ENDED}, G.OPEN),
        transition("send", {G.ENDED}, G.SENT),
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
        Status(
            F.WON, F.WON.label, F.WON.label, _("The municipality makes the contract with you; by it the promised share is paid."),
            Tone.DONE,
        ),
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

E = IdeaState
IDEA = Workflow(
    "grants.idea",
    statuses=(
        Status(
            E.SUBMITTED, E.SUBMITTED.label, E.SUBMITTED.label,
            _("Officers read the ideas once the first round has closed and say who is invited."), Tone.OPEN,
        ),
        Status(
            E.INVITED, E.INVITED.label, E.INVITED.label, _("Write the full application; the idea already fills its first part."),
            Tone.DONE,
        ),
        Status(
            E.CONDITIONAL, E.CONDITIONAL.label, E.CONDITIONAL.label,
            _("Write the full application and show in it how the condition is met."), Tone.SOON,
        ),
        Status(E.DECLINED, E.DECLINED.label, E.DECLINED.label, _("The reason stands beside the idea."), Tone.NEUTRAL),
        Status(E.WITHDRAWN, E.WITHDRAWN.label, E.WITHDRAWN.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("invite", {E.SUBMITTED}, E.INVITED),
        transition("invite_if", {E.SUBMITTED}, E.CONDITIONAL),
        transition("decline", {E.SUBMITTED}, E.DECLINED),
        transition("withdraw", {E.SUBMITTED, E.INVITED, E.CONDITIONAL}, E.WITHDRAWN),
    ),
)  # fmt: skip

L = ContractState
CONTRACT = Workflow(
    "grants.contract",
    statuses=(
        Status(
            L.BUDGET, L.BUDGET.label, L.BUDGET.label, _("Fit the budget to the sum that is awarded; then the contract is made."),
            Tone.SOON,
        ),
        Status(L.SIGNING, L.SIGNING.label, L.SIGNING.label, _("Sign the contract and send the signed file back."), Tone.SOON),
        Status(L.IN_FORCE, L.IN_FORCE.label, L.IN_FORCE.label, _("The project runs; report on the days named."), Tone.OPEN),
        Status(
            L.SETTLING, L.SETTLING.label, L.SETTLING.label, _("The report is accepted; the last money is paid or comes back."),
            Tone.SOON,
        ),
        Status(L.CLOSED, L.CLOSED.label, L.CLOSED.label, tone=Tone.DONE),
        Status(L.LAPSED, L.LAPSED.label, L.LAPSED.label, _("The money goes to the projects in reserve."), Tone.NEUTRAL),
        Status(L.ENDED, L.ENDED.label, L.ENDED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("fit_budget", {L.BUDGET}, L.SIGNING),
        transition("take_effect", {L.SIGNING}, L.IN_FORCE),
        transition("settle", {L.IN_FORCE}, L.SETTLING),
        transition("close", {L.SETTLING}, L.CLOSED),
        transition("lapse", {L.BUDGET, L.SIGNING}, L.LAPSED),
        transition("end", {L.IN_FORCE}, L.ENDED),
    ),
)  # fmt: skip

I = InstalmentState  # noqa: E741
INSTALMENT = Workflow(
    "grants.instalment",
    statuses=(
        Status(I.PLANNED, I.PLANNED.label, I.PLANNED.label),
        Status(I.PREPARED, I.PREPARED.label, pgettext_lazy("instalment", "being paid"), tone=Tone.OPEN),
        Status(I.PAID, I.PAID.label, I.PAID.label, tone=Tone.DONE),
        Status(I.DROPPED, I.DROPPED.label, I.DROPPED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("prepare", {I.PLANNED}, I.PREPARED),
        transition("put_back", {I.PREPARED}, I.PLANNED),
        transition("pay", {I.PREPARED}, I.PAID),
        transition("drop", {I.PLANNED}, I.DROPPED),
    ),
)

G = ChangeState
CHANGE = Workflow(
    "grants.changerequest",
    statuses=(
        Status(G.PROPOSED, G.PROPOSED.label, G.PROPOSED.label, _("An officer answers with reasons."), Tone.OPEN),
        Status(G.APPROVED, G.APPROVED.label, G.APPROVED.label, _("The contract stands as changed."), Tone.DONE),
        Status(G.REFUSED, G.REFUSED.label, G.REFUSED.label, _("The contract stands as it was."), Tone.NEUTRAL),
        Status(G.WITHDRAWN, G.WITHDRAWN.label, G.WITHDRAWN.label, tone=Tone.NEUTRAL),
        Status(
            G.DROPPED,
            G.DROPPED.label,
            G.DROPPED.label,
            _("The contract was ended early; there is nothing left to change."),
            Tone.NEUTRAL,
        ),
    ),
    transitions=(
        transition("approve", {G.PROPOSED}, G.APPROVED),
        transition("refuse", {G.PROPOSED}, G.REFUSED),
        transition("withdraw", {G.PROPOSED}, G.WITHDRAWN),
        transition("drop", {G.PROPOSED}, G.DROPPED),
    ),
)

R = ReportState
REPORT = Workflow(
    "grants.projectreport",
    statuses=(
        Status(R.DRAFT, R.DRAFT.label, R.DRAFT.label, _("Fill in the report and hand it in."), Tone.SOON),
        Status(R.SUBMITTED, R.SUBMITTED.label, R.SUBMITTED.label, _("An officer reads the report."), Tone.OPEN),
        Status(
            R.QUESTIONED, R.QUESTIONED.label, R.QUESTIONED.label, _("Complete what is asked and hand it in again."), Tone.SOON
        ),
        Status(R.ACCEPTED, R.ACCEPTED.label, R.ACCEPTED.label, tone=Tone.DONE),
        Status(
            R.DROPPED, R.DROPPED.label, R.DROPPED.label, _("The contract was ended early; this report is not needed any more."),
            Tone.NEUTRAL,
        ),
    ),
    transitions=(
        transition("submit", {R.DRAFT, R.QUESTIONED}, R.SUBMITTED),
        transition("ask_back", {R.SUBMITTED}, R.QUESTIONED),
        transition("accept", {R.SUBMITTED}, R.ACCEPTED),
        transition("drop", {R.DRAFT, R.SUBMITTED, R.QUESTIONED}, R.DROPPED),
    ),
)  # fmt: skip
