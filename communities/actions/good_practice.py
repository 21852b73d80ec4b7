from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from communities.actions.community import free_slug
from communities.actions.photo import add_photo
from communities.enums import PracticeState, Promise
from communities.models import GoodPractice, Term
from communities.queries.units import unit_in_charge
from communities.workflow import PRACTICE
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.files.models import File
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.visibility import Visibility


@action("communities.good_practice.submitted")
def submit_practice(
    *, practice: GoodPractice, terms: dict[str, Iterable[Term]], by, now: datetime, photo: File | None = None, alt: str = ""
) -> GoodPractice:
    """A community hands in a card, or hands it in again when it was sent back: an officer reads it by a known day.

    ``terms`` maps ``tags``, ``tools`` and ``aspects`` to the words chosen. Raises ``StateConflict`` for a card that is
    being read or is public already.
    """
    if practice.pk:
        state = GoodPractice.objects.lock(practice.pk).state
        PRACTICE.check(state, PracticeState.SUBMITTED)
    else:
        practice.slug = free_slug(GoodPractice, practice.title)
    practice.state, practice.submitted_by = PracticeState.SUBMITTED, by
    practice.full_clean(exclude=["slug"])
    practice.save()
    for name, words in terms.items():
        getattr(practice, name).set(words)
    record(target=practice)
    if photo:
        add_photo(album=practice.photos, file=photo, alt=alt, by=by, now=now)
    unit = unit_in_charge(practice.community.neighbourhoods.all())
    open_obligation(
        kind=Promise.CARD_READING,
        subject=practice,
        holder=unit,
        received_at=now,
        label=practice.title,
        address=plain_path(practice),
        staff_address=plain_reverse("admin:communities_goodpractice_change", practice.pk),
        visibility=Visibility.STAFF,
    )
    return practice


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
    fulfil_obligation(kind=Promise.CARD_READING, subject=practice, now=now)
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
    fulfil_obligation(kind=Promise.CARD_READING, subject=practice, now=now)
    index(practice)
    if practice.submitted_by_id:
        notify("communities.practice_returned", subject=practice, now=now)
    return practice
