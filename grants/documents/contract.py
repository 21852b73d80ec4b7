"""The grant contract on paper, in Latvian document form (facts 2.7), built from the rows of the project."""

from django.utils.translation import gettext_lazy as _

from grants.enums import InstalmentCondition, LineKind, ReportKind
from grants.models import Contract
from grants.queries.contract import CONTRACT_DOCUMENT
from portal.documents.kinds import DocumentKind, register_document

AFTER = {
    InstalmentCondition.CONTRACT: "pēc līguma spēkā stāšanās",
    InstalmentCondition.INTERIM_REPORT: "pēc starpposma pārskata apstiprināšanas",
    InstalmentCondition.FINAL_REPORT: "pēc noslēguma pārskata apstiprināšanas",
}
REPORTS = {ReportKind.INTERIM: "Starpposma pārskats", ReportKind.FINAL: "Noslēguma pārskats"}
KINDS = {
    LineKind.COST: "Izmaksas",
    LineKind.IN_KIND: "Pašu ieguldījums natūrā",
    LineKind.OWN_MONEY: "Pašu nauda",
    LineKind.OTHER_MONEY: "Citi finansētāji",
}


def contract_context(contract: Contract) -> dict:
    """The parties, the sum, its parts, the days of reports and the budget as it stands when the contract is printed."""
    application = contract.application
    lines = list(application.budget_lines.select_related("category", "rate").order_by("position"))
    return {
        "contract": contract,
        "application": application,
        "call": application.call,
        "community": application.community,
        "decision": application.decision,
        "instalments": [(part, AFTER[part.condition]) for part in contract.instalments.all()],
        "reports": [(REPORTS[report.kind], report.due_on) for report in contract.reports.all()],
        "budget": [(label, [line for line in lines if line.kind == kind]) for kind, label in KINDS.items()],
    }


def may_view_contract(user, contract: Contract) -> bool:
    return user.is_authenticated and Contract.objects.visible_to(user).filter(pk=contract.pk).exists()


register_document(
    DocumentKind(
        key=CONTRACT_DOCUMENT,
        label=_("Grant contract"),
        template="grants/documents/contract.html",
        context=contract_context,
        title=lambda contract: f"Finansēšanas līgums Nr. {contract.number}",
        file_name=lambda contract: f"ligums-{contract.year}-{contract.ordinal}",
        may_view=may_view_contract,
        is_party=lambda user, contract: user.has_perm("communities.edit_for_community", contract.application.community),
    )
)
