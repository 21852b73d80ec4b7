"""Reports of a project: typed without loss, handed in, asked back, accepted; the last one settles the contract."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.actions.contract import promise, promise_payment, promise_report
from grants.actions.instalment import close_if_settled
from grants.enums import (
    ChangeState,
    ContractState,
    InstalmentCondition,
    InstalmentState,
    LineKind,
    Promise,
    ReportKind,
    ReportState,
    ResultKind,
)
from grants.models import (
    BudgetLine,
    Contract,
    ProjectReport,
    ProjectResult,
    ReachedGroup,
    ReportDraft,
    ReportedChange,
    ReportLine,
    ReportReceipt,
)
from grants.queries.contract import RETURNING, paid
from grants.queries.report import sums_of
from grants.validators.reporting import Spent, must_explain, row_keys
from grants.workflow import CONTRACT, REPORT
from portal.audit.actions import action, record
from portal.errors import EditConflict, InvalidInput, StateConflict
from portal.files.actions import erase
from portal.files.models import File
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.answering import require_explanation
from portal.obligations.receipts import issue_receipt
from portal.obligations.rules_of_law import legal_rule
from portal.ui.iban import validate_iban
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import moment, money
from portal.ui.visibility import Visibility

DIFFERENCE_RULE = "REPORT_DIFFERENCE_PCT"
SHORTEST_ACCOUNT = 30
SHORTEST_QUESTION = 20
MOST_RECEIPTS = 60


def save_report(*, report: ProjectReport, fields: Mapping[str, str], revision: int, by, now: datetime) -> tuple[int, datetime]:
    """Keep what is typed, right or wrong, and say which revision it is now.

    Not an audited action: it runs every few seconds, outside the tracked history. Raises ``EditConflict`` when somebody
    saved after ``revision``, unless the same text; ``StateConflict`` once the report is handed in.
    """
    with transaction.atomic():
        draft = ReportDraft.objects.select_for_update(of=("self",)).get(report=report)
        if not ProjectReport.objects.get(pk=report.pk).is_open:
            raise StateConflict(_("The report is handed in; it can no longer be edited."))
        if revision < draft.revision and draft.data != fields:
            raise EditConflict(
                _("Somebody has saved this report meanwhile: %(name)s, %(at)s. Your text is still here; nothing was lost.")
                % {"name": draft.saved_by, "at": moment(draft.saved_at)},
                by=str(draft.saved_by), at=draft.saved_at, revision=draft.revision, fields=draft.data,
            )  # fmt: skip
        draft.data, draft.revision, draft.saved_at, draft.saved_by = dict(fields), draft.revision + 1, now, by
        draft.save()
    return draft.revision, now


@action("grants.report_receipt.added")
def add_report_receipt(*, report: ProjectReport, file: File, what: str, amount: Decimal, by, now: datetime) -> ReportReceipt:
    """Attach the proof of a cost."""
    report = _open_report(report)
    if report.receipts.count() >= MOST_RECEIPTS:
        raise InvalidInput(_("At most %(n)s receipts can be attached: put several pages into one file.") % {"n": MOST_RECEIPTS})
    if amount <= 0:
        raise InvalidInput(_("Write the sum of the receipt."), field="amount")
    receipt = ReportReceipt.objects.create(report=report, file=file, what=what.strip(), amount=amount)
    record(target=report, receipt=str(file.pk), amount=amount)
    return receipt


@action("grants.report_receipt.removed")
def remove_report_receipt(*, receipt: ReportReceipt, by, now: datetime) -> None:
    """Take a proof back that was attached by mistake; the file is erased."""
    report = _open_report(receipt.report)
    file = receipt.file
    receipt.delete()
    erase(file, now=now)
    record(target=report, receipt=str(file.pk))


def _open_report(report: ProjectReport) -> ProjectReport:
    report = ProjectReport.objects.lock(report.pk)
    if not report.is_open:
        raise StateConflict(_("The report is handed in; it can no longer be edited."))
    return report


@action("grants.project_report.submitted")
def submit_report(
    *, report: ProjectReport, texts: Mapping[str, str], reached: Mapping[str, int], changes: Mapping[str, tuple[str, str]],
    spent: Sequence[tuple[BudgetLine, Decimal, str]], led_to: Sequence[str] = (), by, now: datetime,
) -> ProjectReport:  # fmt: skip
    """Hand the report in, also late (then it stays marked) and again after questions.

    ``reached`` gives people by group, ``changes`` stage and text by level, ``spent`` each row with what it came to and why
    it differs, ``led_to`` the kinds of result (``ResultKind``) of a final report. Raises ``InvalidInput`` for what is
    missing or adds up to more than the grant.
    """
    contract = Contract.objects.for_list().lock(report.contract_id)
    report = ProjectReport.objects.lock(report.pk)
    REPORT.check(report.state, ReportState.SUBMITTED)
    if contract.state != ContractState.IN_FORCE:
        raise StateConflict(_("Reports are taken while the contract is in force."))
    is_final = report.kind == ReportKind.FINAL
    _check_texts(texts, reached, is_final)
    if any(actual < 0 for _line, actual, _why in spent):
        raise InvalidInput(_("The amount cannot be negative."))
    _write_parts(report, reached, changes, spent)
    _check_money(contract, report, now)
    for name, text in texts.items():
        setattr(report, name, text.strip())
    report.led_to = [kind for kind in ResultKind if is_final and kind in led_to]
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, now, by
    if report.first_submitted_at is None:
        report.first_submitted_at, report.is_late = now, timezone.localdate(now) > report.due_on
    report.save()
    receipt = issue_receipt(subject=report, now=now)
    record(target=report, number=receipt.number, late=report.is_late)
    fulfil_obligation(kind=Promise.REPORT, subject=report, now=now)
    open_obligation(
        kind=Promise.REPORT_ANSWER,
        subject=report,
        holder=contract.application.call.unit,
        received_at=now,
        label=contract.application.title,
        number=receipt.number,
        address=plain_path(report),
        staff_address=plain_reverse("admin:grants_projectreport_change", report.pk),
        visibility=Visibility.STAFF,
    )
    notify("grants.report_submitted", subject=report, now=now)
    return report


def _check_texts(texts: Mapping[str, str], reached: Mapping[str, int], is_final: bool) -> None:
    if len("".join(texts["done"].split())) < SHORTEST_ACCOUNT:
        raise InvalidInput(_("Tell in two or three sentences what was done."), field="done")
    if not is_final:
        return
    needed = {
        "summary": _("Say in a sentence or two what came of the project: it stands on its public page."),
        "before": _("Say how it was before the project."),
        "after": _("Say how it is after the project."),
        "learned": _("Say what you learned: the next ones build on it."),
    }
    for name, sentence in needed.items():
        if not texts[name].strip():
            raise InvalidInput(sentence, field=name)
    if not sum(reached.values()):
        raise InvalidInput(_("Say how many people the project reached, by group."), field="reached-others")


def _write_parts(report: ProjectReport, reached, changes, spent) -> None:
    """The parts of the report as typed now; handed in again, they stand in place of the earlier ones."""
    for parts in (report.lines, report.reached, report.changes):
        parts.all().delete()
    ReachedGroup.objects.bulk_create(
        ReachedGroup(report=report, group=group, people=people) for group, people in reached.items() if people
    )
    ReportedChange.objects.bulk_create(
        ReportedChange(report=report, level=level, stage=stage, text=text) for level, (stage, text) in changes.items() if stage
    )
    ReportLine.objects.bulk_create(
        ReportLine(
            report=report, line=line, position=position, kind=line.kind, item=line.item, planned=line.amount, actual=actual,
            category=str(line.category or ""), is_administration=bool(line.category and line.category.is_administration),
            why=why.strip(),
        )
        for position, (line, actual, why) in enumerate(spent, start=1)
    )  # fmt: skip


def _check_money(contract: Contract, report: ProjectReport, now: datetime) -> None:
    limit = legal_rule(DIFFERENCE_RULE, timezone.localdate(now)).value
    is_final = report.kind == ReportKind.FINAL
    lines = list(report.lines.all())
    for key, line in zip(row_keys(lines), lines, strict=True):
        if not line.why and must_explain(Spent(line.kind, line.planned, line.actual), limit, is_final=is_final):
            raise InvalidInput(
                _("More than a tenth off the plan: say why. %(item)s: planned %(planned)s, actual %(actual)s.")
                % {"item": line.item, "planned": money(line.planned), "actual": money(line.actual)},
                field=f"why-{key}",
            )  # fmt: skip
    used = used_of(report)
    if used > contract.amount:
        over = {"used": money(used), "over": money(used - contract.amount)}
        if any(line.kind == LineKind.OWN_MONEY for line in lines):
            sentence = _(
                "Of the grant %(used)s are used by these rows, that is %(over)s more than the contract gives. "
                "What is above it is your own money: enter it there."
            )
        else:
            sentence = _(
                "Of the grant %(used)s are used by these rows, that is %(over)s more than the contract gives. "
                "You pay what is above it yourselves: leave it out of the rows."
            )
        raise InvalidInput(sentence % over)
    if used < 0:
        raise InvalidInput(_("Own and other money are more than all costs. Check the rows."))
    proved = report.receipts.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    if is_final and proved < used:
        raise InvalidInput(
            _("The receipts add up to %(proved)s, the grant used is %(used)s: attach receipts for %(missing)s more.")
            % {"proved": money(proved), "used": money(used), "missing": money(used - proved)}
        )


def used_of(report: ProjectReport) -> Decimal:
    """What of the grant the reported rows have used."""
    return sums_of(report.lines.all()).requested


@action("grants.project_report.asked_back")
def ask_back_report(
    *, report: ProjectReport, asked_about: Sequence[str], question: str, until: date, by, now: datetime
) -> ProjectReport:
    """The officer asks about named parts; the report is due again on ``until``."""
    report = ProjectReport.objects.for_list().lock(report.pk)
    REPORT.check(report.state, ReportState.QUESTIONED)
    if len("".join(question.split())) < SHORTEST_QUESTION:
        raise InvalidInput(_("Say what is missing in the report: the community reads it."), field="question")
    if until <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day after today."), field="until")
    report.state, report.question, report.question_due_on = ReportState.QUESTIONED, question.strip(), until
    report.asked_about = [*asked_about]
    report.save()
    record(target=report, until=until, about=report.asked_about)
    fulfil_obligation(kind=Promise.REPORT_ANSWER, subject=report, now=now)
    promise_report(report, until, now)
    notify("grants.report_asked_back", subject=report, now=now)
    return report


@action("grants.project_report.accepted")
def accept_project_report(
    *, report: ProjectReport, return_iban: str = "", ineligible: Decimal | None = None, ineligible_reason: str = "", by,
    now: datetime,
) -> ProjectReport:  # fmt: skip
    """The report is in order. The next part of the grant is due; after the last report the contract is settled. Of what that
    one says was used, the grant does not pay what is ``ineligible``.

    Raises ``StateConflict`` while an earlier report or a request for a change is open, ``InvalidInput`` when money is to come
    back and no account for it is named, or costs are cut that were not reported or without a reason.
    """
    contract = Contract.objects.for_list().lock(report.contract_id)
    report = ProjectReport.objects.lock(report.pk)
    report.contract = contract
    REPORT.check(report.state, ReportState.ACCEPTED)
    is_final = report.kind == ReportKind.FINAL
    if is_final and contract.reports.exclude(pk=report.pk).exclude(state=ReportState.ACCEPTED).exists():
        raise StateConflict(_("The interim report is not accepted yet. Begin with that."))
    if is_final and contract.changes.filter(state=ChangeState.PROPOSED).exists():
        raise StateConflict(_("A request to change this contract still waits for its answer. Begin with that."))
    if is_final and ineligible:
        _cut(report, ineligible, ineligible_reason)
    report.state, report.accepted_at, report.accepted_by = ReportState.ACCEPTED, now, by
    report.save()
    record(target=report, used=used_of(report), ineligible=report.ineligible)
    fulfil_obligation(kind=Promise.REPORT_ANSWER, subject=report, now=now)
    if is_final:
        _settle(contract, report, return_iban, now)
    else:
        promise_payment(contract, InstalmentCondition.INTERIM_REPORT, now)
    notify("grants.report_accepted", subject=report, now=now)
    index(contract.application)
    return report


def _cut(report: ProjectReport, ineligible: Decimal, reason: str) -> None:
    """The officer finds that the grant does not pay some of the costs."""
    used = used_of(report)
    if not 0 < ineligible <= used:
        raise InvalidInput(
            _("By this report %(used)s of the grant are used. Write that sum, a smaller one, or nothing.")
            % {"used": money(used)},
            field="ineligible",
        )
    require_explanation(reason, field="ineligible_reason")
    report.ineligible, report.ineligible_reason = ineligible, reason.strip()


def _settle(contract: Contract, report: ProjectReport, return_iban: str, now: datetime) -> None:
    """What is still to be paid is cut to what was used and accepted; what was paid beyond it comes back."""
    ProjectResult.objects.create(
        application=contract.application, summary=report.summary, before=report.before, after=report.after, led_to=report.led_to,
        people_reached=sum(group.people for group in report.reached.all()), accepted_on=timezone.localdate(now),
    )  # fmt: skip
    contract.used = used_of(report) - report.ineligible
    to_pay = contract.used - paid(contract)
    cut_instalments(contract, max(to_pay, Decimal(0)), _("The money was not needed."), now)
    CONTRACT.check(contract.state, ContractState.SETTLING)
    contract.state = ContractState.SETTLING
    if to_pay < 0:
        ask_return(contract, -to_pay, return_iban, now)
    contract.save()
    promise_payment(contract, InstalmentCondition.FINAL_REPORT, now)
    close_if_settled(contract, now)


def cut_instalments(contract: Contract, left: Decimal, reason: str, now: datetime) -> None:
    """Of what is not paid yet, only ``left`` is still to be paid. Raises ``StateConflict`` while a payment is under way."""
    for instalment in contract.instalments.exclude(state=InstalmentState.PAID).order_by("position"):
        if instalment.state == InstalmentState.PREPARED:
            raise StateConflict(_("A payment of this contract is prepared but not approved. Approve it or put it back first."))
        due = min(instalment.amount, left)
        left -= due
        if due:
            instalment.amount = due
        else:
            instalment.state = InstalmentState.DROPPED
            cancel_obligation(kind=Promise.INSTALMENT, subject=instalment, reason=reason, now=now)
        instalment.save()


def ask_return(contract: Contract, amount: Decimal, return_iban: str, now: datetime) -> None:
    """The community owes ``amount`` back, to the account named. The caller saves the contract."""
    if not return_iban:
        raise InvalidInput(
            _("%(sum)s of what was paid are to come back. Name the municipality's account for them.") % {"sum": money(amount)},
            field="return_iban",
        )
    validate_iban(return_iban)
    contract.to_return, contract.return_iban = amount, return_iban
    owed = promise(contract, Promise.MONEY_RETURN, now, address=plain_path(contract))
    contract.return_by = owed.due_on


@action("grants.contract_money.returned")
def note_contract_money_returned(*, contract: Contract, returned_on: date, by, now: datetime) -> Contract:
    """The money to be returned is back on the municipality's account; the community hears so."""
    contract = Contract.objects.for_list().lock(contract.pk)
    if contract.state not in RETURNING or not contract.to_return or contract.returned_on:
        raise StateConflict(_("No unused money is to come back."))
    if not contract.signed_on <= returned_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day between the signing of the contract and today."), field="returned_on")
    contract.returned_on = returned_on
    contract.save(update_fields=["returned_on", "updated_at"])
    record(target=contract, returned_on=returned_on, sum=contract.to_return)
    notify("grants.contract_money_returned", subject=contract, now=now)
    fulfil_obligation(kind=Promise.MONEY_RETURN, subject=contract, now=now)
    if contract.state == ContractState.SETTLING:
        close_if_settled(contract, now)
    return contract
