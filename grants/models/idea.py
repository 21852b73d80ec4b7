from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood, memberships_of
from grants.enums import IdeaState, OfferKind
from grants.models.call import Call
from grants.workflow import IDEA
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.ui.links import path_to
from portal.workflow import Status

INVITED = (IdeaState.INVITED, IdeaState.CONDITIONAL)


class IdeaQuerySet(LockingQuerySet):
    def standing(self) -> "IdeaQuerySet":
        return self.exclude(state=IdeaState.WITHDRAWN)

    def public(self) -> "IdeaQuerySet":
        """Ideas whose authors show them to everybody."""
        return self.standing().filter(is_public=True)

    def invited(self) -> "IdeaQuerySet":
        """Only these go on to the second round (S4-114)."""
        return self.filter(state__in=INVITED)

    def visible_to(self, user) -> "IdeaQuerySet":
        """Public ones for everybody, all of one's own communities, all for the officers of calls."""
        shown = Q(is_public=True) & ~Q(state=IdeaState.WITHDRAWN)
        if not user.is_authenticated:
            return self.filter(shown)
        if user.has_perm("grants.view_idea"):
            return self
        return self.filter(shown | Q(community__in=memberships_of(user)))

    def for_list(self) -> "IdeaQuerySet":
        return self.select_related("call", "community", "neighbourhood")


@tracked()
class Idea(TimestampedModel):
    """A short idea in the first round of a two-round call (ideju konkurss, S4-114).

    ``is_public`` is the community's choice: then neighbours can offer help, and residents say "we need this" where the
    call asks them (S0-67). ``answer`` is the reason of a refusal, or the condition of an invitation.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="ideas", verbose_name=_("call"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="ideas", verbose_name=_("community"))
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="ideas", verbose_name=_("neighbourhood")
    )
    state = models.CharField(_("state"), max_length=12, choices=IdeaState, default=IdeaState.SUBMITTED)
    title = models.CharField(_("idea"), max_length=90)
    summary = models.TextField(_("in short"))
    need = models.TextField(_("why it is needed"))
    estimate = models.DecimalField(
        _("grant needed, about, EUR"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    is_public = models.BooleanField(_("shown to everybody"), default=True)
    support_count = models.PositiveIntegerField(_("residents who need it"), default=0)
    form_token = models.UUIDField(unique=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("submitted by"))
    answer = models.TextField(_("reason or condition"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    development_paid = models.DecimalField(
        _("paid for the full application, EUR"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    development_paid_on = models.DateField(_("paid on"), null=True, blank=True)
    development_paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payment recorded by")
    )

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea for a call")
        verbose_name_plural = _("ideas for calls")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            not_blank("idea_has_title", "title"),
            models.CheckConstraint(condition=Q(estimate__gt=0), name="idea_needs_money"),
            paired("idea_decision_whole", "decided_at", "decided_by"),
            paired("idea_payment_whole", "development_paid", "development_paid_on", "development_paid_by"),
            models.CheckConstraint(
                condition=~Q(state__in=("conditional", "declined")) | ~Q(answer=""), name="idea_answered_with_words"
            ),
        ]
        indexes = [
            models.Index(fields=["call", "-submitted_at", "-id"], name="idea_of_call"),
            models.Index(fields=["call", "-support_count", "-id"], name="idea_of_call_supported"),
            models.Index(fields=["-submitted_at", "-id"], name="idea_recent"),
            models.Index(fields=["community", "-id"], name="idea_community"),
        ]

    class Privacy:
        personal = ("submitted_by", "decided_by", "development_paid_by", "form_token")
        retention = "as the call"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("grants:idea_detail", self.pk)

    @property
    def status(self) -> Status:
        return IDEA.status(self.state)

    @property
    def is_invited(self) -> bool:
        return self.state in INVITED

    @property
    def awaits_development_grant(self) -> bool:
        """The work on the full application is still to be paid for (S4-115). Wants ``call`` loaded."""
        return self.is_invited and self.call.development_grant > 0 and self.development_paid_on is None

    def takes_support(self, now: datetime) -> bool:
        """Residents are asked until the officers have decided (S0-67)."""
        return self.call.ideas_consulted and self.is_public and self.state == IdeaState.SUBMITTED and self.call.opens_at <= now


class IdeaSupport(TimestampedModel):
    """A resident says "we need this", once per person, if they like with a sentence. Taken back means gone."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports", verbose_name=_("idea"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="idea_supports", verbose_name=_("person"))
    comment = models.CharField(_("why"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("support for an idea")
        verbose_name_plural = _("support for ideas")
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="idea_support_once")]

    class Privacy:
        personal = ("person", "comment")
        retention = "as the idea"

    def __str__(self) -> str:
        return str(self.idea)


@tracked()
class IdeaOffer(TimestampedModel):
    """Somebody brings a room, hours, money or a merger to an idea. Both sides write through the portal; addresses are
    shown to each other only once the offer is accepted."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="offers", verbose_name=_("idea"))
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="idea_offers", verbose_name=_("in whose name")
    )
    kind = models.CharField(_("what is offered"), max_length=10, choices=OfferKind)
    text = models.TextField(_("offer"))
    offered_at = models.DateTimeField(_("offered at"))
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("offered by"))
    is_accepted = models.BooleanField(_("accepted"), null=True)
    reply = models.TextField(_("reply"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer to an idea")
        verbose_name_plural = _("offers to ideas")
        ordering = ["offered_at", "pk"]
        constraints = [
            not_blank("idea_offer_says_something", "text", minimum=10),
            paired("idea_offer_answer_whole", "is_accepted", "answered_at", "answered_by"),
        ]

    class Privacy:
        personal = ("text", "offered_by", "reply", "answered_by")
        retention = "as the idea"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.idea}"
