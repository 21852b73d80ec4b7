from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.db import TimestampedModel, not_blank
from portal.files.models import File


class Photo(TimestampedModel):
    """A public picture with its text for those who cannot see it. Place and camera were removed on upload."""

    file = models.OneToOneField(File, models.PROTECT, related_name="+", verbose_name=_("photo"))
    alt = models.CharField(_("what is seen in the photo"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [not_blank("%(class)s_has_alt", "alt", minimum=3)]

    class Privacy:
        personal = ("alt",)
        retention = "as the thing it shows"

    def __str__(self) -> str:
        return self.alt
