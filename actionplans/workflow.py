"""How plans move, and how an action's progress is worded."""

from django.utils.translation import gettext_lazy as _

from actionplans.enums import ActionStatus, PlanState, ProposalState
from portal.workflow import Status, Tone, Workflow, transition

P = PlanState
PLAN = Workflow(
    "actionplans.plan",
    statuses=(
        Status(P.DRAFT, P.DRAFT.label, _("being written together"), _("Join the team or comment on a chapter."), Tone.NEUTRAL),
        Status(
            P.CONSULTED, P.CONSULTED.label, _("open for opinions"), _("The council decides after the consultation."), Tone.OPEN
        ),
        Status(
            P.ADOPTED, P.ADOPTED.label, _("adopted"), _("The actions begin as planned; you can join each of them."), Tone.DONE
        ),
        Status(P.IN_PROGRESS, P.IN_PROGRESS.label, _("in progress"), _("Progress is reported every quarter."), Tone.OPEN),
        Status(P.ENDED, P.ENDED.label, _("ended"), tone=Tone.DONE),
    ),
    transitions=(
        transition("consult", {P.DRAFT}, P.CONSULTED),
        transition("adopt", {P.DRAFT, P.CONSULTED}, P.ADOPTED),
        transition("begin", {P.ADOPTED}, P.IN_PROGRESS),
        transition("end", {P.ADOPTED, P.IN_PROGRESS}, P.ENDED),
        transition("rewrite", {P.CONSULTED}, P.DRAFT),
    ),
)

A = ActionStatus
ACTION = Workflow(
    "actionplans.action",
    statuses=(
        Status(A.NOT_BEGUN, A.NOT_BEGUN.label, A.NOT_BEGUN.label, tone=Tone.NEUTRAL),
        Status(A.ON_TIME, A.ON_TIME.label, A.ON_TIME.label, tone=Tone.OPEN),
        Status(A.LATE, A.LATE.label, A.LATE.label, tone=Tone.OVERDUE),
        Status(A.DONE, A.DONE.label, A.DONE.label, tone=Tone.DONE),
        Status(A.STOPPED, A.STOPPED.label, A.STOPPED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("begin", {A.NOT_BEGUN, A.STOPPED}, A.ON_TIME),
        transition("fall_behind", {A.NOT_BEGUN, A.ON_TIME}, A.LATE),
        transition("catch_up", {A.LATE}, A.ON_TIME),
        transition("finish", {A.NOT_BEGUN, A.ON_TIME, A.LATE}, A.DONE),
        transition("stop", {A.NOT_BEGUN, A.ON_TIME, A.LATE}, A.STOPPED),
    ),
)

W = ProposalState
PROPOSAL = Workflow(
    "actionplans.reading_proposal",
    statuses=(
        Status(W.WAITING, W.WAITING.label, W.WAITING.label, tone=Tone.SOON),
        Status(W.ACCEPTED, W.ACCEPTED.label, W.ACCEPTED.label, tone=Tone.DONE),
        Status(W.DECLINED, W.DECLINED.label, W.DECLINED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("accept", {W.WAITING}, W.ACCEPTED),
        transition("decline", {W.WAITING}, W.DECLINED),
    ),
)
