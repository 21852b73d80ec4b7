"""How consultations, opinions, submissions and forums move, in the officer's words and in the resident's."""

from django.utils.translation import gettext_lazy as _

from participation.enums import ConsultationState, ForumState, OpinionState, SubmissionState
from portal.workflow import Status, Tone, Workflow, transition

C = ConsultationState
CONSULTATION = Workflow(
    "participation.consultation",
    statuses=(
        Status(C.DRAFT, C.DRAFT.label, _("being prepared"), tone=Tone.NEUTRAL),
        Status(C.PUBLISHED, C.PUBLISHED.label, C.PUBLISHED.label, tone=Tone.OPEN),
        Status(C.CANCELLED, C.CANCELLED.label, C.CANCELLED.label, tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("publish", {C.DRAFT}, C.PUBLISHED),
        transition("cancel", {C.PUBLISHED}, C.CANCELLED),
    ),
)

O = OpinionState  # noqa: E741 - one letter per table, as in the tables around it
OPINION = Workflow(
    "participation.opinion",
    statuses=(
        Status(
            O.UNCONFIRMED,
            O.UNCONFIRMED.label,
            _("waits for you to confirm it"),
            _("Open the link in the e-mail we sent you."),
            Tone.SOON,
        ),
        Status(O.RECEIVED, O.RECEIVED.label, _("received"), _("The municipality answers by the date shown here."), Tone.OPEN),
        Status(O.ANSWERED, O.ANSWERED.label, _("answered"), _("Nothing more is needed from you."), Tone.DONE),
        Status(O.WITHDRAWN, O.WITHDRAWN.label, _("withdrawn by you"), tone=Tone.NEUTRAL),
        Status(O.HIDDEN, O.HIDDEN.label, _("not shown publicly"), _("The reason was sent to you; you may object."), Tone.NEUTRAL),
    ),
    transitions=(
        transition("confirm", {O.UNCONFIRMED}, O.RECEIVED),
        transition("answer", {O.RECEIVED, O.HIDDEN}, O.ANSWERED),
        transition("withdraw", {O.UNCONFIRMED, O.RECEIVED}, O.WITHDRAWN),
        transition("hide", {O.RECEIVED}, O.HIDDEN),
        transition("show", {O.HIDDEN}, O.RECEIVED),
    ),
)

S = SubmissionState
SUBMISSION = Workflow(
    "participation.submission",
    statuses=(
        Status(
            S.RECEIVED, S.RECEIVED.label, _("received"), _("An officer reads it and answers by the date shown here."), Tone.OPEN
        ),
        Status(S.EXAMINED, S.EXAMINED.label, _("being examined"), _("The answer comes by the date shown here."), Tone.OPEN),
        Status(S.ANSWERED, S.ANSWERED.label, _("answered"), _("Nothing more is needed from you."), Tone.DONE),
        Status(S.WITHDRAWN, S.WITHDRAWN.label, _("withdrawn by you"), tone=Tone.NEUTRAL),
    ),
    transitions=(
        transition("examine", {S.RECEIVED}, S.EXAMINED),
        transition("answer", {S.RECEIVED, S.EXAMINED}, S.ANSWERED),
        transition("withdraw", {S.RECEIVED, S.EXAMINED}, S.WITHDRAWN),
    ),
)

F = ForumState
FORUM = Workflow(
    "participation.forum",
    statuses=(
        Status(F.PLANNED, F.PLANNED.label, _("will take place"), _("Come and bring your neighbours."), Tone.OPEN),
        Status(F.CANCELLED, F.CANCELLED.label, _("cancelled"), tone=Tone.NEUTRAL),
        Status(F.CLOSED, F.CLOSED.label, _("took place"), _("Each proposal below shows what became of it."), Tone.DONE),
    ),
    transitions=(
        transition("close", {F.PLANNED}, F.CLOSED),
        transition("cancel", {F.PLANNED}, F.CANCELLED),
    ),
)
