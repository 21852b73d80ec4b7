from datetime import datetime

from django.utils.translation import gettext as _

from communities.enums import PracticeState
from communities.models import GoodPractice
from communities.workflow import PRACTICE
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.notifications.actions import notify
from portal.ui.search import index


@action("communities.good_practice.published")
def publish_practice(*, practice: GoodPractice, by, now: datetime) -> GoodPractice:
    """Make a card public. It needs a challenge, a tool, an aspect, a tag, and a source or permission (D10)."""
    practice = GoodPractice.objects.lock(practice.pk)
    PRACTICE.check(practice.state, PracticeState.PUBLISHED)
    missing = [
        label
        for label, there in (
            (_("a hashtag"), practice.tags.exists()),
            (_("a culture tool"), practice.tools.exists()),
            (_("a resilience aspect"), practice.aspects.exists()),
            (_("the source or permission"), bool(practice.source.strip())),
            (_("the challenge"), bool(practice.challenge.strip())),
        )
        if not there
    ]
    if missing:
        raise InvalidInput(_("Before publishing add: %(missing)s.") % {"missing": ", ".join(missing)})
    practice.state, practice.published_at = PracticeState.PUBLISHED, now
    practice.save(update_fields=["state", "published_at", "updated_at"])
    record(target=practice)
    index(practice)
    if practice.submitted_by_id:
        notify("communities.practice_published", subject=practice, now=now)
    return practice


@action("communities.good_practice.returned")
def send_back_practice(*, practice: GoodPractice, reason: str, by, now: datetime) -> GoodPractice:
    """Send a card back to its author with the reason."""
    practice = GoodPractice.objects.lock(practice.pk)
    PRACTICE.check(practice.state, PracticeState.RETURNED)
    if len(reason.strip()) < 10:
        raise InvalidInput(_("Say what is missing, so that the author can complete it."), field="reason")
    practice.state, practice.return_reason = PracticeState.RETURNED, reason.strip()
    practice.save(update_fields=["state", "return_reason", "updated_at"])
    record(target=practice, reason=reason.strip())
    index(practice)
    if practice.submitted_by_id:
        notify("communities.practice_returned", subject=practice, now=now)
    return practice
