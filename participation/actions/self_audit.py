from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from participation.enums import Mistake, Occurrence, Promise
from participation.models import SelfAudit, SelfAuditMark
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.municipality.models import Unit
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.clock import end_of_day
from portal.ui.links import plain_reverse
from portal.ui.visibility import Visibility

SHORTEST_EVIDENCE = 20


@action("participation.self_audit.asked")
def ask_self_audit(*, unit: Unit, year: int, by=None, now: datetime) -> SelfAudit:
    """The year is over: the unit looks back at it. To fill it in is the unit's obligation from the first of January."""
    audit = SelfAudit.objects.create(unit=unit, year=year)
    record(target=audit, year=year)
    open_obligation(
        kind=Promise.SELF_AUDIT,
        subject=audit,
        holder=unit,
        received_at=end_of_day(date(year, 12, 31)),
        label=_("Self-audit %(year)s") % {"year": year},
        address=plain_reverse("participation:self_audit"),
        staff_address=plain_reverse("admin:participation_selfaudit_change", audit.pk),
        visibility=Visibility.STAFF,
    )
    return audit


@action("participation.self_audit.filled")
def fill_self_audit(
    *, audit: SelfAudit, marks: Mapping[Mistake, tuple[Occurrence, str]], by, now: datetime
) -> SelfAudit:  # fmt: skip
    """Say of each of the nine mistakes whether it happens, and by what that is seen. Everybody reads it from then on;
    filled in once more, it says the new.

    Raises ``InvalidInput`` for a mistake left out or an evidence that is no sentence.
    """
    audit = SelfAudit.objects.lock(audit.pk)
    for mistake in Mistake:
        occurrence, evidence = marks.get(mistake, ("", ""))
        if occurrence not in Occurrence.values:
            raise InvalidInput(_("Say of each of the nine mistakes whether it happens."), field=f"{mistake}_occurrence")
        if len(evidence.strip()) < SHORTEST_EVIDENCE:
            raise InvalidInput(
                _("Say in a sentence by what it is seen: an example, a number or a date."), field=f"{mistake}_evidence"
            )
    audit.filled_at, audit.filled_by = now, by
    audit.save(update_fields=["filled_at", "filled_by", "updated_at"])
    for mistake in Mistake:
        occurrence, evidence = marks[mistake]
        SelfAuditMark.objects.update_or_create(
            audit=audit, mistake=mistake, defaults={"occurrence": occurrence, "evidence": evidence.strip()}
        )
    record(target=audit, mistakes=sum(occurrence != Occurrence.NO for occurrence, _evidence in marks.values()))
    fulfil_obligation(kind=Promise.SELF_AUDIT, subject=audit, now=now)
    return audit
