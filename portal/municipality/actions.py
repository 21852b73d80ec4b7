from datetime import datetime

from django.utils.translation import gettext as _

from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.files.models import File
from portal.municipality.models import Municipality
from portal.municipality.queries import forget_municipality


@action("municipality.municipality.entered")
def enter_municipality(*, name: str, registration_number: str, email: str, now: datetime) -> Municipality:
    """Make the one record of an installation, with what its first letters need.

    Raises ``StateConflict`` when it is there already, ``ValidationError`` for a number or an address that is wrong.
    """
    if Municipality.objects.exists():
        raise StateConflict(_("The municipality is entered already. Its record is changed in the admin."))
    municipality = Municipality(pk=1, name=name, name_genitive=name, registration_number=registration_number, email=email)
    municipality.clean_fields(exclude={"council_name", "address", "place", "phone", "signatory_post"})
    municipality.save(force_insert=True)
    record(target=municipality)
    forget_municipality()
    return municipality


@action("municipality.municipality.arms_changed")
def change_arms(*, municipality: Municipality, arms: File, by, now: datetime) -> Municipality:
    """Show another coat of arms from now on. The earlier one stays stored for the history that points at it."""
    municipality = Municipality.objects.lock(municipality.pk)
    municipality.arms = arms
    municipality.save(update_fields=["arms", "updated_at"])
    record(target=municipality, sha256=arms.sha256)
    forget_municipality()
    return municipality
