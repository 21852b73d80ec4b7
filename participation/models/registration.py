from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.enums import RegistrationState
from communities.models.event import RegistrationQuerySet
from participation.models.forum import Forum
from portal.db import TimestampedModel


class ForumRegistration(TimestampedModel):
    """Somebody wants to come to a forum, with ``seats`` people in all. A guest's counts once the link in the e-mail is
    opened."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="registrations", verbose_name=_("residents' forum"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    seats = models.PositiveSmallIntegerField(_("how many people"), default=1)
    needs = models.CharField(_("what you need to take part"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RegistrationState, default=RegistrationState.UNCONFIRMED)
    registered_at = models.DateTimeField(_("registered at"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration for a forum")
        verbose_name_plural = _("registrations for forums")
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("forum"), models.functions.Lower("email"), condition=~Q(state="cancelled"), name="forum_registration_once"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=10), name="forum_registration_one_to_ten"),
        ]

    class Privacy:
        personal = ("user", "name", "email", "needs")
        retention = "30 days after the forum"
        ended_by = "participation.tasks.registration.erase_forum_registrations"

    def __str__(self) -> str:
        return self.name
