from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import CouncilKind, CouncilRole
from communities.models.community import Community
from communities.models.neighbourhood import Neighbourhood
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, sort_key_of
from portal.files.models import File
from portal.municipality.models import Unit
from portal.ui.links import path_to


class CouncilQuerySet(LockingQuerySet):
    def public(self) -> "CouncilQuerySet":
        return self.filter(is_public=True)

    def visible_to(self, user) -> "CouncilQuerySet":
        return self if user.has_perm("communities.view_council") else self.public()

    def of_member(self, user) -> "CouncilQuerySet":
        """Those in which the person holds a seat today."""
        if not user.is_authenticated:
            return self.none()
        seats = CouncilMember.objects.current(timezone.localdate()).of(user)
        return self.filter(pk__in=seats.values("council"))

    def for_list(self) -> "CouncilQuerySet":
        return self.prefetch_related("neighbourhoods")


@tracked("name_sort")
class Council(TimestampedModel):
    """A residents' council of a part of the municipality (Local Government Law, section 58), or an advisory council of
    NGOs and communities (S4-60, S4-131, S4-138 to S4-142)."""

    kind = models.CharField(_("kind"), max_length=10, choices=CouncilKind)
    name = models.CharField(_("name"), max_length=150)
    name_sort = sort_key_of("name")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    purpose = models.TextField(_("aim of the council"))
    rights = models.TextField(_("what it has a right to"), blank=True)
    neighbourhoods = models.ManyToManyField(Neighbourhood, related_name="councils", blank=True, verbose_name=_("neighbourhoods"))
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    community_seats = models.PositiveSmallIntegerField(
        _("of them kept for active communities"), default=0, help_text=_("Their members speak for a community.")
    )
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)
    statute_number = models.CharField(_("statute, number and date"), max_length=120, blank=True)
    statute_link = models.URLField(_("statute on the web"), blank=True)
    statute = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("statute"))
    email = models.EmailField(_("e-mail"), blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    is_pilot = models.BooleanField(_("on trial"), default=False)
    is_public = models.BooleanField(_("shown to everybody"), default=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        ordering = ["name_sort"]
        constraints = [
            models.CheckConstraint(
                condition=Q(term_to__isnull=True) | Q(term_from__isnull=True) | Q(term_to__gt=F("term_from")),
                name="council_term_ends_after_it_begins",
                violation_error_message=_("The last day must be after the first."),
            ),
            models.CheckConstraint(
                condition=Q(community_seats__lte=F("seats")),
                name="council_keeps_no_more_seats_than_it_has",
                violation_error_message=_("There cannot be more seats kept for communities than seats."),
            ),
        ]
        indexes = [models.Index(fields=["name_sort", "id"], name="council_sort")]

    class Privacy:
        personal = ("email",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("communities:council_detail", self.slug)


class CouncilMemberQuerySet(LockingQuerySet):
    def of(self, user) -> "CouncilMemberQuerySet":
        """The seats of whoever signs in with the address the council writes to; accounts prove their address."""
        return self.filter(email__iexact=user.email)

    def current(self, today: date) -> "CouncilMemberQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)


@tracked()
class CouncilMember(TimestampedModel):
    """A seat and who holds it, with an account of that address or without. The name is published only by consent;
    without it the page says "a member"."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="members", verbose_name=_("council"))
    name = models.CharField(_("name and surname"), max_length=120)
    publish_name = models.BooleanField(_("agreed to be named in public"), default=False)
    email = models.EmailField(_("e-mail"), help_text=_("Invitations come there; an account with this address sees the papers."))
    role = models.CharField(_("role"), max_length=10, choices=CouncilRole, default=CouncilRole.MEMBER)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="council_seats", verbose_name=_("speaks for the community")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("council member")
        verbose_name_plural = _("council members")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="council_member_leaves_after_joining",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.UniqueConstraint(
                fields=["council", "role"], condition=Q(until__isnull=True) & ~Q(role="member"), name="council_office_once",
                violation_error_message=_("This office of the council is held by somebody else."),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("name", "email", "publish_name")
        retention = "5 years after the term"
        ended_by = "communities.council_member.let_go"

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name where the member agreed to be named, else that there is a member."""
        return self.name if self.publish_name else str(_("a member who is not named in public"))


class Election(TimestampedModel):
    """How a council came about: who could be chosen, how many voted (S4-141)."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="elections", verbose_name=_("council"))
    held_on = models.DateField(_("held on"))
    manner = models.CharField(_("how it was held"), max_length=200)
    voters = models.PositiveIntegerField(_("took part"))
    valid_ballots = models.PositiveIntegerField(_("valid ballots"))
    minutes = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("minutes"))

    class Meta:
        verbose_name = _("council election")
        verbose_name_plural = _("council elections")
        ordering = ["-held_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_ballots__lte=F("voters")), name="election_no_more_ballots_than_voters",
                violation_error_message=_("There cannot be more valid ballots than people who took part."),
            )
        ]  # fmt: skip

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.council}, {self.held_on:%d.%m.%Y}"


class Candidate(models.Model):
    """Somebody who stood for a council. The name is published only by consent."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates", verbose_name=_("council election"))
    name = models.CharField(_("name and surname"), max_length=120)
    publish_name = models.BooleanField(_("agreed to be named in public"), default=False)
    votes = models.PositiveIntegerField(_("votes"), default=0)
    is_elected = models.BooleanField(_("elected"), default=False)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["-votes", "pk"]

    class Privacy:
        personal = ("name", "publish_name")
        retention = "1 year after the election unless elected"
        ended_by = "communities.tasks.retention.forget_old_records"

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name where the candidate agreed to be named, else that there is a candidate."""
        return self.name if self.publish_name else str(_("a candidate who is not named in public"))
