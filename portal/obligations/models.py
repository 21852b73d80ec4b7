from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.db import Folded, LockingQuerySet, TimestampedModel, not_blank, paired
from portal.municipality.models import Unit
from portal.obligations.kinds import KINDS, ObligationKind
from portal.obligations.working_days import TermUnit
from portal.ui.visibility import Visibility


class LegalRuleUnit(models.TextChoices):
    WORKING_DAYS = TermUnit.WORKING_DAYS.value, _("working days")
    DAYS = TermUnit.DAYS.value, _("days")
    MONTHS = TermUnit.MONTHS.value, _("months")
    HOURS = "hours", _("hours")
    PERCENT = "percent", _("percent")
    EUR = "eur", _("EUR")
    COUNT = "count", _("count")
    YEARS = "years", _("years")


ENDS_TOO_EARLY = _("The last day may not be before the first.")


class LegalRuleManager(models.Manager):
    def get_by_natural_key(self, code: str, valid_from: date) -> "LegalRule":
        return self.get(code=code, valid_from=valid_from)

    def unconfirmed(self, today: date) -> models.QuerySet["LegalRule"]:
        """Valid, but nobody has compared them with their source yet."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), valid_from__lte=today, checked_on__isnull=True)


@tracked()
class LegalRule(TimestampedModel):
    """A number of the law or of the guidelines, with the days on which it holds.

    The rule is chosen by the date of the case, so an old case keeps its old term. The first and the last day of
    validity both count.
    """

    code = models.CharField(_("code"), max_length=60)
    title = models.CharField(_("what it says"), max_length=200)
    title_en = models.CharField(_("what it says, in English"), max_length=200)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit of measure"), max_length=20, choices=LegalRuleUnit)
    citation = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("link to the source"), blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    is_hard = models.BooleanField(
        _("may not be broken"),
        default=False,
        help_text=_("A rule that may be broken asks for a public justification instead."),
    )

    objects = LegalRuleManager()

    class Meta:
        verbose_name = _("legal rule")
        verbose_name_plural = _("legal rules")
        ordering = ["code", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="legal_rule_ends_after_it_begins",
                violation_error_message=ENDS_TOO_EARLY,
            ),
            ExclusionConstraint(
                name="legal_rule_one_at_a_time",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Another value of this rule is valid on some of these days."),
            ),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title_en if (get_language() or "lv").startswith("en") else self.title

    def natural_key(self):
        return (self.code, self.valid_from)

    def clean(self) -> None:
        """Said before the constraints are asked: of days in the wrong order PostgreSQL cannot even build a range."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": ENDS_TOO_EARLY})


@tracked()
class WorkdayException(models.Model):
    """A day that is worked, or not, against what the law and the Cabinet's order say for everybody."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("is worked"))
    source = models.CharField(_("by whose order"), max_length=200)

    class Meta:
        verbose_name = _("exception to working days")
        verbose_name_plural = _("exceptions to working days")
        ordering = ["-day"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


class EmptyPhraseManager(models.Manager):
    def get_by_natural_key(self, text: str) -> "EmptyPhrase":
        return self.get(text=text)


@tracked()
class EmptyPhrase(TimestampedModel):
    """A phrase that says nothing ("pieņemts zināšanai"): in an answer its words do not count (D5, S4-41).

    One that turns out to be needed is no longer used, instead of deleted, so that an upgrade does not bring it back.
    """

    text = models.CharField(
        _("phrase"),
        max_length=150,
        unique=True,
        help_text=_("Length marks, capitals and punctuation do not matter. Add each form in which it is written."),
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_used = models.BooleanField(_("in use"), default=True)

    objects = EmptyPhraseManager()

    class Meta:
        verbose_name = _("empty phrase")
        verbose_name_plural = _("empty phrases")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                Folded(F("text")), name="empty_phrase_once", violation_error_message=_("This phrase is on the list already.")
            ),
            not_blank("empty_phrase_not_blank", "text", minimum=3, message=_("Write the phrase out.")),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.text

    def natural_key(self):
        return (self.text,)


class ObligationQuerySet(LockingQuerySet):
    def open(self) -> "ObligationQuerySet":
        return self.filter(fulfilled_at__isnull=True, cancelled_at__isnull=True)

    def fulfilled(self) -> "ObligationQuerySet":
        return self.filter(fulfilled_at__isnull=False)

    def overdue(self, now: datetime) -> "ObligationQuerySet":
        """At the due instant itself the time is over."""
        return self.open().filter(due_at__lte=now)

    def due_within(self, days: int, now: datetime) -> "ObligationQuerySet":
        return self.open().filter(due_at__gt=now, due_at__lte=now + timedelta(days=days))

    def about(self, subject: models.Model) -> "ObligationQuerySet":
        return self.filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)

    def held_by(self, holders: list[models.Model]) -> "ObligationQuerySet":
        """Promises of any of ``holders`` (units, persons, communities)."""
        if not holders:
            return self.none()
        condition = Q()
        for holder in holders:
            condition |= Q(holder_type=ContentType.objects.get_for_model(holder), holder_id=holder.pk)
        return self.filter(condition)

    def held_by_any(self, holders: models.QuerySet) -> "ObligationQuerySet":
        """Promises of whichever rows ``holders`` finds."""
        kind = ContentType.objects.get_for_model(holders.model)
        return self.filter(holder_type=kind, holder_id__in=holders.order_by().values("pk"))

    def public(self) -> "ObligationQuerySet":
        return self.filter(visibility=Visibility.PUBLIC)

    def visible_to(self, user) -> "ObligationQuerySet":
        if user.has_perm("obligations.view_sensitive_obligation"):
            return self
        if user.has_perm("obligations.view_obligation"):
            return self.exclude(visibility=Visibility.SENSITIVE)
        return self.public()

    def by_urgency(self) -> "ObligationQuerySet":
        return self.order_by("due_at", "pk")

    def reminder_due(self, now: datetime) -> "ObligationQuerySet":
        return self.open().filter(next_reminder_at__lte=now).order_by("next_reminder_at", "pk")


class Obligation(TimestampedModel):
    """One promise: something must be answered, decided or reported by a known day.

    Opened and closed by the domain action that makes and keeps the promise, in its transaction, so there is no
    promise without a row and no row that lies. The row carries what lists need (label, number, address, unit), so
    that officers' tasks, the leader's "what is due", the public clock and the reminders read this one table.

    ``due_at`` is a half-open instant in UTC: at that very instant the time is over. A due date means the whole day
    in Riga, so its instant is the midnight that ends it.
    """

    kind = models.CharField(_("kind"), max_length=60)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    holder_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    holder_id = models.BigIntegerField()
    holder = GenericForeignKey("holder_type", "holder_id")

    label = models.CharField(_("what"), max_length=300)
    number = models.CharField(_("number"), max_length=30, blank=True)
    address = models.CharField(_("page"), max_length=300, help_text=_("Path without a language prefix."))
    staff_address = models.CharField(_("page in the admin"), max_length=300, blank=True)
    neighbourhood_key = models.BigIntegerField(_("neighbourhood"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("responsible unit"))
    visibility = models.CharField(_("visible to"), max_length=10, choices=Visibility, default=Visibility.PUBLIC)

    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    term_amount = models.PositiveIntegerField(_("term"), null=True, blank=True)
    term_unit = models.CharField(_("counted in"), max_length=20, blank=True)
    received_at = models.DateTimeField(_("received"))
    due_at = models.DateTimeField(_("due"))
    first_due_at = models.DateTimeField(_("due at first"))

    extended_at = models.DateTimeField(_("extended"), null=True, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("extended by")
    )
    extension_reason = models.TextField(_("reason of the extension"), blank=True)

    fulfilled_at = models.DateTimeField(_("fulfilled"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_reason = models.CharField(_("why cancelled"), max_length=200, blank=True)

    next_reminder_at = models.DateTimeField(null=True, blank=True)
    next_reminder_step = models.CharField(max_length=30, blank=True)
    next_reminder_to = models.CharField(max_length=10, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(fulfilled_at__isnull=True, cancelled_at__isnull=True),
                name="obligation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="obligation_ends_one_way",
            ),
            paired("obligation_extension_whole", "extended_at", "extended_by"),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=True) | ~Q(extension_reason=""),
                name="obligation_extension_has_reason",
            ),
        ]
        indexes = [
            models.Index(F("fulfilled_at").desc(nulls_first=True), F("due_at").asc(), F("id").desc(), name="obligation_register"),
            models.Index(fields=["subject_type", "subject_id"], name="obligation_subject"),
            models.Index(fields=["holder_type", "holder_id", "due_at"], name="obligation_holder"),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(fulfilled_at__isnull=True, cancelled_at__isnull=True),
                name="obligation_open_due",
            ),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(fulfilled_at__isnull=True, cancelled_at__isnull=True),
                name="obligation_open_received",
            ),
            models.Index(
                fields=["next_reminder_at", "id"],
                condition=Q(fulfilled_at__isnull=True, cancelled_at__isnull=True, next_reminder_at__isnull=False),
                name="obligation_reminder_due",
            ),
            models.Index(fields=["unit", "due_at"], name="obligation_unit"),
            models.Index(fields=["neighbourhood_key", "due_at"], name="obligation_neighbourhood"),
            models.Index(fields=["-fulfilled_at", "id"], name="obligation_fulfilled"),
        ]

    class Privacy:
        personal = ("extended_by", "label", "extension_reason")
        retention = "as long as the thing that was promised"

    def __str__(self) -> str:
        return self.label

    @property
    def kind_info(self) -> ObligationKind:
        return KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        return self.fulfilled_at is None and self.cancelled_at is None

    @property
    def received_on(self) -> date:
        return timezone.localdate(self.received_at)

    @property
    def due_on(self) -> date:
        """The last day on which it is still in time, in Riga."""
        return timezone.localdate(self.due_at - timedelta(microseconds=1))

    @property
    def was_late(self) -> bool:
        return self.fulfilled_at is not None and self.fulfilled_at >= self.due_at


class Receipt(models.Model):
    """Proof that something was handed in: a number anyone may know and a secret only its holder knows.

    Numbers ascend and may have gaps. The secret is not stored: it is derived from the number, ``salt`` and the
    installation's key, so a copy of the table opens nothing.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    salt = models.CharField(max_length=32)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    handed_in_at = models.DateTimeField(_("handed in"))

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [models.UniqueConstraint(fields=["subject_type", "subject_id"], name="receipt_one_per_subject")]

    class Privacy:
        personal = ()
        retention = "as long as the thing it is for"

    def __str__(self) -> str:
        return self.number
