"""How the receipt of an application reads."""

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.templatetags.portal_ui import money


def _application_receipt(application: Application) -> ReceiptView:
    facts = [
        (_("Call"), application.call.title),
        (_("Applicant"), application.community.name),
        (_("Requested"), money(application.requested)),
        (_("Total"), money(application.total)),
    ]
    return ReceiptView(
        title=application.title, kind=_("Application"), status=application.status, facts=facts, text=application.summary
    )


RECEIPTS.register(Application._meta.label_lower, _application_receipt)
