"""The books after the soak: what people were told against what is kept, recounted one by one, slowly and obviously.

Nothing here asks the portal's own counting: rows are read and counted in plain Python.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from communities.models import Membership
from grants.models import Application, Decision
from participation.models import Answer, Consultation, Opinion, ScoreSnapshot
from portal.documents.models import Document
from portal.files.models import File
from portal.municipality.models import Unit
from portal.notifications.models import Message
from portal.obligations.models import Obligation, Receipt
from portal.obligations.queries import public_kinds
from portal.obligations.rules_of_law import work_calendar
from soak.letters import Letters
from soak.people import Ledger
from soak.stage import Stage

COUNTED = ("received", "answered", "hidden")
GRACE = timedelta(seconds=90)
"""So long a request may have waited between its arrival and what it wrote."""
PACE = timedelta(minutes=10)
"""Reminders are asked for every ten minutes: a promise kept within them may or may not have been reminded of."""


@dataclass
class Books:
    """All rows that matter, read once."""

    stage: Stage
    ledger: Ledger
    letters: Letters
    receipts: dict = field(default_factory=lambda: defaultdict(list))
    promises: dict = field(default_factory=lambda: defaultdict(list))
    messages: dict = field(default_factory=lambda: defaultdict(list))
    documents: dict = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for receipt in Receipt.objects.all():
            self.receipts[receipt.subject_type_id, receipt.subject_id].append(receipt)
        for promise in Obligation.objects.all():
            self.promises[promise.subject_type_id, promise.subject_id, promise.kind].append(promise)
        for message in Message.objects.all():
            self.messages[message.about_type_id, message.about_id, message.key].append(message)
        for document in Document.objects.select_related("pdf"):
            self.documents[document.subject_type_id, document.subject_id, document.kind].append(document)

    def receipts_of(self, thing) -> list[Receipt]:
        return self.receipts[_type(thing), thing.pk]

    def promises_of(self, thing, kind: str) -> list[Obligation]:
        return self.promises[_type(thing), thing.pk, kind]

    def messages_of(self, thing, key: str) -> list[Message]:
        return self.messages[_type(thing), str(thing.pk), key]

    def documents_of(self, thing, kind: str) -> list[Document]:
        return self.documents[_type(thing), thing.pk, kind]


def _type(thing) -> int:
    return ContentType.objects.get_for_model(thing).pk


Finding = tuple[object, list[str]]
"""One thing that was looked at, and what is wrong with it."""


def _wrong(**claims: bool) -> list[str]:
    """The names of the claims that do not hold."""
    return [name.replace("_", " ") for name, holds in claims.items() if not holds]


def accepted_opinions(books: Books) -> Iterator[Finding]:
    """Each has its receipt, its promise and its letter; whoever was told a number finds it."""
    kept = {opinion.author_email: opinion for opinion in Opinion.objects.all() if opinion.author_email}
    for opinion in Opinion.objects.filter(state__in=COUNTED):
        receipts, promises = books.receipts_of(opinion), books.promises_of(opinion, "participation.opinion_answer")
        told = len(books.messages_of(opinion, "participation.opinion_received"))
        told_number = books.ledger.confirmed.get(opinion.author_email)
        yield (
            opinion.pk,
            _wrong(
                one_receipt=len(receipts) == 1,
                one_promise=len(promises) == 1,
                promise_kept_if_answered=[bool(one.fulfilled_at) for one in promises] == [opinion.state == "answered"],
                one_letter_of_receipt=told == 1 or opinion.author_email not in books.ledger.sent,
                number_as_told=told_number in (None, *(one.number for one in receipts)),
            ),
        )
    for email, token in books.ledger.sent.items():
        opinion = kept.get(email)
        yield (
            email,
            _wrong(
                kept=opinion is not None,
                kept_once=Opinion.objects.filter(form_token=token).count() == 1,
                counts_if_confirmed=email not in books.ledger.confirmed or (opinion is not None and opinion.state in COUNTED),
                one_letter_with_link=opinion is not None
                and len(books.messages_of(opinion, "participation.opinion_confirm")) == 1,
            ),
        )


def given_answers(books: Books) -> Iterator[Finding]:
    for opinion in Opinion.objects.filter(pk__in=books.ledger.answered):
        answers = [answer for answer in Answer.objects.filter(opinion=opinion) if answer.published_at]
        told = [one for answer in answers for one in books.messages_of(answer, "participation.answer_published")]
        addresses = [one.email for one in told]
        yield opinion.pk, _wrong(
            state=opinion.state == "answered", one_answer=len(answers) == 1, told_once=len(addresses) == len(set(addresses)),
            author_told=opinion.author_email in ("", *addresses),
        )  # fmt: skip


def applications(books: Books) -> Iterator[Finding]:
    """What was handed in stands, in time and whole; what came late is still a draft."""
    call = books.stage.call
    for application in Application.objects.filter(call=call, submitted_at__gte=books.stage.begins):
        papers = books.documents_of(application, "grants.application_print")
        parts = application.requested + application.own_money + application.in_kind + application.other_money
        yield (
            application.pk,
            _wrong(
                in_time=application.submitted_at < call.closes_at,
                one_receipt=len(books.receipts_of(application)) == 1,
                one_promise=len(books.promises_of(application, "grants.decision")) == 1,
                one_paper=[paper.state for paper in papers] == ["ready"],
                told_once=_once(books.messages_of(application, "grants.application_submitted"), _contacts(application)),
                attached_once=application.attachments.count() == 1,
                sums_agree=sum((line.amount for line in application.budget_lines.all()), Decimal(0))
                == parts
                == application.total,
            ),
        )
    for pk in books.ledger.handed_in | books.ledger.late:
        state = Application.objects.get(pk=pk).state
        yield pk, _wrong(as_told=state == ("submitted" if pk in books.ledger.handed_in else "draft"))


def saved_texts(books: Books) -> Iterator[Finding]:
    """What the portal called saved is in the draft, unless the writer's next text is."""
    for (pk, section), fields in books.ledger.saved.items():
        kept = Application.objects.get(pk=pk).draft.data[section]["fields"]
        yield (pk, section), _wrong(kept=kept in (fields, books.ledger.trying[pk, section]))


def awards(books: Books) -> Iterator[Finding]:
    """Each has one letter, made once and told once to each of its readers; together they are within the call's money."""
    decisions = Decision.objects.filter(application__in=books.stage.reserve).select_related("application__community")
    funded = [decision for decision in decisions if decision.outcome == "funded"]
    for decision in funded:
        letters = books.documents_of(decision, "grants.decision_letter")
        told = books.messages_of(decision, "grants.application_decided")
        yield (
            decision.application_id,
            _wrong(
                state=decision.application.state == "funded",
                one_letter=[letter.state for letter in letters] == ["ready"],
                told_once=_once(told, _contacts(decision.application)),
                letter_attached=all(list(one.files.all()) == [letter.pdf for letter in letters] for one in told),
            ),
        )
    done = {decision.application_id for decision in funded}
    for pk in books.ledger.awarded:
        yield pk, _wrong(awarded_as_told=pk in done)
    call = books.stage.reserve_call
    promised = Decimal(0)
    for decision in Decision.objects.filter(application__call=call, outcome="funded").select_related("application__contract"):
        contract = getattr(decision.application, "contract", None)
        settled = contract is not None and contract.state == "closed" and contract.used is not None
        promised += Decimal(0) if decision.application.state == "lapsed" else contract.used if settled else decision.amount
    yield call, _wrong(within_the_money=promised <= call.total, somebody_got_money=bool(funded))


def _contacts(application: Application) -> set[str]:
    members = Membership.objects.current().filter(community=application.community, role__in=("leader", "contact"))
    return {one.user.email for one in members.select_related("user") if one.user.is_active}


def _once(messages: list[Message], readers: set[str]) -> bool:
    """Whether each reader has one message and nobody else has any."""
    return sorted(message.email for message in messages) == sorted(readers)


def reminders(books: Books) -> Iterator[Finding]:
    """Each that fell due during the soak was written once to each reader, for the rung whose day had come."""
    written = defaultdict(list)
    for message in Message.objects.filter(key="notifications.obligation_reminder"):
        written[int(message.about_id)].append(message)
        yield message.pk, _wrong(has_a_key=bool(message.reminder_key and message.reminder_step))
    for pk, due_at in books.stage.reminders.items():
        promise = Obligation.objects.select_related("unit__head").get(pk=pk)
        messages = [one for one in written[pk] if one.created_at >= books.stage.begins]
        kept_at = promise.fulfilled_at
        if not messages:
            yield pk, _wrong(reminded_unless_kept_before=kept_at is not None and kept_at < due_at + PACE)
            continue
        steps = {one.reminder_step for one in messages}
        step, to = _rung(promise, min(one.created_at for one in messages))
        yield (
            pk,
            _wrong(
                one_step=steps == {step},
                once_to_each=_once(messages, _readers(promise.unit, to)),
                not_before_it_was_due=all(one.created_at >= due_at for one in messages),
                not_after_it_was_kept=kept_at is None or all(one.created_at <= kept_at + GRACE for one in messages),
            ),
        )
    for promise in Obligation.objects.all():
        is_open = promise.fulfilled_at is None and promise.cancelled_at is None
        late = promise.next_reminder_at is not None and promise.next_reminder_at < timezone.now() - GRACE
        yield promise.pk, _wrong(nothing_left_undone=not (is_open and late))


def _rung(promise: Obligation, moment: datetime) -> tuple[str, str]:
    """The last rung of the officers' ladder at ``moment``, counted day by day."""
    work = work_calendar()
    due, received = promise.due_on, promise.received_on

    def step_of(start: date, working_days: int) -> date:
        day, direction = start, 1 if working_days > 0 else -1
        for _ in range(abs(working_days)):
            day += timedelta(days=direction)
            while not work.is_working_day(day):
                day += timedelta(days=direction)
        return day

    days, day = 0, received
    while day < due:
        day += timedelta(days=1)
        days += work.is_working_day(day)
    rungs = [
        (step_of(received, days // 2), "half", "holder"),
        (step_of(due, -2), "two-days-before", "holder"),
        (due, "on-the-day", "holder"),
        (step_of(due, 1), "overdue", "head"),
    ]
    last = rungs[-1][0]
    rungs += [(last + timedelta(weeks=week), f"weekly-{week}", "head") for week in range(1, 60)]
    come = [rung for rung in rungs if timezone.make_aware(datetime.combine(rung[0], time(8))) <= moment]
    return come[-1][1:]


def _readers(unit: Unit, to: str) -> set[str]:
    people = [unit.head] if to == "head" else list(unit.members.all())
    return {one.email for one in people if one and one.is_active} or {unit.email}


def sent_messages(books: Books) -> Iterator[Finding]:
    """Each went out at least once, under its own Message-ID and none other; what came twice came with the same."""
    caught = Counter(letter.message_id for letter in books.letters.all())
    known = {message.message_id: message for message in Message.objects.all()}
    for message_id, message in known.items():
        if message.sent_at and message.sent_at >= books.stage.begins:
            yield message_id, _wrong(caught=caught[message_id] >= 1, state=message.state == "sent")
    for message_id in caught:
        yield message_id, _wrong(has_its_row=message_id in known)


def repeated(books: Books) -> int:
    """Letters that came again under their Message-ID: the price of delivery at least once."""
    caught = Counter(letter.message_id for letter in books.letters.all())
    return sum(number - 1 for number in caught.values())


def counters(books: Books) -> Iterator[Finding]:
    """The counters of consultations and of the scorecard, against a recount."""
    for consultation in Consultation.objects.all():
        public = [one for one in consultation.opinions.all() if one.state in ("received", "answered") and not one.hidden_reason]
        yield (
            consultation.slug,
            _wrong(
                individual=consultation.individual_count == sum(one.voice == "individual" for one in public),
                joint=consultation.joint_count == sum(one.voice == "joint" for one in public),
                answered=consultation.answered_count == sum(one.state == "answered" for one in public),
            ),
        )
    counted = [one for one in Obligation.objects.all() if one.kind in public_kinds() and one.visibility != "sensitive"]
    for kept in ScoreSnapshot.objects.filter(year=None, neighbourhood=None):
        scope = [one for one in counted if kept.unit_id in (None, one.unit_id) and kept.kind in ("", one.kind)]
        at = kept.counted_at
        done = [one for one in scope if one.fulfilled_at and at - timedelta(days=365) <= one.fulfilled_at < at]
        waiting = [one for one in scope if _waits(one)]
        yield (
            (kept.unit_id, kept.kind),
            _wrong(
                fresh=at > timezone.now() - timedelta(minutes=20),
                answered=kept.answered == len(done),
                in_time=kept.in_time == sum(one.fulfilled_at < one.due_at for one in done),
                waiting=kept.waiting == len(waiting),
                overdue=kept.overdue == sum(one.due_at <= at for one in waiting),
            ),
        )


def _waits(promise: Obligation) -> bool:
    return promise.fulfilled_at is None and promise.cancelled_at is None


def half_states(books: Books) -> Iterator[Finding]:
    """Nothing waits for a worker that will not come."""
    for message in Message.objects.all():
        is_for_later = message.attempts == 0 and message.deliver_after > timezone.now()
        yield message.pk, _wrong(message_sent=message.state not in ("queued", "failed") or is_for_later)
    for document in Document.objects.select_related("pdf"):
        yield document.pk, _wrong(document_made=document.state == "ready" and document.pdf.ready_at is not None)
    for file in File.objects.filter(erased_at=None):
        is_there = bool(file.content) and file.content.storage.exists(file.content.name)
        yield file.pk, _wrong(file_whole=is_there and file.content.size == file.size)


def said_to_people(books: Books) -> Iterator[Finding]:
    """Every answer of the portal, also while something was away, was a page with a sentence."""
    yield from (("answer", []) for _ in range(books.ledger.met.total() - len(books.ledger.wrong)))
    yield from (("answer", [what]) for what in books.ledger.wrong)


CHECKS: dict[str, Callable[[Books], Iterator[Finding]]] = {
    "answers to people": said_to_people,
    "opinions": accepted_opinions,
    "answers of officers": given_answers,
    "applications": applications,
    "texts saved while typing": saved_texts,
    "awards": awards,
    "reminders": reminders,
    "messages sent": sent_messages,
    "counters": counters,
    "half states": half_states,
}


def still_waiting() -> Counter[str]:
    """What workers have still to do."""
    now = timezone.now()
    return +Counter(
        messages=Message.objects.filter(Q(attempts__gt=0) | Q(deliver_after__lte=now), state="queued").count(),
        documents=Document.objects.filter(state="requested").count(),
        reminders=Obligation.objects.filter(fulfilled_at=None, cancelled_at=None, next_reminder_at__lte=now).count(),
    )
