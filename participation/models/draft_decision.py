from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from participation.enums import DecisionOutcome, DraftStage, Subject
from participation.models.consultation import Consultation
from participation.models.opinion import Opinion
from participation.workflow import DRAFT_DECISION
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, only_columns, paired
from portal.files.models import File
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status

IN_ROW = (
    "title", "slug", "summary", "subject", "stage", "outcome", "decided_on", "meeting_at", "published_at",
    "consultation__closes_at",
)  # fmt: skip
"""What a row of draft decisions shows (``draft_decision_row.html``)."""


class DraftDecisionQuerySet(LockingQuerySet):
    def public(self) -> "DraftDecisionQuerySet":
        return self.filter(published_at__isnull=False)

    def visible_to(self, user) -> "DraftDecisionQuerySet":
        return self if user.has_perm("participation.view_draftdecision") else self.public()

    def pending(self) -> "DraftDecisionQuerySet":
        """On its way to the council."""
        return self.exclude(stage=DraftStage.DECIDED)

    def for_list(self) -> "DraftDecisionQuerySet":
        """With the names of the affected neighbourhoods in ``place_names``."""
        rows = self.select_related("unit", "consultation")
        return rows.annotate(place_names=Neighbourhood.objects.names_for("draft_decisions"))

    def for_rows(self) -> "DraftDecisionQuerySet":
        """As ``for_list``, with no more columns than a row shows."""
        return only_columns(self.for_list(), *IN_ROW)


@tracked()
class DraftDecision(TimestampedModel):
    """A decision the council will take, seen from the first draft to its result (lēmuma projekts).

    Communities of the affected neighbourhoods are asked before it reaches the committee (S4-85), invited to the
    committee's meeting (S4-84) and told the result, also when they stayed silent (S4-61). What they say is an opinion
    in the ``consultation`` of the draft, so it is answered like every other one.
    """

    title = models.CharField(_("title"), max_length=90)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    subject = models.CharField(_("what it is about"), max_length=12, choices=Subject, default=Subject.DECISION)
    summary = models.TextField(_("in short"), help_text=_("What will change for residents, in two or three sentences."))
    text = models.TextField(_("text of the draft"), blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file"))
    neighbourhoods = models.ManyToManyField(
        Neighbourhood, related_name="draft_decisions", verbose_name=_("affected neighbourhoods")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120)
    contact_phone = models.CharField(_("contact person's phone"), max_length=30)
    contact_email = models.EmailField(_("contact person's e-mail"))
    stage = models.CharField(_("stage"), max_length=10, choices=DraftStage, default=DraftStage.DRAFTING)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    consultation = models.OneToOneField(
        Consultation, models.PROTECT, null=True, blank=True, related_name="draft_decision", verbose_name=_("opinions")
    )
    committee = models.CharField(_("committee"), max_length=120, blank=True)
    meeting_at = models.DateTimeField(_("meeting of the committee"), null=True, blank=True)
    meeting_place = models.CharField(_("place of the meeting"), max_length=200, blank=True)
    remote_link = models.URLField(_("link for taking part remotely"), blank=True)
    agenda_item = models.PositiveSmallIntegerField(_("item of the agenda"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=DecisionOutcome, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    result = models.TextField(_("result for those affected"), blank=True)
    result_at = models.DateTimeField(_("result sent at"), null=True, blank=True)

    objects = DraftDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft decision")
        verbose_name_plural = _("draft decisions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="drafting")
                | ~Q(committee="") & Q(submitted_at__isnull=False, meeting_at__isnull=False, published_at__isnull=False),
                name="draft_submitted_names_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(stage="decided", decided_on__isnull=False) & ~Q(outcome="")
                | ~Q(stage="decided") & Q(outcome="", decided_on__isnull=True),
                name="draft_decided_has_outcome",
            ),
            models.CheckConstraint(condition=Q(result_at__isnull=True) | ~Q(result=""), name="draft_result_says_something"),
        ]
        indexes = [models.Index(fields=["-published_at", "-id"], name="draft_decision_recent")]

    class Privacy:
        personal = ("contact_post", "contact_phone", "contact_email")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("participation:draft_decision_detail", self.slug)

    @property
    def status(self) -> Status:
        return DRAFT_DECISION.status(self.stage)


class OpinionRequestQuerySet(LockingQuerySet):
    def for_list(self) -> "OpinionRequestQuerySet":
        """Each with ``is_given``: whether the community has spoken in the draft's consultation."""
        given = Opinion.objects.public().filter(
            community=OuterRef("community"), consultation__draft_decision=OuterRef("draft")
        )  # fmt: skip
        return self.annotate(is_given=Exists(given)).select_related("community", "draft__consultation")

    def waiting(self, now: datetime) -> "OpinionRequestQuerySet":
        """Neither answered nor declined, and still in time."""
        return self.for_list().filter(
            is_given=False, declined_at__isnull=True, draft__consultation__closes_at__gt=now
        )  # fmt: skip


@tracked()
class OpinionRequest(TimestampedModel):
    """A community was asked personally for its opinion on a draft. It gives a joint opinion, declines or stays silent."""

    draft = models.ForeignKey(DraftDecision, models.CASCADE, related_name="requests", verbose_name=_("draft decision"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="opinion_requests", verbose_name=_("community"))
    asked_at = models.DateTimeField(_("asked at"))
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("declined by")
    )
    reason = models.CharField(_("why declined"), max_length=300, blank=True)

    objects = OpinionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for an opinion")
        verbose_name_plural = _("requests for opinions")
        ordering = ["draft", "community__name_sort"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "community"], name="opinion_request_once"),
            paired("opinion_request_decline_whole", "declined_at", "declined_by"),
        ]

    class Privacy:
        personal = ("declined_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.draft}: {self.community}"


class CommitteeInvitationQuerySet(LockingQuerySet):
    def unanswered(self, now: datetime) -> "CommitteeInvitationQuerySet":
        return self.filter(is_coming__isnull=True, draft__meeting_at__gt=now)

    def for_list(self) -> "CommitteeInvitationQuerySet":
        return self.select_related("community", "draft")


@tracked()
class CommitteeInvitation(TimestampedModel):
    """A community is invited to the committee's meeting at which the draft is discussed, in the room or remotely."""

    draft = models.ForeignKey(DraftDecision, models.CASCADE, related_name="invitations", verbose_name=_("draft decision"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="committee_invitations", verbose_name=_("community"))
    invited_at = models.DateTimeField(_("invited"))
    is_coming = models.BooleanField(_("will come"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = CommitteeInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a committee")
        verbose_name_plural = _("invitations to committees")
        ordering = ["draft", "community__name_sort"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "community"], name="committee_invitation_once"),
            paired("committee_invitation_answer_whole", "is_coming", "answered_at", "answered_by"),
        ]

    class Privacy:
        personal = ("answered_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.draft}: {self.community}"
