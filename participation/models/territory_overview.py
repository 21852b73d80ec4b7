from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from portal.audit.history import tracked
from portal.db import TimestampedModel


@tracked()
class TerritoryOverview(TimestampedModel):
    """What a planner from outside must know of the people of a territory before planning it (S4-90).

    Public data only, printed on a day: each printing is a version of the document.
    """

    planner = models.CharField(
        _("for whom"), max_length=200, help_text=_("The developer or planner and the plan, as it stands in the title.")
    )
    neighbourhoods = models.ManyToManyField(Neighbourhood, related_name="+", verbose_name=_("territory"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))

    class Meta:
        verbose_name = _("overview for a planner")
        verbose_name_plural = _("overviews for planners")
        ordering = ["-created_at", "-pk"]

    class Privacy:
        personal = ("made_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.planner
