"""Projects as far as the actions have brought them after the award."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from communities.models import Community
from grants.actions.change_request import request_change
from grants.actions.contract import name_account, prepare_contract, put_into_force, receive_contract_copy
from grants.actions.instalment import approve_instalment, prepare_instalment
from grants.actions.report import accept_project_report, add_report_receipt, submit_report
from grants.enums import ApplicationState, DecisionOutcome, InstalmentState
from grants.models import Application, ChangeRequest, Contract, Decision, Instalment, ProjectReport
from grants.queries.contract import printed
from portal.accounts.roles import Role
from portal.documents.actions import render_document
from portal.files.actions import read
from portal.files.uploads import CheckedUpload
from tests.factories.files import signed_container, stored_file
from tests.factories.grants import call_administrator, leader_of, lines_of, published_call, submitted_application
from tests.factories.portal import OfficerFactory

RIGA = ZoneInfo("Europe/Riga")
AWARDED = datetime(2027, 6, 1, 10, 0, tzinfo=RIGA)
MADE = datetime(2027, 6, 7, 10, 0, tzinfo=RIGA)
SIGNED = datetime(2027, 6, 14, 10, 0, tzinfo=RIGA)
PAYING = datetime(2027, 6, 21, 10, 0, tzinfo=RIGA)
INTERIM_DUE = date(2028, 1, 31)
FINAL_DUE = date(2028, 8, 31)
REPORTING = datetime(2028, 1, 24, 18, 0, tzinfo=RIGA)
FINISHING = datetime(2028, 8, 21, 18, 0, tzinfo=RIGA)
ACCOUNT = {"account_holder": "Biedrība", "iban": "LV80BANK0000435195001"}
TEXTS = {
    "summary": "Seši soliņi stāv upes krastā.",
    "done": "Divās talkās uztaisīti un uzstādīti seši soliņi upes krastā.",
    "before": "0 soliņu",
    "after": "6 soliņi",
    "learned": "Dēļus pērkam kopā ar blakus kopienu, tad sanāk lētāk.",
}


def accountant():
    return OfficerFactory(roles=[Role.ACCOUNTANT])


def funded_application(
    *, requested: Decimal = Decimal(900), amount: Decimal | None = None, community: Community | None = None, **call
) -> Application:
    """Supported, in full or with ``amount``."""
    application = submitted_application(published_call(**call), community, requested=requested)
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.FUNDED)
    Decision.objects.create(
        application=application, outcome=DecisionOutcome.FUNDED, amount=amount or requested, protocol="Nr. 3, 01.06.2027.",
        reason="Vajadzība ir pamatota, izmaksas samērīgas.", decided_at=AWARDED, decided_by=call_administrator(),
    )  # fmt: skip
    application.refresh_from_db()
    return application


def prepared_contract(*, now: datetime = MADE, **about) -> Contract:
    """Made from the award: printed, or waiting for its budget if ``amount`` is less than asked."""
    return prepare_contract(
        application=funded_application(**about), interim_report_on=INTERIM_DUE, final_report_on=FINAL_DUE,
        by=call_administrator(), now=now,
    )  # fmt: skip


def fitted_lines(contract: Contract) -> list[dict]:
    """Rows that bring the budget to the sum of the contract."""
    return lines_of(contract.application.call, contract.amount)


def signed_file(contract: Contract) -> CheckedUpload:
    """The printed contract in a container with a signature."""
    document = printed(contract)
    render_document(document.pk)
    document.refresh_from_db()
    content = signed_container({"ligums.pdf": read(document.pdf)})
    return CheckedUpload(name="ligums.edoc", content_type="application/vnd.etsi.asic-e+zip", content=content)


def leader_of_contract(contract: Contract):
    return leader_of(contract.application.community)


def running_contract(*, account: dict | None = ACCOUNT, **about) -> Contract:
    """Signed by both and in force; the account is named."""
    contract = prepared_contract(**about)
    leader = leader_of_contract(contract)
    receive_contract_copy(contract=contract, upload=signed_file(contract), by=leader, now=SIGNED)
    if account:
        name_account(contract=contract, **account, by=leader, now=SIGNED)
    return put_into_force(contract=contract, signed_on=SIGNED.date(), by=call_administrator(), now=SIGNED)


def prepared_instalment(contract: Contract, position: int = 1, *, now: datetime = PAYING) -> Instalment:
    return prepare_instalment(instalment=contract.instalments.get(position=position), by=call_administrator(), now=now)


def pay(contract: Contract, position: int = 1, *, now: datetime = PAYING) -> Instalment:
    """Prepared by one, approved by another."""
    instalment = prepared_instalment(contract, position, now=now)
    return approve_instalment(instalment=instalment, paid_on=now.date(), by=accountant(), now=now)


def asked_change(contract: Contract, **changes) -> ChangeRequest:
    """A later end by a month, unless ``changes`` say otherwise."""
    application = contract.application
    facts = {
        "starts_on": application.starts_on,
        "ends_on": application.ends_on + timedelta(days=30),
        "work": contract.work,
        "lines": fitted_lines(contract),
        "reason": "Upes krasts pavasarī ilgi bija applūdis, tāpēc darbi sākās mēnesi vēlāk.",
    }
    return request_change(contract=contract, **facts | changes, by=leader_of_contract(contract), now=PAYING)


def spent_rows(contract: Contract, *actual: str, why: str = "") -> list[tuple]:
    """What the rows came to, in their order; as planned where nothing is given."""
    lines = list(contract.application.budget_lines.select_related("category").order_by("position"))
    given = [Decimal(one) for one in actual] + [line.amount for line in lines[len(actual) :]]
    return [(line, amount, why) for line, amount in zip(lines, given, strict=True)]


def handed_in(
    contract: Contract, kind: str, *, actual=(), why: str = "", receipts: str | None = None, **changes
) -> ProjectReport:
    """A report of ``kind`` with receipts for what was planned, or for ``receipts``."""
    report, leader = contract.reports.get(kind=kind), leader_of_contract(contract)
    now = changes.pop("now", REPORTING if kind == "interim" else FINISHING)
    proved = Decimal(receipts) if receipts else contract.amount
    if not report.receipts.exists():
        add_report_receipt(report=report, file=stored_file("čeks.pdf"), what="Dēļi", amount=proved, by=leader, now=now)
    facts = {
        "texts": TEXTS,
        "reached": {"children": 12, "others": 30},
        "changes": {"community": ("change", "Kaimiņi kopā kopj upes krastu")},
        "spent": spent_rows(contract, *actual, why=why),
    }
    return submit_report(report=report, **facts | changes, by=leader, now=now)


def accepted(contract: Contract, kind: str, *, return_iban: str = "", **about) -> ProjectReport:
    report = handed_in(contract, kind, **about)
    now = REPORTING if kind == "interim" else FINISHING
    return accept_project_report(report=report, return_iban=return_iban, by=call_administrator(), now=now + timedelta(days=2))


def finished_contract(*, led_to=(), **about) -> Contract:
    """Everything reported, accepted and paid; ``led_to`` names the kinds of result of its final report."""
    contract = running_contract(**about)
    pay(contract, 1)
    accepted(contract, "interim")
    pay(contract, 2, now=REPORTING + timedelta(days=5))
    accepted(contract, "final", led_to=led_to)
    pay(contract, 3, now=FINISHING + timedelta(days=5))
    contract.refresh_from_db()
    return contract


def half_to_come_back() -> Contract:
    """Two parts paid, but only half of the grant used: what is over is to come back."""
    contract = running_contract()
    pay(contract, 1)
    accepted(contract, "interim")
    pay(contract, 2, now=REPORTING + timedelta(days=5))
    accepted(contract, "final", actual=("450",), why="Dēļus dabūjām par puscenu.", return_iban="LV92XDEM0000000000001")
    contract.refresh_from_db()
    return contract


def states(contract: Contract) -> list[str]:
    return list(contract.instalments.order_by("position").values_list("state", flat=True))


PAID, PLANNED, DROPPED = InstalmentState.PAID, InstalmentState.PLANNED, InstalmentState.DROPPED
