"""Which picture belongs to what, and who may see it."""

from communities.models import CentrePhoto, Event, EventPhoto, GoodPractice, PracticePhoto, ResourceCentre
from portal.files.models import File


def visible_picture(user, pk) -> File | None:
    """The file of a picture whose owner ``user`` may see."""
    owners = (
        (EventPhoto, "event", Event),
        (CentrePhoto, "centre", ResourceCentre),
        (PracticePhoto, "practice", GoodPractice),
    )
    for album, owner, model in owners:
        found = album.objects.filter(file_id=pk, **{f"{owner}__in": model.objects.visible_to(user)})
        if photo := found.select_related("file").first():
            return photo.file
    return None
