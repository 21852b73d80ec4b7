"""Two demo projects under contract: one finished and told on its public page, one running with a report soon due."""

from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from communities.actions.photo import add_photo
from grants.actions.change_request import request_change
from grants.actions.contract import name_account, prepare_contract, put_into_force, receive_contract_copy
from grants.actions.instalment import approve_instalment, prepare_instalment
from grants.actions.report import accept_project_report, add_report_receipt, submit_report
from grants.enums import ChangeLevel, InstalmentCondition, PeopleGroup, ReportKind
from grants.models import Application, Contract
from grants.queries.contract import as_rows, printed, snapshot
from portal.documents.actions import render_document
from portal.files.actions import store_upload
from portal.files.models import File
from portal.files.uploads import CheckedUpload
from portal.management.demo import Demo, signed_sample


def load(demo: Demo) -> None:
    content = demo.content("projects")
    _finish(demo, _contract(demo, content["finished"]), content["finished"])
    _run(demo, _contract(demo, content["running"]), content["running"])


def _leader(contract: Contract):
    return contract.application.community.memberships.leaders().first().user


def _contract(demo: Demo, row: dict) -> Contract:
    """Made, signed by both, in force, and its first part paid."""
    days, officer = row["days"], demo.person("konkursi")
    contract = prepare_contract(
        application=Application.objects.get(title=row["title"]), interim_report_on=demo.day(days["interim_due"]),
        final_report_on=demo.day(days["final_due"]), by=officer, now=demo.at(days["made"]),
    )  # fmt: skip
    document, leader, signed = printed(contract), _leader(contract), demo.at(days["signed"])
    render_document(document.pk)
    document.refresh_from_db()
    holder = contract.application.community.name
    name_account(contract=contract, account_holder=holder, iban=row["iban"], by=leader, now=signed)
    receive_contract_copy(contract=contract, upload=signed_sample(document), by=leader, now=signed)
    contract = put_into_force(
        contract=contract, signed_on=demo.day(days["signed"] + 2), by=officer, now=demo.at(days["signed"] + 2)
    )
    _pay(demo, contract, InstalmentCondition.CONTRACT, days["signed"] + 4)
    return contract


def _pay(demo: Demo, contract: Contract, condition: str, day: int) -> None:
    instalment = contract.instalments.get(condition=condition)
    prepare_instalment(instalment=instalment, by=demo.person("konkursi"), now=demo.at(day))
    approve_instalment(
        instalment=instalment, paid_on=demo.day(day + 2), by=demo.person("gramatvedis"), now=demo.at(day + 2, "15:00")
    )


def _finish(demo: Demo, contract: Contract, row: dict) -> None:
    _report(demo, contract, ReportKind.INTERIM, row["interim"])
    _pay(demo, contract, InstalmentCondition.INTERIM_REPORT, row["interim"]["accepted"] + 4)
    _report(demo, contract, ReportKind.FINAL, row["final"])
    _pay(demo, contract, InstalmentCondition.FINAL_REPORT, row["final"]["accepted"] + 2)


def _report(demo: Demo, contract: Contract, kind: str, row: dict) -> None:
    report, leader, handed_in = contract.reports.get(kind=kind), _leader(contract), demo.at(row["day"], "20:00")
    for what, amount in row.get("receipts", []):
        file = _sheet(demo, row["day"])
        add_report_receipt(report=report, file=file, what=what, amount=Decimal(amount), by=leader, now=handed_in)
    if "photo" in row:
        add_photo(album=report.photos, file=_sign(demo, row["day"]), alt=row["photo"], by=leader, now=handed_in)
    lines = contract.application.budget_lines.select_related("category").order_by("position")
    submit_report(
        report=report,
        texts={name: row.get(name, "") for name in ("summary", "done", "before", "after", "learned")},
        reached={group.value: row["people"].get(group, 0) for group in PeopleGroup},
        changes={level.value: tuple(row.get("changes", {}).get(level, ("", ""))) for level in ChangeLevel},
        led_to=row.get("led_to", ()),
        spent=[(line, Decimal(row["actual"][line.item]), row.get("why", {}).get(line.item, "")) for line in lines],
        by=leader,
        now=handed_in,
    )
    accept_project_report(report=report, by=demo.person("konkursi"), now=demo.at(row["accepted"]))


def _run(demo: Demo, contract: Contract, row: dict) -> None:
    """Asks to move money between two rows, and owes its interim report soon."""
    change, now = row["change"], snapshot(contract)
    lines = [line | {"price": change["prices"].get(line["item"], line["price"])} for line in now["lines"]]
    request_change(
        contract=contract, reason=change["reason"], starts_on=contract.application.starts_on,
        ends_on=contract.application.ends_on, work=contract.work, lines=as_rows(lines),
        by=_leader(contract), now=demo.at(change["day"], "19:30"),
    )  # fmt: skip


def _sheet(demo: Demo, day: int) -> File:
    """A plain sheet of paper: the demo has no receipts of real people."""
    return _picture(demo, "ceks.png", Image.new("RGB", (420, 594), "#f6f4ef"), day)


def _sign(demo: Demo, day: int) -> File:
    """A drawing instead of a photo: a name sign on its post, by the road."""
    picture = Image.new("RGB", (800, 600), "#dfe9e6")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 800, 600), fill="#a9bf9b")
    draw.polygon(((330, 600), (470, 600), (420, 430), (390, 430)), fill="#d9d2c3")
    draw.rectangle((560, 200, 580, 520), fill="#6b5640")
    draw.rounded_rectangle((450, 170, 690, 270), radius=10, fill="#0b5563", outline="#ffffff", width=6)
    draw.rectangle((480, 212, 660, 228), fill="#ffffff")
    return _picture(demo, "zime.png", picture, day)


def _picture(demo: Demo, name: str, picture: Image.Image, day: int) -> File:
    content = BytesIO()
    picture.save(content, "PNG")
    return store_upload(upload=CheckedUpload(name, "image/png", content.getvalue()), now=demo.at(day))
