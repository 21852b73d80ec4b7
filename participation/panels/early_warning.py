"""What the sender of an early warning sees behind the receipt, and nobody else anywhere."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from participation.models import EarlyWarning
from portal.audit.erasure import blank_history
from portal.municipality.models import Unit
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.panels import Panel, Slot, fill_slot


@dataclass(frozen=True)
class Reply:
    """The answer as the answer card shows it."""

    reason: str
    next_step: str
    unit: Unit
    published_at: datetime


def _warning_receipt(warning: EarlyWarning) -> ReceiptView:
    facts = [(_("What is it about"), warning.category), (_("Where"), warning.place), (_("Who reads it"), warning.unit)]
    if warning.police_at:
        facts.append((_("Police"), _("called in")))
    answered = warning.answered_at
    return ReceiptView(
        title=_("Message to the municipality"),
        kind=_("Early warning"),
        status=warning.status,
        facts=[(label, str(value)) for label, value in facts if value],
        text=warning.text,
        answer=Reply(warning.answer, warning.next_step, warning.unit, answered) if answered else None,
    )


RECEIPTS.register(EarlyWarning._meta.label_lower, _warning_receipt)


@fill_slot(Slot.HUB)
def way_to_the_form(*, now):
    return [Panel("participation/partials/hub_warning.html", order=80, anchor="bridinajums", title=_("Did you notice trouble?"))]


@fill_slot(Slot.OWN_DATA)
def own_warnings(person):
    own = EarlyWarning.objects.filter(author=person)
    return [("early_warnings", [{"text": one.text, "place": one.place, "sent": one.received_at.isoformat()} for one in own])]


@fill_slot(Slot.ERASURE)
def forget_sender(person, *, check_only: bool, now):
    """The unit may still have to act on what was noticed; who noticed it is forgotten."""
    if check_only:
        return []
    rows = EarlyWarning.objects.filter(author=person)
    pks = list(rows.values_list("pk", flat=True))
    rows.update(author=None, author_name="", author_email="", phone="")
    blank_history(EarlyWarning, pks)
    return []
