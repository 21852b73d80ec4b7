from datetime import datetime

from portal.audit.actions import action, record
from portal.files.models import File
from portal.municipality.models import Municipality
from portal.municipality.queries import forget_municipality


@action("municipality.municipality.arms_changed")
def change_arms(*, municipality: Municipality, arms: File, by, now: datetime) -> Municipality:
    """Show another coat of arms from now on. The earlier one stays stored for the history that points at it."""
    municipality = Municipality.objects.lock(municipality.pk)
    municipality.arms = arms
    municipality.save(update_fields=["arms", "updated_at"])
    record(target=municipality, sha256=arms.sha256)
    forget_municipality()
    return municipality
