import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet):
    def of(self, target: models.Model) -> "EventQuerySet":
        """Everything official that happened to ``target``, newest first."""
        return self.filter(target_type=target._meta.label_lower, target_id=str(target.pk))

    def visible_to(self, user) -> "EventQuerySet":
        """Sensitive events are for the social service alone, not even for the auditor (architecture, Audit)."""
        if user.has_perm("audit.view_sensitive_event"):
            return self
        return self.filter(sensitive=False)


class Event(models.Model):
    """One official act: who did what to which thing, and when.

    There are no foreign keys, so that history outlives what it tells of. ``context_id`` ties the event to the
    before-and-after rows which the database triggers wrote in the same action. Rows are append-only: the database
    refuses to change or delete them outside the erasure action.
    """

    class ActorKind(models.TextChoices):
        PERSON = "person", _("signed-in person")
        GUEST = "guest", _("visitor without an account")
        SYSTEM = "system", _("the portal itself")

    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    name = models.CharField(_("what"), max_length=100)
    actor_kind = models.CharField(_("kind of actor"), max_length=10, choices=ActorKind)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_label = models.CharField(_("who"), max_length=200, blank=True)
    target_type = models.CharField(max_length=100)
    target_id = models.CharField(max_length=64)
    target_label = models.CharField(_("to what"), max_length=300)
    data = models.JSONField(_("details"), default=dict, blank=True)
    context_id = models.UUIDField(null=True, blank=True, db_index=True)
    sensitive = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-happened_at", "-id"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-happened_at"], name="audit_event_target"),
            models.Index(fields=["name", "-happened_at"], name="audit_event_name"),
            models.Index(fields=["actor_id", "-happened_at"], name="audit_event_actor"),
            models.Index(fields=["-happened_at", "-id"], name="audit_event_recent"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    class Privacy:
        personal = ("actor_id", "actor_label", "target_label", "data")
        retention = "permanent; names blanked on erasure"

    def __str__(self) -> str:
        return self.target_label


class Heartbeat(models.Model):
    """When a periodic task last ran: staff see on the proof page that the clockwork is alive."""

    name = models.CharField(_("task"), max_length=60, unique=True)
    beat_at = models.DateTimeField(_("last run"), default=timezone.now)
    result = models.CharField(_("result"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")
        ordering = ["name"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name
