from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.enums import CommunityKind, CommunityStage, DecisionRule, FoundingFactor, LegalForm, MemberRole
from communities.models.neighbourhood import Neighbourhood
from communities.workflow import COMMUNITY
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired, sort_key_of
from portal.municipality.models import validate_registration_number
from portal.workflow import Status


class CommunityQuerySet(LockingQuerySet):
    def public(self) -> "CommunityQuerySet":
        """Records of people who never asked to be listed ("identified", S4-145) are staff-only."""
        return self.exclude(stage=CommunityStage.IDENTIFIED).filter(verified_at__isnull=False)

    def visible_to(self, user) -> "CommunityQuerySet":
        if user.has_perm("communities.view_community"):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(
            Q(verified_at__isnull=False) & ~Q(stage=CommunityStage.IDENTIFIED)
            | Q(pk__in=Membership.objects.current().filter(user=user).values("community"))
        )

    def of_member(self, user) -> "CommunityQuerySet":
        """Communities in which ``user`` is a member now."""
        return self.filter(pk__in=Membership.objects.current().filter(user=user).values("community"))

    def for_list(self) -> "CommunityQuerySet":
        return self.prefetch_related("neighbourhoods")


@tracked("name_sort")
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
    decision_rule = models.CharField(_("how we decide"), max_length=10, choices=DecisionRule, blank=True)
    channel = models.CharField(_("how we keep in touch"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    is_ngo_centre = models.BooleanField(_("is an NGO centre"), default=False)
    residents_united = models.PositiveIntegerField(_("residents united"), null=True, blank=True)
    residents_united_on = models.DateField(_("counted on"), null=True, blank=True)
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
        indexes = [models.Index(fields=["name_sort", "id"], name="community_sort")]

    class Privacy:
        personal = ("email", "channel")
        retention = "permanent while active; 10 years after becoming inactive"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:community_detail", args=[self.slug])

    @property
    def status(self) -> Status:
        return COMMUNITY.status(self.stage)


class MembershipQuerySet(LockingQuerySet):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True)

    def leaders(self) -> "MembershipQuerySet":
        return self.current().filter(role=MemberRole.LEADER)


@tracked()
class Membership(TimestampedModel):
    """A person's part in a community. What the person may do there follows from ``role``; history stays when it ends."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="memberships", verbose_name=_("community"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole)
    accepted_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["community", "accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], condition=Q(ended_at__isnull=True), name="membership_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("accepted_at")),
                name="membership_ends_after_it_begins",
            ),
        ]

    class Privacy:
        personal = ("user", "role")
        retention = "5 years after it ended"

    def __str__(self) -> str:
        return f"{self.community}: {self.user}"
