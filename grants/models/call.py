from datetime import datetime
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast, Coalesce, Extract
from django.utils.translation import gettext_lazy as _

from communities.models import Event
from grants.enums import ApplicantKind, CallState
from grants.validators.dates import date_faults
from grants.workflow import CALL
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status, Tone

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]
SHARE = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


def _taking(now: datetime) -> Q:
    return Q(state=CallState.PUBLISHED, opens_at__lte=now, closes_at__gt=now)


IN_ROW = (
    "title", "slug", "summary", "smallest_grant", "largest_grant", "total", "rounds", "ideas_until", "opens_at", "closes_at",
)  # fmt: skip
"""What a row of calls shows (``call_row.html``)."""


class CallQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "CallQuerySet":
        return self if user.has_perm("grants.change_call") else self.exclude(state=CallState.DRAFT)

    def open(self, now: datetime) -> "CallQuerySet":
        """Applications are taken now; at the deadline's instant it is over."""
        return self.filter(_taking(now))

    def with_deadline(self, now: datetime) -> "CallQuerySet":
        """``deadline`` is what whoever wants to take part has to keep: of a call with two rounds the one for ideas, while it
        is to come."""
        return self.annotate(deadline=Case(When(rounds=2, ideas_until__gt=now, then="ideas_until"), default="closes_at"))

    def by_turn(self, now: datetime) -> "CallQuerySet":
        """With the ``deadline``. ``rank`` has the open calls before those to come and the closed ones last; by ``turn`` the
        one with the nearest deadline, that opens soonest or closed last leads its rank."""
        nearest, opens, closes = (
            Cast(Extract(name, "epoch"), models.BigIntegerField()) for name in ("deadline", "opens_at", "closes_at")
        )
        to_come = Q(state=CallState.PUBLISHED, opens_at__gt=now)
        return self.with_deadline(now).annotate(
            rank=Case(When(_taking(now), then=0), When(to_come, then=1), default=2),
            turn=Case(When(_taking(now), then=nearest), When(to_come, then=opens), default=-closes),
        )

    def for_list(self) -> "CallQuerySet":
        """With the number of applications handed in, counted for the rows that are shown, not for all calls."""
        applications = self.model._meta.get_field("applications").related_model.objects
        handed_in = applications.submitted().filter(call=OuterRef("pk")).order_by().values("call")
        count = Subquery(handed_in.annotate(n=models.Count("pk")).values("n"))
        return self.select_related("unit").annotate(submitted_count=Coalesce(count, 0))


@tracked()
class Call(TimestampedModel):
    """A call for projects (projektu konkurss): who may apply for how much, by when, and how it is judged.

    Sums are EUR; shares are percent of the project's total. ``closes_at`` is a half-open instant. What the guidelines
    of document 004 ask for is checked before publishing; a soft rule that is not met keeps its public justification.
    """

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=CallState, default=CallState.DRAFT)
    summary = models.TextField(_("in short"))
    description = models.TextField(_("what the money is for"), blank=True)
    rules = models.TextField(_("rules of the call"), blank=True, help_text=_("The statute (nolikums) in full."))
    themes = ArrayField(models.CharField(max_length=80), verbose_name=_("themes"), default=list, blank=True)
    priorities = ArrayField(
        models.CharField(max_length=120), verbose_name=_("priorities"), default=list, blank=True,
        help_text=_("What the municipality wants most this time. One on each line."),
    )  # fmt: skip
    target_groups = ArrayField(models.CharField(max_length=80), verbose_name=_("target groups"), default=list, blank=True)
    eligible_applicants = ArrayField(
        models.CharField(max_length=15, choices=ApplicantKind), verbose_name=_("who may apply"), default=list, blank=True
    )
    exclusions = models.TextField(_("who may not apply"), blank=True)
    ineligible_costs = models.TextField(_("ineligible costs"), blank=True)

    total = models.DecimalField(_("money in all"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    smallest_grant = models.DecimalField(_("grant from"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    largest_grant = models.DecimalField(_("grant up to"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    intensity = models.DecimalField(
        _("aid intensity, %"), max_digits=5, decimal_places=2, validators=SHARE,
        help_text=_("The largest share of the project's total that the municipality pays."),
    )  # fmt: skip
    admin_cap = models.DecimalField(
        _("cap on administration and management, %"), max_digits=5, decimal_places=2, validators=SHARE
    )
    one_per_applicant = models.BooleanField(_("one application per applicant"), default=True)
    allows_joint = models.BooleanField(
        _("joint applications"), default=True, help_text=_("Several communities may apply together with one project.")
    )
    threshold = models.DecimalField(_("points needed"), max_digits=5, decimal_places=2, validators=SHARE)
    tie_criterion = models.ForeignKey(
        "grants.Criterion", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("a tie is decided by"),
        help_text=_("If its points are equal too, who was not funded before comes first."),
    )  # fmt: skip

    rounds = models.PositiveSmallIntegerField(
        _("rounds"), choices=[(1, _("one: full applications at once")), (2, _("two: ideas first, then full applications"))],
        default=1,
    )  # fmt: skip
    ideas_until = models.DateTimeField(_("ideas until"), null=True, blank=True)
    ideas_consulted = models.BooleanField(_("residents are asked about the public ideas"), default=False)
    development_grant = models.DecimalField(
        _("grant for developing the full application"), max_digits=8, decimal_places=2, default=Decimal(0),
        validators=NOT_NEGATIVE, help_text=_("For each applicant invited to the second round."),
    )  # fmt: skip
    opens_at = models.DateTimeField(_("applications from"))
    closes_at = models.DateTimeField(_("applications until"))
    seminar_at = models.DateTimeField(_("preparation seminar"), null=True, blank=True)
    seminar_ends_at = models.DateTimeField(_("seminar until"), null=True, blank=True)
    seminar_place = models.CharField(
        _("place of the seminar"), max_length=200, blank=True,
        help_text=_("With a place and both times, registration opens together with the call."),
    )  # fmt: skip
    seminar_capacity = models.PositiveSmallIntegerField(
        _("places at the seminar"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    seminar = models.OneToOneField(
        Event, models.PROTECT, null=True, blank=True, related_name="call", verbose_name=_("announced seminar"), editable=False
    )
    questions_until = models.DateTimeField(_("questions until"), null=True, blank=True)
    decision_on = models.DateField(_("decision by"))
    implementation_from = models.DateField(_("projects from"))
    implementation_to = models.DateField(_("projects until"))
    interim_report_on = models.DateField(_("interim report by"), null=True, blank=True)
    final_report_on = models.DateField(_("final report by"), null=True, blank=True)
    equality_answer = models.TextField(
        _("does the call favour those who already have staff or premises?"), blank=True, help_text=_("Say how it does not.")
    )
    channels = ArrayField(models.CharField(max_length=80), verbose_name=_("where it is announced"), default=list, blank=True)
    justifications = models.JSONField(_("justifications"), default=dict, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120)
    contact_phone = models.CharField(_("contact person's phone"), max_length=30)
    contact_email = models.EmailField(_("contact person's e-mail"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    cancel_reason = models.TextField(_("why it was cancelled"), blank=True)
    lessons = models.TextField(_("what we learned"), blank=True, db_default="")

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for projects")
        verbose_name_plural = _("calls for projects")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens",
                violation_error_message=_("The deadline must be later than the opening."),
            ),
            models.CheckConstraint(
                condition=Q(largest_grant__gte=F("smallest_grant")), name="call_grant_range",
                violation_error_message=_("The largest grant may not be smaller than the smallest."),
            ),
            models.CheckConstraint(
                condition=Q(implementation_to__gt=F("implementation_from")), name="call_implementation_range",
                violation_error_message=_("Projects must end after they begin."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="call_published_has_time",
            ),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="call_cancelled_has_reason"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-closes_at", "-id"], name="call_recent"),
            models.Index(fields=["closes_at"], condition=Q(state="published"), name="call_open"),
        ]

    class Privacy:
        personal = ("contact_post", "contact_phone", "contact_email")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("grants:call_detail", self.slug)

    def clean(self) -> None:
        """The days of a call follow one another; each fault stands beside its day."""
        if faults := date_faults(self):
            raise ValidationError(faults)

    @property
    def questions_close_at(self) -> datetime:
        """From when on nobody can ask any more: at the latest with the deadline."""
        return self.questions_until or self.closes_at

    def takes_questions_at(self, now: datetime) -> bool:
        return self.state == CallState.PUBLISHED and now < self.questions_close_at

    def is_open(self, now: datetime) -> bool:
        """Whether an application that arrived at ``now`` is in time."""
        return self.state == CallState.PUBLISHED and self.opens_at <= now < self.closes_at

    def status_at(self, now: datetime) -> Status:
        if self.state != CallState.PUBLISHED:
            return CALL.status(self.state)
        if now < self.opens_at:
            return Status("upcoming", _("announced"), _("opens soon"), tone=Tone.NEUTRAL)
        if now < self.closes_at:
            return Status("open", _("open for applications"), _("open for applications"), tone=Tone.OPEN)
        return Status(
            "closed", _("closed for applications"), _("closed for applications"), _("Officers check the applications."), Tone.OPEN
        )
