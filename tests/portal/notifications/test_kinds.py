import re
from datetime import timedelta
from decimal import Decimal
from inspect import get_annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, TextField
from django.template import engines
from django.utils import timezone

from grants.actions.change_request import answer_change
from grants.actions.ending import end_contract
from grants.actions.report import ask_back_report, note_contract_money_returned
from grants.models import CallChange, ChangeRequest, Contract, ProjectReport
from participation.actions.forum import close_forum
from participation.models import ForumRegistration, Survey, SurveyDraft
from participation.queries.week_ahead import Week
from portal.notifications.actions import notify
from portal.notifications.kinds import NOTIFICATIONS, Notification, Recipient
from portal.notifications.models import Message
from tests.factories.contract import (
    FINISHING,
    PAYING,
    REPORTING,
    asked_change,
    handed_in,
    pay,
    prepared_contract,
    running_contract,
)
from tests.factories.forums import MINUTES, come
from tests.factories.grants import call_administrator
from tests.factories.participation import draft_answer, propose
from tests.factories.portal import OfficerFactory
from tests.portal.instants import riga

ENGLISH = re.compile(r"\b(the|of|and|is|are|was|has|your|you|by|until|for|received|answer|here|this|from|with|not|open)\b", re.I)
LABEL_WITHOUT_VALUE = re.compile(r":[ ]*(\n\n|\n?$)")
MISSING = "¤%s¤"
SUBJECTS = {
    "grants.contract_budget_asked": lambda: prepared_contract(amount=Decimal(500)),
    "grants.contract_took_effect": running_contract,
    "grants.contract_ended": lambda: ended(running_contract()),
    "grants.contract_money_returned": lambda: paid_back(ended(running_contract())),
    "grants.change_requested": lambda: asked_change(running_contract()),
    "grants.change_answered": lambda: answered(running_contract()),
    "grants.report_asked_back": lambda: asked_back(running_contract()),
    "participation.registration_minutes": lambda: came_and_closed(),
    "participation.forum_proposal_answered": lambda: draft_answer(propose()),
    "participation.supported_answered": lambda: draft_answer(propose()),
}
"""Where the message needs a thing in a state the demo has none in."""

FACTS = {
    "grants.call_news": {"what": "answered"},
    "grants.call_changed": {"changes": [CallChange(field="summary", before="Agrāk.", after="Tagad.", reason="Paraugs.")]},
    "grants.partner_declined": {"partner": "Paraugs."},
}


def answered(contract: Contract) -> ChangeRequest:
    return answer_change(
        change=asked_change(contract), is_approved=True, by=call_administrator(), now=PAYING,
        answer="Applūdušais krasts pavasarī nebija darbam derīgs, tāpēc beigu dienu pārceļam par mēnesi; tāmes summa nemainās.",
    )  # fmt: skip


def ended(contract: Contract) -> Contract:
    pay(contract)
    return end_contract(
        contract=contract, ended_on=PAYING.date(), to_return=Decimal(100), return_iban="LV92XDEM0000000000001",
        reason="Vadītāja pārcēlusies, tāpēc darbus nav kam turpināt; dēļi nopirkti par 260 eiro, pārējais jāatmaksā.",
        by=call_administrator(), now=PAYING,
    )  # fmt: skip


def paid_back(contract: Contract) -> Contract:
    return note_contract_money_returned(contract=contract, returned_on=PAYING.date(), by=call_administrator(), now=PAYING)


def asked_back(contract: Contract) -> ProjectReport:
    return ask_back_report(
        report=handed_in(contract, "interim"), asked_about=["summary"], question="Kur stāv sestais soliņš?",
        until=FINISHING.date(), by=call_administrator(), now=REPORTING,
    )  # fmt: skip


def came_and_closed() -> ForumRegistration:
    registration = come()
    forum, over = registration.forum, registration.forum.held_at + timedelta(days=1)
    close_forum(forum=forum, attendance=34, minutes=MINUTES, lessons="Jāsāk vēlāk.", ten_steps=[], by=OfficerFactory(), now=over)
    registration.refresh_from_db()
    return registration


@pytest.fixture
def _marked_gaps(monkeypatch):
    """A variable a template does not know leaves a mark instead of nothing."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", MISSING)


def subject_of(kind: Notification):
    """What a message of this kind in the demo is about, else any thing of the type the kind is written for, filled in."""
    if kind.key in SUBJECTS:
        return SUBJECTS[kind.key]()
    sent = Message.objects.filter(key=kind.key, category=kind.category).first()
    if sent:
        return sent.about_type.get_object_for_this_type(pk=sent.about_id)
    hints = (get_annotations(method).get("subject", Model) for method in (kind.recipients, kind.link))
    model = next(hint for hint in hints if hint is not Model)
    if model is SurveyDraft:
        return SurveyDraft.objects.create(survey=Survey.objects.first())
    told = Message.objects.filter(about_type=ContentType.objects.get_for_model(model)).first()
    thing = model.objects.get(pk=told.about_id) if told else model.objects.first()
    for field in model._meta.get_fields():
        if isinstance(field, TextField) and not field.value_from_object(thing):
            setattr(thing, field.name, "Paraugs.")
    return thing


@pytest.mark.usefixtures("demo", "_marked_gaps")
@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("key", list(NOTIFICATIONS))
def test_every_kind_of_message_reads_well_in_both_languages(key, language):
    subject = subject_of(NOTIFICATIONS[key])

    day = timezone.localdate()
    facts = {"step": "half", "reason": "Paraugs.", "why": "Paraugs.", "until": day, "erased_on": day} | FACTS.get(key, {})
    if key == "participation.week_ahead":
        facts["entries"] = Week.of(timezone.now()).entries

    (message,) = notify(key, subject=subject, to=[Recipient("anna@example.lv", language)], now=riga(2026, 11, 21), **facts)

    text = f"{message.subject}\n\n{message.body}"
    assert message.subject.strip()
    assert message.body.strip()
    assert not re.search(r"¤|\{[{%]|None|\n\n\n|[ \t]\n|^\n", text)
    assert not LABEL_WITHOUT_VALUE.search(text)
    assert bool(ENGLISH.search(text)) is (language == "en")
