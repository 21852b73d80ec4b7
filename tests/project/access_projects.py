"""Projects: contracts, instalments, reports: who may open what."""

from communities.models import Community
from grants.models import Application, ChangeRequest, Contract, ProjectReport, ReportPhoto
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    EVERYONE,
    GUESTS,
    LAWYER,
    LEADER,
    Desk,
    Page,
    only,
    person,
    private,
    public,
)

READS_PROJECTS = only(CALLS, AUDITOR, LAWYER, ACCOUNTANT, ADMINISTRATOR)
ALL_READERS = READS_PROJECTS | only(LEADER)


def leaders(contract: Contract, **changes) -> Contract:
    """The contract as if it were of this leader's community."""
    community = Community.objects.of_member(person(LEADER)).first()
    Application.objects.filter(pk=contract.application_id).update(community=community)
    Contract.objects.filter(pk=contract.pk).update(**changes)
    return contract


def running(state: str = "in_force") -> dict[str, object]:
    """The contract that waits for the answer to its change."""
    return {"pk": leaders(ChangeRequest.objects.get().contract, state=state).pk}


def to_fit() -> dict[str, object]:
    return running("budget")


def change() -> dict[str, object]:
    running()
    return {"pk": ChangeRequest.objects.first().pk}


def open_report() -> dict[str, object]:
    return {"pk": ProjectReport.objects.filter(contract=running()["pk"]).first().pk}


def told() -> ProjectReport:
    """The final report of the finished project, with its receipts and photo."""
    report = ReportPhoto.objects.get().report
    leaders(report.contract)
    return report


def receipt() -> dict[str, object]:
    report = told()
    return {"pk": report.pk, "receipt": report.receipts.first().pk}


def photo() -> dict[str, object]:
    report = told()
    return {"pk": report.pk, "photo": report.photos.first().pk}


def public_photo() -> dict[str, object]:
    report = told()
    return {"pk": report.contract.application_id, "photo": report.photos.first().pk}


def written(name: str, find) -> Page:
    """A form of the community: officers read what comes of it, but do not write in it."""
    return Page(name, ((only(LEADER), 200), (GUESTS, 302), (READS_PROJECTS, 403), (EVERYONE, 404)), find)


PAGES: tuple[Page, ...] = (
    public("grants:project_photo", public_photo),
    private("grants:contract_detail", running, opens=ALL_READERS),
    written("grants:contract_budget", to_fit),
    private("grants:contract_sign", running, status=405),
    private("grants:contract_account", running, status=405),
    private("grants:contract_decline", running, status=405),
    written("grants:change_create", running),
    written("grants:end_ask", running),
    private("grants:change_detail", change, opens=ALL_READERS),
    private("grants:change_withdraw", change, status=405),
    private("grants:report_detail", open_report, opens=ALL_READERS),
    written("grants:report_form", open_report),
    private("grants:report_autosave", open_report, status=405),
    private("grants:report_receipt_add", open_report, status=405),
    private("grants:report_receipt", receipt, opens=ALL_READERS),
    private("grants:report_receipt_remove", receipt, status=405),
    private("grants:report_photo_add", open_report, status=405),
    private("grants:report_photo", photo, opens=ALL_READERS),
    private("grants:report_photo_remove", photo, status=405),
)

DESKS: dict[str, Desk] = {
    "grants.contract": Desk(
        READS_PROJECTS, steps=dict.fromkeys(("kopija", "speka", "atteikums", "izbeigt", "atmaksats"), only(CALLS))
    ),
    "grants.instalment": Desk(
        READS_PROJECTS, steps={"sagatavot": only(CALLS)} | dict.fromkeys(("apstiprinat", "atlikt"), only(ACCOUNTANT))
    ),
    "grants.changerequest": Desk(READS_PROJECTS, steps=dict.fromkeys(("atbildet", "izbeigt"), only(CALLS))),
    "grants.projectreport": Desk(READS_PROJECTS, steps=dict.fromkeys(("pienemt", "jautat"), only(CALLS))),
}
