from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from communities.enums import ParticipationLevel
from communities.models import Neighbourhood
from participation.enums import Audience, ConsultationKind, ConsultationState, Stage, Subject, Technique
from participation.models.preset import LegalBasis
from participation.workflow import CONSULTATION
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, only_columns, paired
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status, Tone

IN_ROW = (
    "title", "slug", "kind", "state", "summary", "opens_at", "closes_at", "cancelled_at", "result", "joint_count",
    "represented_count", "individual_count",
)  # fmt: skip
"""What a row of consultations shows (``consultation_row.html``)."""


class ConsultationQuerySet(LockingQuerySet):
    def published(self) -> "ConsultationQuerySet":
        return self.filter(state=ConsultationState.PUBLISHED)

    def public(self) -> "ConsultationQuerySet":
        """What everybody may read, also what was called off."""
        return self.exclude(state=ConsultationState.DRAFT)

    def cancelled(self) -> "ConsultationQuerySet":
        return self.filter(state=ConsultationState.CANCELLED)

    def visible_to(self, user) -> "ConsultationQuerySet":
        return self if user.has_perm("participation.view_consultation") else self.public()

    def open(self, now: datetime) -> "ConsultationQuerySet":
        """Opinions are taken now. At the closing instant itself it is over."""
        return self.published().filter(opens_at__lte=now, closes_at__gt=now)

    def upcoming(self, now: datetime) -> "ConsultationQuerySet":
        return self.published().filter(opens_at__gt=now)

    def closed(self, now: datetime) -> "ConsultationQuerySet":
        return self.published().filter(closes_at__lte=now)

    def for_list(self) -> "ConsultationQuerySet":
        """With the names of the neighbourhoods concerned in ``place_names``."""
        return self.select_related("unit").annotate(place_names=Neighbourhood.objects.names_for("consultations"))

    def for_rows(self) -> "ConsultationQuerySet":
        """As ``for_list``, with no more columns than a row shows."""
        return only_columns(self.for_list(), *IN_ROW)


@tracked()
class Consultation(TimestampedModel):
    """The municipality asks residents before it decides (apspriešana).

    ``opens_at`` and ``closes_at`` are instants; closing is half-open. It says what can still change and what cannot,
    and how to take part: without these it is not published (D1, S4-37, S4-78).
    """

    title = models.CharField(_("title"), max_length=90)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ConsultationKind)
    stage = models.CharField(_("stage of the decision"), max_length=15, choices=Stage)
    level = models.CharField(_("participation level"), max_length=12, choices=ParticipationLevel)
    subject = models.CharField(pgettext_lazy("consultation", "subject"), max_length=12, choices=Subject, default=Subject.DECISION)
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by", verbose_name=_("continues the consultation"),
        help_text=_("An earlier consultation on the same matter."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=10, choices=ConsultationState, default=ConsultationState.DRAFT)
    summary = models.TextField(_("in short"), help_text=_("Two or three sentences: why it matters to residents."))
    description = models.TextField(_("description"), blank=True)
    can_change = models.TextField(_("what can still change"), blank=True)
    cannot_change = models.TextField(_("what can no longer change"), blank=True)
    how_to_take_part = models.TextField(_("how to take part"), blank=True)
    easy_summary = models.TextField(_("in easy language"), blank=True)
    ways = ArrayField(
        models.CharField(max_length=15, choices=Technique), blank=True, default=list, verbose_name=_("ways of taking part")
    )
    audiences = ArrayField(
        models.CharField(max_length=15, choices=Audience), blank=True, default=list, verbose_name=_("for whom")
    )
    place = models.CharField(
        _("place near those concerned"), max_length=200, blank=True,
        help_text=_("Where the papers can be read and an opinion left in person."),
    )  # fmt: skip
    remote_link = models.URLField(_("link for taking part remotely"), blank=True)
    neighbourhoods = models.ManyToManyField(
        Neighbourhood, related_name="consultations", blank=True, verbose_name=_("neighbourhoods concerned")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120)
    contact_phone = models.CharField(_("contact person's phone"), max_length=30)
    contact_email = models.EmailField(_("contact person's e-mail"))
    norm = models.ForeignKey(LegalBasis, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("legal basis"))
    legal_basis = models.CharField(_("more exactly or another norm"), max_length=200, blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    decision_on = models.DateField(_("day of the decision"), null=True, blank=True)
    answers_by = models.DateField(_("all is answered by"), null=True, blank=True)
    justification = models.TextField(
        _("why the time is shorter"), blank=True,
        help_text=_("Public. Needed when the consultation is open for fewer days than the guidelines advise."),
    )  # fmt: skip
    first_closes_at = models.DateTimeField(_("first announced closing"), null=True, blank=True)
    extension_reason = models.CharField(_("why the time is longer"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_reason = models.TextField(_("why it was cancelled"), blank=True)
    result = models.TextField(_("what came of it"), blank=True)
    result_at = models.DateTimeField(_("result published at"), null=True, blank=True)
    lessons = models.TextField(_("what we learned"), blank=True, db_default="")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    joint_count = models.PositiveIntegerField(default=0, editable=False)
    represented_count = models.PositiveIntegerField(default=0, editable=False)
    individual_count = models.PositiveIntegerField(default=0, editable=False)
    answered_count = models.PositiveIntegerField(default=0, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="consultation_closes_after_it_opens",
                violation_error_message=_("The closing must be later than the opening."),
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~(Q(can_change="") | Q(how_to_take_part="")),
                name="consultation_published_says_how",
                violation_error_message=_("Say what can still change and how to take part before publishing."),
            ),
            models.CheckConstraint(condition=~Q(continues=F("pk")), name="consultation_does_not_continue_itself"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False) & ~Q(cancelled_reason=""),
                name="consultation_cancelled_says_why",
            ),
            paired("consultation_cancellation_whole", "cancelled_at", "cancelled_by"),
        ]
        indexes = [
            models.Index(fields=["closes_at", "id"], condition=Q(state="published"), name="consultation_open"),
            models.Index(fields=["-closes_at", "-id"], name="consultation_recent"),
        ]

    class Privacy:
        personal = ("contact_post", "contact_phone", "contact_email", "published_by", "cancelled_by")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("participation:consultation_detail", self.slug)

    @property
    def way_labels(self) -> list[str]:
        return [str(Technique(one).label) for one in self.ways]

    @property
    def audience_labels(self) -> list[str]:
        return [str(Audience(one).label) for one in self.audiences]

    def is_open(self, now: datetime) -> bool:
        """Whether an opinion that arrived at ``now`` counts."""
        return self.state == ConsultationState.PUBLISHED and self.opens_at <= now < self.closes_at

    def status_at(self, now: datetime) -> Status:
        """The state as a resident sees it: published means coming, open or closed, by the clock."""
        if self.state != ConsultationState.PUBLISHED:
            return CONSULTATION.status(self.state)
        if now < self.opens_at:
            return Status("upcoming", _("not open yet"), _("opens soon"), tone=Tone.NEUTRAL)
        if self.result:
            return Status("concluded", _("result published"), _("result published"), tone=Tone.DONE)
        if now < self.closes_at:
            return Status(
                "open", _("open for opinions"), _("open for opinions"), _("Each opinion gets its own answer."), Tone.OPEN
            )
        return Status(
            "closed",
            pgettext("consultation", "closed"),
            pgettext("consultation", "closed"),
            _("Opinions are being answered."),
            Tone.DONE,
        )
