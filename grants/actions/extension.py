from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from grants.enums import ApplicationState, CallState
from grants.models import Application, Call, Extension
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify


@action("grants.extension.granted")
def grant_extension(*, call: Call, community: Community, until: datetime, reason: str, by, now: datetime) -> Extension:
    """Give one community a later deadline, for a reason that auditors read. A later one still replaces the earlier.

    It reaches the community's draft, or the one it begins meanwhile; nobody else's.
    """
    call = Call.objects.lock(call.pk)
    if call.state != CallState.PUBLISHED:
        raise StateConflict(_("A deadline can be moved only while the call takes applications or its evaluation has not begun."))
    if until <= max(call.closes_at, now):
        raise InvalidInput(_("The day must be later than the deadline of the call and than now."), field="until")
    if timezone.localdate(until) >= call.decision_on:
        raise InvalidInput(_("The decision of the call is promised by then. Choose an earlier day."), field="until")
    if len("".join(reason.split())) < 30:
        raise InvalidInput(_("Say in a sentence or two what happened: auditors and the community read it."), field="reason")
    extension, _made = Extension.objects.update_or_create(
        call=call, community=community,
        defaults={"until": until, "reason": reason.strip(), "granted_at": now, "granted_by": by},
    )  # fmt: skip
    Application.objects.filter(call=call, community=community, state=ApplicationState.DRAFT).update(extended_until=until)
    record(target=extension, call=call, community=community, until=until, reason=reason.strip())
    notify("grants.extension_granted", subject=extension, now=now)
    return extension
