from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from communities.enums import (
    CommunityKind,
    CommunityStage,
    CountProof,
    DecisionRule,
    FoundingFactor,
    LegalForm,
    Maturity,
    MemberRole,
    Motive,
    ProfileTopic,
    Verification,
)
from communities.models.neighbourhood import Neighbourhood
from communities.validators import validate_factors, validate_scores
from communities.workflow import COMMUNITY, VERIFICATION
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, folded_of, not_blank, paired, sort_key_of
from portal.municipality.models import validate_registration_number
from portal.ui.links import path_to
from portal.workflow import Status


def memberships_of(user) -> models.QuerySet:
    """Keys of the communities in which ``user`` is a member now."""
    return user.memberships.filter(ended_at__isnull=True).values("community")


class CommunityQuerySet(LockingQuerySet):
    def public(self) -> "CommunityQuerySet":
        """Records of people who never asked to be listed ("identified", S4-145) are staff-only."""
        return self.exclude(stage=CommunityStage.IDENTIFIED).filter(verified_at__isnull=False)

    def visible_to(self, user) -> "CommunityQuerySet":
        if user.has_perm("communities.view_community"):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(Q(verified_at__isnull=False) & ~Q(stage=CommunityStage.IDENTIFIED) | Q(pk__in=memberships_of(user)))

    def waiting(self) -> "CommunityQuerySet":
        """Handed in and waiting for an officer to verify them."""
        return self.exclude(stage=CommunityStage.IDENTIFIED).filter(verified_at__isnull=True, returned_at__isnull=True)

    def returned(self) -> "CommunityQuerySet":
        return self.filter(verified_at__isnull=True, returned_at__isnull=False)

    def of_member(self, user) -> "CommunityQuerySet":
        """Communities in which ``user`` is a member now."""
        return self.filter(pk__in=memberships_of(user))

    def ngo_centres(self) -> "CommunityQuerySet":
        """Organisations that support others (S4-148)."""
        return self.filter(is_ngo_centre=True)

    def led_by(self, user) -> "CommunityQuerySet":
        return self.filter(pk__in=memberships_of(user).filter(role=MemberRole.LEADER))

    def for_list(self) -> "CommunityQuerySet":
        return self.prefetch_related("neighbourhoods")


@tracked("name_sort", "folded")
class Community(TimestampedModel):
    """People bound by a place, values and readiness to act together (kopiena), registered or not (S4-04, S4-05)."""

    name = models.CharField(_("name"), max_length=150)
    name_sort = sort_key_of("name")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=CommunityKind, default=CommunityKind.TERRITORIAL)
    legal_form = models.CharField(_("legal form"), max_length=15, choices=LegalForm, default=LegalForm.INFORMAL)
    registration_number = models.CharField(
        _("registration number"), max_length=11, blank=True, validators=[validate_registration_number]
    )
    stage = models.CharField(_("stage"), max_length=12, choices=CommunityStage, default=CommunityStage.FORMING)
    neighbourhoods = models.ManyToManyField(Neighbourhood, related_name="communities", verbose_name=_("neighbourhoods"))
    uniting = models.TextField(_("what unites us"))
    description = models.TextField(_("about us"), blank=True)
    founding_factors = ArrayField(
        models.CharField(max_length=20, choices=FoundingFactor),
        verbose_name=_("what we grew out of"), default=list, blank=True,
    )  # fmt: skip
    motives = ArrayField(
        models.CharField(max_length=12, choices=Motive),
        verbose_name=_("what else brings us together"), default=list, blank=True,
    )  # fmt: skip
    decision_rule = models.CharField(_("how we decide"), max_length=10, choices=DecisionRule, blank=True)
    channel = models.CharField(_("how we keep in touch"), max_length=200, blank=True)
    languages = models.CharField(_("languages we speak"), max_length=120, blank=True)
    is_mentor = models.BooleanField(_("shares experience with new communities"), default=False)
    crisis_capacity = models.TextField(
        _("what we can do in a crisis"), blank=True, help_text=_("Seen by the community and officers alone.")
    )
    folded = folded_of("name", "uniting")
    email = models.EmailField(_("public e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    is_ngo_centre = models.BooleanField(_("is an NGO centre"), default=False)
    residents_united = models.PositiveIntegerField(_("residents united"), null=True, blank=True)
    residents_united_on = models.DateField(_("counted on"), null=True, blank=True)
    residents_proof = models.CharField(_("how it was shown"), max_length=12, choices=CountProof, blank=True)
    declared_at = models.DateTimeField(_("declared openness, fairness and sharing"), null=True, blank=True)
    returned_at = models.DateTimeField(_("sent back"), null=True, blank=True)
    return_reason = models.TextField(_("why it was sent back"), blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verified by")
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["name_sort"]
        constraints = [
            paired("community_verification_whole", "verified_at", "verified_by"),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(return_reason=""), name="community_returned_with_reason"
            ),
            paired(
                "community_count_whole", "residents_united", "residents_united_on",
                message=_("Give the number of residents together with the day on which they were counted."),
            ),
            models.CheckConstraint(
                condition=Q(legal_form="informal") | ~Q(registration_number=""),
                name="community_registered_has_number",
                violation_error_message=_("A registered organisation has a registration number."),
            ),
            models.UniqueConstraint(
                fields=["registration_number"], condition=~Q(registration_number=""), name="community_number_once",
                violation_error_message=_("A community with this registration number is registered already."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["name_sort", "id"], name="community_sort"),
            models.Index(Upper("email"), name="community_address"),
        ]

    class Privacy:
        personal = ("email", "channel")
        retention = "permanent while active; 10 years after becoming inactive"
        ended_by = "communities.community.let_go"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("communities:community_detail", self.slug)

    @property
    def verification(self) -> Verification:
        if self.verified_at:
            return Verification.VERIFIED
        if self.stage == CommunityStage.IDENTIFIED:
            return Verification.UNASKED
        return Verification.RETURNED if self.returned_at else Verification.WAITING

    @property
    def status(self) -> Status:
        """How far the verification is; from then on, and for records of officers, the stage."""
        if self.verification in (Verification.WAITING, Verification.RETURNED):
            return VERIFICATION.status(self.verification)
        return COMMUNITY.status(self.stage)


class ProfileText(models.Model):
    """What a community tells of itself on one topic. Nothing of it is demanded, nothing is gated by it."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="profile_texts")
    topic = models.CharField(_("topic"), max_length=15, choices=ProfileTopic)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("profile text")
        verbose_name_plural = _("profile texts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["community", "topic"], name="profile_topic_once")]

    class Privacy:
        personal = ()
        retention = "as the community"

    def __str__(self) -> str:
        return self.get_topic_display()


class SelfAssessment(TimestampedModel):
    """How a community rates its capacity to act in a year: eight signs from 1 to 5 (S3-32). Never public.

    ``scores`` maps each ``CapacitySign`` to its rating; ``factors`` some or none of the ``LastingFactor`` (S4-13).
    What the members gave, in hours and money, is noted beside it (S4-06).
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="self_assessments", verbose_name=_("community"))
    year = models.PositiveSmallIntegerField(_("year"))
    scores = models.JSONField(_("ratings"), validators=[validate_scores])
    factors = models.JSONField(_("what keeps us going"), default=dict, blank=True, validators=[validate_factors])
    maturity = ArrayField(
        models.CharField(max_length=10, choices=Maturity), verbose_name=_("true of us"), default=list, blank=True
    )
    volunteer_hours = models.PositiveIntegerField(_("hours of voluntary work in the year"), null=True, blank=True)
    own_money = models.DecimalField(
        _("our own money in the year, EUR"), max_digits=10, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    note = models.TextField(_("what we learned"), blank=True)

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["community", "year"], name="self_assessment_once_a_year")]

    class Privacy:
        personal = ()
        retention = "as the community"

    def __str__(self) -> str:
        return f"{self.community}, {self.year}"

    @property
    def maturity_labels(self) -> list[str]:
        return [Maturity(value).label for value in self.maturity]


class AttractedFunding(TimestampedModel):
    """Money from outside the municipality that a community brought to the place (S4-28). Euro."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="attracted_funding", verbose_name=_("community"))
    source = models.CharField(_("where the money came from"), max_length=200)
    purpose = models.CharField(_("what for"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount, EUR"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("money attracted")
        verbose_name_plural = _("money attracted")
        ordering = ["-year", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="attracted_funding_positive")]

    class Privacy:
        personal = ()
        retention = "as the community"

    def __str__(self) -> str:
        return self.source


class SelfHelpAction(TimestampedModel):
    """What residents solved without the municipality (S4-50)."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="self_help_actions", verbose_name=_("community"))
    text = models.CharField(_("what we did ourselves"), max_length=300)
    done_on = models.DateField(_("when"))
    people = models.PositiveSmallIntegerField(_("how many took part"), null=True, blank=True)

    class Meta:
        verbose_name = _("done by ourselves")
        verbose_name_plural = _("done by ourselves")
        ordering = ["-done_on", "-pk"]
        constraints = [not_blank("self_help_not_blank", "text")]

    class Privacy:
        personal = ()
        retention = "as the community"

    def __str__(self) -> str:
        return self.text
