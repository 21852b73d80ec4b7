"""What a person handed in."""

from grants.models import Application, ApplicationDraft
from portal.audit.erasure import ERASED
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_applications(person):
    rows = Application.objects.filter(submitted_by=person).select_related("call")
    return [
        (
            "applications",
            [
                {"call": one.call.title, "title": one.title, "submitted": one.submitted_at.isoformat()}
                for one in rows
                if one.submitted_at
            ],
        )
    ]


@fill_slot(Slot.ERASURE)
def leave_drafts(person, *, check_only: bool, now):
    """What was typed together stays the community's; that this person typed it does not."""
    if check_only:
        return []
    for draft in ApplicationDraft.objects.filter(application__community__memberships__user=person).distinct():
        for section in draft.data.values():
            if section.get("by") == person.pk:
                section["by_name"] = ERASED
        draft.save(update_fields=["data"])
    return []
