from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementKind, AgreementState, CommitmentParty, DelegatedField, MutualBenefit
from communities.models.community import Community, memberships_of
from communities.workflow import AGREEMENT
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status

PUBLIC_STATES = (
    AgreementState.PUBLISHED,
    AgreementState.SIGNING,
    AgreementState.IN_FORCE,
    AgreementState.TERMINATED,
    AgreementState.EXPIRED,
)
SIGNED_OR_BEING_SIGNED = tuple(state for state in PUBLIC_STATES if state != AgreementState.PUBLISHED)


class AgreementQuerySet(LockingQuerySet):
    def public(self) -> "AgreementQuerySet":
        """Memoranda and participation contracts are public from their draft's publication on; delegation contracts
        are for officers alone (S4-137)."""
        return self.filter(state__in=PUBLIC_STATES).exclude(kind=AgreementKind.DELEGATION)

    def visible_to(self, user) -> "AgreementQuerySet":
        """What is public; to members also what their community was offered; to leaders also the delegation contract
        they are to sign (S4-137); to officers of the responsible unit what is theirs; all of it to its keepers."""
        if user.has_perm("communities.view_agreement"):
            return self
        if not user.is_authenticated:
            return self.public()
        own = Q(pk__in=self.of_member(user).values("pk"))
        return self.filter(Q(pk__in=self.public().values("pk")) | own | Q(unit__in=Unit.objects.filter(members=user)))

    def of_member(self, user) -> "AgreementQuerySet":
        """Those that stand on the desk of the person's own communities."""
        offered = Q(community__in=memberships_of(user), versions__isnull=False) & ~Q(kind=AgreementKind.DELEGATION)
        delegated = Q(
            community__in=Community.objects.led_by(user), kind=AgreementKind.DELEGATION, state__in=SIGNED_OR_BEING_SIGNED
        )
        return self.filter(offered | delegated).distinct()

    def in_force(self, day: date) -> "AgreementQuerySet":
        """By comparison with the day: an agreement ends with its last day, whether or not that was recorded yet."""
        return self.filter(state=AgreementState.IN_FORCE, valid_to__gte=day)

    def over_unrecorded(self, day: date) -> "AgreementQuerySet":
        return self.filter(state=AgreementState.IN_FORCE, valid_to__lt=day)

    def in_state(self, state: str, day: date) -> "AgreementQuerySet":
        """Those that read ``state`` on ``day``."""
        if state == AgreementState.IN_FORCE:
            return self.in_force(day)
        if state == AgreementState.EXPIRED:
            return self.filter(Q(state=state) | Q(state=AgreementState.IN_FORCE, valid_to__lt=day))
        return self.filter(state=state)

    def to_review(self, day: date) -> "AgreementQuerySet":
        """In force since an earlier year and not looked at in this one."""
        begins = date(day.year, 1, 1)
        return self.in_force(day).filter(Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=begins), signed_on__lt=begins)

    def waiting_for(self, side: str) -> "AgreementQuerySet":
        """Under negotiation, with the pen in the hands of ``side``."""
        return self.filter(state=AgreementState.DRAFT, turn=side, versions__isnull=False).distinct()

    def for_list(self) -> "AgreementQuerySet":
        return self.select_related("community", "unit")


@tracked()
class Agreement(TimestampedModel):
    """What the municipality and a community promise each other in writing (S4-132 to S4-137)."""

    kind = models.CharField(_("kind"), max_length=15, choices=AgreementKind)
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=90, unique=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="agreements", verbose_name=_("community"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    state = models.CharField(_("state"), max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    summary = models.TextField(_("in plain words"))
    benefits = ArrayField(
        models.CharField(max_length=20, choices=MutualBenefit), verbose_name=_("mutual benefits"), default=list, blank=True
    )
    reasons = models.TextField(
        _("why this community"), blank=True, help_text=_("Objective criteria; published with a participation contract.")
    )
    field = models.CharField(_("what is entrusted"), max_length=15, choices=DelegatedField, blank=True)
    yearly_amount = models.DecimalField(_("funding a year, EUR"), max_digits=12, decimal_places=2, null=True, blank=True)
    council_decision = models.CharField(_("council's decision, number and date"), max_length=150, blank=True)
    issues_acts = models.BooleanField(_("the community issues administrative acts"), default=False)
    external_law = models.CharField(_("law that allows it"), max_length=200, blank=True)
    representative_post = models.CharField(_("the community is represented by"), max_length=150)
    representative_basis = models.CharField(_("on the basis of"), max_length=150)
    number = models.CharField(_("number"), max_length=40, blank=True)
    published_at = models.DateTimeField(_("draft published"), null=True, blank=True)
    turn = models.CharField(_("whose turn it is"), max_length=12, choices=CommitmentParty, default=CommitmentParty.MUNICIPALITY)
    agreed_version = models.PositiveSmallIntegerField(_("version both agree on"), null=True, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    paper_reason = models.TextField(_("why it was signed on paper"), blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("amends or renews")
    )
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    end_reason = models.TextField(_("why it ended"), blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("The last day must be after the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(signed_on__isnull=False),
                name="agreement_in_force_is_signed",
                violation_error_message=_("An agreement comes into force only when it is signed."),
            ),
            models.CheckConstraint(
                condition=Q(issues_acts=False) | ~Q(external_law=""),
                name="agreement_acts_need_law",
                violation_error_message=_("Name the law that allows a community to issue administrative acts."),
            ),
            models.CheckConstraint(
                condition=~Q(state="terminated") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="agreement_terminated_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["-valid_from", "-id"], name="agreement_recent")]

    class Privacy:
        personal = ("representative_post",)
        retention = "10 years after it ended"
        ended_by = "communities.agreement.let_go"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("communities:agreement_detail", self.slug)

    @property
    def status(self) -> Status:
        return self.status_on(timezone.localdate())

    def status_on(self, day: date) -> Status:
        return AGREEMENT.status(AgreementState.EXPIRED if self.is_over_on(day) else self.state)

    def is_over_on(self, day: date) -> bool:
        return self.state == AgreementState.IN_FORCE and self.valid_to < day

    @property
    def is_negotiated(self) -> bool:
        """Whether both sides write it together. A delegation contract is written by officers, case by case (S4-137)."""
        return self.kind != AgreementKind.DELEGATION


class ClauseBlock(models.TextChoices):
    """Parts of an agreement in their order. D8: a memorandum has the first eight, a delegation contract the last seven
    (State Administration Structure Law, section 46)."""

    AIM = "aim", _("Aim")
    PRINCIPLES = "principles", _("Principles")
    MUNICIPALITY_DUTIES = "municipality_duties", _("Rights and duties of the municipality")
    COMMUNITY_DUTIES = "community_duties", _("Rights and duties of the community")
    BENEFITS = "benefits", _("Mutual benefits")
    CONTACTS = "contacts", _("Communication and contacts")
    TERM = "term", _("Term and review")
    CLOSING = "closing", _("Closing provisions")
    TASKS = "tasks", _("Tasks entrusted")
    LIABILITY = "liability", _("Rights, duties and liability")
    QUALITY = "quality", _("Quality of performance")
    RESOURCES = "resources", _("Settlement and resources")
    REPORTS = "reports", _("Reports")
    SUPERVISION = "supervision", _("Supervision")
    DURATION = "duration", _("Entry into force, amendment and termination")

    @classmethod
    def of_kind(cls, kind: str) -> list["ClauseBlock"]:
        """The parts an agreement of ``kind`` may have, in their order."""
        order = list(cls)
        return order[8:] if kind == AgreementKind.DELEGATION else order[:8]


class Clause(models.Model):
    """One numbered sentence or paragraph of an agreement, in its block."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    block = models.CharField(_("part"), max_length=25, choices=ClauseBlock)
    position = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "block", "position"], name="clause_position_once"),
            not_blank("clause_not_blank", "text"),
        ]

    class Privacy:
        personal = ()
        retention = "as the agreement"

    def __str__(self) -> str:
        return self.text[:80]


class Commitment(models.Model):
    """A dated promise of one party. It becomes an obligation once the agreement is in force (S4-52, S4-133)."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="commitments")
    party = models.CharField(_("party"), max_length=12, choices=CommitmentParty)
    text = models.CharField(_("commitment"), max_length=300)
    due_on = models.DateField(_("by"))
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    kept_note = models.CharField(_("how it was kept"), max_length=300, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["due_on", "pk"]

    class Privacy:
        personal = ()
        retention = "as the agreement"

    def __str__(self) -> str:
        return self.text


class LibraryClauseQuerySet(LockingQuerySet):
    def get_by_natural_key(self, kind: str, block: str, position: int) -> "LibraryClause":
        return self.get(kind=kind, block=block, position=position)


class LibraryClause(TimestampedModel):
    """A ready clause from which agreements of a kind are put together."""

    kind = models.CharField(_("kind"), max_length=15, choices=AgreementKind)
    block = models.CharField(_("part"), max_length=25, choices=ClauseBlock)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("text"))
    is_default = models.BooleanField(_("stands in every new draft"), default=True)

    objects = LibraryClauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("library clause")
        verbose_name_plural = _("clause library")
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "block", "position"],
                name="library_clause_position_once",
                violation_error_message=_("Another clause of this part has this order number already."),
            ),
            not_blank("library_clause_not_blank", "text"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.text[:80]

    def natural_key(self):
        return (self.kind, self.block, self.position)


class AgreementVersion(TimestampedModel):
    """The text as one side put it to the other; never changed afterwards.

    ``clauses`` is a list of ``{"block", "text"}`` in their order, ``commitments`` one of ``{"party", "text", "due_on"}``.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions", verbose_name=_("agreement"))
    number = models.PositiveSmallIntegerField(_("version"))
    side = models.CharField(_("put forward by"), max_length=12, choices=CommitmentParty)
    clauses = models.JSONField(_("text"))
    commitments = models.JSONField(_("commitments"), default=list)
    note = models.TextField(_("what was changed and why"), blank=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an agreement")
        verbose_name_plural = _("versions of an agreement")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_once")]

    class Privacy:
        personal = ("made_by",)
        retention = "as the agreement"

    def __str__(self) -> str:
        return f"{self.agreement}, {self.number}"


class AgreementComment(TimestampedModel):
    """A remark of one side on a version, on one of its parts or on all of it."""

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, related_name="comments", verbose_name=_("version of an agreement")
    )
    block = models.CharField(_("part"), max_length=25, choices=ClauseBlock, blank=True)
    side = models.CharField(_("party"), max_length=12, choices=CommitmentParty)
    text = models.TextField(_("remark"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))

    class Meta:
        verbose_name = _("remark on an agreement")
        verbose_name_plural = _("remarks on agreements")
        ordering = ["made_at", "pk"]
        constraints = [not_blank("agreement_comment_not_blank", "text")]

    class Privacy:
        personal = ("made_by", "text")
        retention = "as the agreement"

    def __str__(self) -> str:
        return self.text[:80]
