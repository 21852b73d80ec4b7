from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.actions.weaving import clear_text, refuse_if_changed
from actionplans.actions.writing import lock_written
from actionplans.models import Challenge
from actionplans.queries.coding import next_position
from portal.audit.actions import action, record
from portal.errors import StateConflict


@action("actionplans.challenge.written")
def write_challenge(*, challenge: Challenge, seen: datetime | None = None, by, now: datetime) -> Challenge:
    """Save what stands in the way of the vision; ``challenge`` brings what was typed. A new one comes last."""
    plan = lock_written(challenge.plan)
    refuse_if_changed(challenge, seen)
    clear_text(challenge, "title", "explanation")
    if challenge.pk is None:
        challenge.position = next_position(plan)
    challenge.save()
    record(target=plan, challenge=challenge)
    return challenge


@action("actionplans.challenge.removed")
def remove_challenge(*, challenge: Challenge, by, now: datetime) -> None:
    """Take a challenge out of the draft. Raises ``StateConflict`` while a goal answers it."""
    plan = lock_written(challenge.plan)
    if goals := list(challenge.goals.all()):
        raise StateConflict(_("A goal answers it, so it stays: %(goals)s.") % {"goals": "; ".join(str(one) for one in goals)})
    record(target=plan, challenge=challenge)
    challenge.delete()
