"""Calls, their questions and answers: who may open what."""

from django.utils import timezone

from grants.models import Call, CallQuestion
from grants.queries.call_question import confirmation_token
from portal.audit.actions import Guest
from tests.factories.calls import ask
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    LAWYER,
    STAFF,
    Desk,
    first,
    only,
    public,
)

READS_QUESTIONS = only(CALLS, AUDITOR, LAWYER, ACCOUNTANT, ADMINISTRATOR)


def open_calls():
    return Call.objects.open(timezone.now())


def template() -> dict:
    call = open_calls().order_by("pk").first()
    return {"slug": call.slug, "pk": call.attachment_kinds.exclude(template=None).get().pk}


def guests_question() -> dict[str, str]:
    return {"token": confirmation_token(ask(open_calls().order_by("pk").first(), by=Guest(), now=timezone.now()))}


PAGES = (
    public("grants:call_detail", first(open_calls)),
    public("grants:call_detail", first(lambda: Call.objects.filter(state="evaluation"))),
    public("grants:call_form", first(open_calls)),
    public("grants:call_form_print", first(open_calls)),
    public("grants:call_calendar", first(open_calls)),
    public("grants:attachment_template", template),
    public("grants:call_question_create", first(open_calls)),
    public("grants:call_question_sent", first(open_calls)),
    public("grants:call_question_confirm", guests_question),
)

DESKS: dict[str, Desk] = {
    "grants.call": Desk(
        STAFF,
        only(CALLS),
        steps=dict.fromkeys(
            (
                "izsludinat",
                "veidne",
                "mainit",
                "seminars",
                "pagarinat",
                "komisija",
                "vertet",
                "sede",
                "lemumi",
                "pabeigt",
                "kopet",
                "atcelt",
            ),
            only(CALLS),
        ),
    ),
    "grants.callquestion": Desk(
        READS_QUESTIONS, steps={"atbildet": only(CALLS)}, row=lambda: CallQuestion.objects.waiting().get()
    ),
}
