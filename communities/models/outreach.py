from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.neighbourhood import Neighbourhood
from portal.db import LockingQuerySet, TimestampedModel, not_blank


class OutreachContactQuerySet(LockingQuerySet):
    def to_be_erased(self, today: date) -> "OutreachContactQuerySet":
        return self.filter(erase_on__lte=today)


class OutreachContact(TimestampedModel):
    """Somebody an officer knows in a place where no community has formed yet (S4-145, S4-153).

    For officers alone. Kept on a stated legal basis and erased after ``OUTREACH_CONTACT_MONTHS``.
    """

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="outreach_contacts", verbose_name=_("neighbourhood")
    )
    name = models.CharField(_("name"), max_length=120)
    reached_by = models.CharField(_("how to reach"), max_length=150)
    note = models.TextField(_("what unites the place, who is listened to"), blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    noted_on = models.DateField(_("noted on"))
    erase_on = models.DateField(_("is erased on"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by"))

    objects = OutreachContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("outreach contact")
        verbose_name_plural = _("outreach contacts")
        ordering = ["erase_on", "pk"]
        constraints = [
            not_blank("outreach_contact_has_basis", "legal_basis", message=_("Say on what legal basis the contact is kept.")),
            models.CheckConstraint(
                condition=models.Q(erase_on__gt=models.F("noted_on")), name="outreach_contact_is_erased_later"
            ),
        ]

    class Privacy:
        personal = ("name", "reached_by", "note", "noted_by")
        retention = "12 months"
        ended_by = "communities.tasks.outreach.erase_outreach_contacts"

    def __str__(self) -> str:
        return self.name
