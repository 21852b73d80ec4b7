"""How consultations, opinions, submissions and forums move, in the officer's words and in the resident's."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.enums import (
    AnnouncementState,
    CampaignState,
    ConsultationState,
    DraftStage,
    ForumState,
    OpinionState,
    SubmissionState,
    SurveyState,
    TaskState,
    WarningState,
)
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
        transition("withdraw", {O.UNCONFIRMED, O.RECEIVED, O.HIDDEN}, O.WITHDRAWN),
        transition("hide", {O.RECEIVED}, O.HIDDEN),
        transition("show", {O.HIDDEN}, O.RECEIVED),
    ),
)

W = WarningState
EARLY_WARNING = Workflow(
    "participation.early_warning",
    statuses=(
        Status(
            W.UNCONFIRMED,
            W.UNCONFIRMED.label,
            _("waits for you to confirm it"),
            _("Open the link in the e-mail we sent you."),
            Tone.SOON,
        ),
        Status(
            W.RECEIVED,
            W.RECEIVED.label,
            _("received"),
            _("The responsible unit reads it in its hours. If anybody is in danger, call 112."),
            Tone.OPEN,
        ),
        Status(W.TAKEN, W.TAKEN.label, _("somebody deals with it"), _("The answer comes by the date shown here."), Tone.OPEN),
        Status(W.ANSWERED, W.ANSWERED.label, _("answered"), _("Nothing more is needed from you."), Tone.DONE),
        Status(W.CLOSED, W.CLOSED.label, pgettext_lazy("early warning", "dealt with"), tone=Tone.DONE),
    ),
    transitions=(
        transition("confirm", {W.UNCONFIRMED}, W.RECEIVED),
        transition("take", {W.RECEIVED}, W.TAKEN),
        transition("answer", {W.RECEIVED, W.TAKEN}, W.ANSWERED),
        transition("close", {W.ANSWERED}, W.CLOSED),
    ),
)

S = SubmissionState
SUBMISSION = Workflow(
    "participation.submission",
    statuses=(
        Status(
            S.UNCONFIRMED,
            S.UNCONFIRMED.label,
            _("waits for you to confirm it"),
            _("Open the link in the e-mail we sent you."),
            Tone.SOON,
        ),
        Status(
            S.COLLECTING,
            S.COLLECTING.label,
            _("gathers signatures"),
            _("It is handed in once enough people have signed; then the municipality answers."),
            Tone.OPEN,
        ),
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
        transition("confirm", {S.UNCONFIRMED}, S.RECEIVED),
        transition("collect", {S.UNCONFIRMED}, S.COLLECTING),
        transition("hand_in", {S.COLLECTING}, S.RECEIVED),
        transition("withdraw", {S.UNCONFIRMED, S.COLLECTING, S.RECEIVED, S.EXAMINED}, S.WITHDRAWN),
    ),
)

T = TaskState
TASK = Workflow(
    "participation.task",
    statuses=(
        Status(
            T.DISCUSSED,
            T.DISCUSSED.label,
            T.DISCUSSED.label,
            _("Nobody has taken it over yet; by the day shown here the head of the unit is asked."),
            Tone.SOON,
        ),
        Status(T.OPEN, T.OPEN.label, _("promised"), _("It is done by the day shown here."), Tone.OPEN),
        Status(T.DONE, T.DONE.label, T.DONE.label, tone=Tone.DONE),
    ),
    transitions=(
        transition("forward", {T.DISCUSSED}, T.OPEN),
        transition("finish", {T.OPEN, T.DISCUSSED}, T.DONE),
    ),
)

N = AnnouncementState
ANNOUNCEMENT = Workflow(
    "participation.announcement",
    statuses=(
        Status(N.DRAFT, N.DRAFT.label, N.DRAFT.label, tone=Tone.NEUTRAL),
        Status(N.SENT, N.SENT.label, N.SENT.label, tone=Tone.DONE),
    ),
    transitions=(transition("send", {N.DRAFT}, N.SENT),),
)

B = CampaignState
CAMPAIGN = Workflow(
    "participation.campaign",
    statuses=(
        Status(B.DRAFT, B.DRAFT.label, _("being prepared"), tone=Tone.NEUTRAL),
        Status(B.PUBLISHED, B.PUBLISHED.label, B.PUBLISHED.label, tone=Tone.OPEN),
        Status(
            B.CLOSED,
            B.CLOSED.label,
            _("answered and closed"),
            _("Every proposal has its answer; the report says what came of it."),
            Tone.DONE,
        ),
    ),
    transitions=(
        transition("publish", {B.DRAFT}, B.PUBLISHED),
        transition("close", {B.PUBLISHED}, B.CLOSED),
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

V = SurveyState
SURVEY = Workflow(
    "participation.survey",
    statuses=(
        Status(V.DRAFT, V.DRAFT.label, _("being prepared"), tone=Tone.NEUTRAL),
        Status(V.PUBLISHED, V.PUBLISHED.label, V.PUBLISHED.label, tone=Tone.OPEN),
    ),
    transitions=(
        transition("publish", {V.DRAFT}, V.PUBLISHED),
        transition("take_back", {V.PUBLISHED}, V.DRAFT),
    ),
)

D = DraftStage
DRAFT_DECISION = Workflow(
    "participation.draft_decision",
    statuses=(
        Status(
            D.DRAFTING, D.DRAFTING.label, _("being drafted"), _("The text can still change; then it goes to the committee."),
            Tone.OPEN,
        ),
        Status(
            D.SUBMITTED, D.SUBMITTED.label, _("submitted to the committee"),
            _("The committee discusses it, then the council decides."), Tone.SOON,
        ),
        Status(D.DECIDED, D.DECIDED.label, D.DECIDED.label, _("The result is sent to all communities concerned."), Tone.DONE),
    ),
    transitions=(
        transition("submit", {D.DRAFTING}, D.SUBMITTED),
        transition("decide", {D.SUBMITTED}, D.DECIDED),
    ),
)  # fmt: skip
