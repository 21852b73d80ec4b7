from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participation.enums import CampaignState, Theme
from participation.workflow import CAMPAIGN
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, number_of, paired
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status, Tone


class CampaignQuerySet(LockingQuerySet):
    def public(self) -> "CampaignQuerySet":
        return self.exclude(state=CampaignState.DRAFT)

    def visible_to(self, user) -> "CampaignQuerySet":
        return self if user.has_perm("participation.view_budgetcampaign") else self.public()

    def open(self, now: datetime) -> "CampaignQuerySet":
        """Proposals are taken now. At the closing instant itself it is over."""
        return self.filter(state=CampaignState.PUBLISHED, opens_at__lte=now, closes_at__gt=now)

    def for_list(self) -> "CampaignQuerySet":
        """With the number of proposals handed in and of those without an answer."""
        counted, waiting = ~Q(state__in=("unconfirmed", "withdrawn")), Q(state__in=("received", "examined"))
        return self.select_related("unit").annotate(
            proposal_count=number_of(self.model, "submissions", counted),
            waiting_count=number_of(self.model, "submissions", waiting),
        )


@tracked()
class BudgetCampaign(TimestampedModel):
    """Residents say what next year's budget should pay for (budžeta priekšlikumu kampaņa).

    Every proposal gets its own answer: with one unanswered the campaign cannot be closed (S4-93). The national vote on
    participatory budgets is not rebuilt here; its address and result are kept.
    """

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    year = models.PositiveSmallIntegerField(_("budget of the year"))
    summary = models.TextField(_("in short"), help_text=_("What is asked, and what the money can and cannot be used for."))
    themes = ArrayField(models.CharField(max_length=20, choices=Theme), verbose_name=_("themes"))
    places = ArrayField(
        models.CharField(max_length=80), verbose_name=_("places"),
        help_text=_("Places by which proposals are counted, separated with commas. Any other counts as elsewhere."),
    )  # fmt: skip
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    answers_by = models.DateField(_("all is answered by"))
    state = models.CharField(_("state"), max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    conclusion = models.TextField(_("what came of it"), blank=True)
    vote_url = models.URLField(_("link to the national vote"), blank=True)
    vote_result = models.TextField(_("result of the national vote"), blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget campaign")
        verbose_name_plural = _("budget campaigns")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="campaign_closes_after_it_opens",
                violation_error_message=_("The closing must be later than the opening."),
            ),
            models.CheckConstraint(
                condition=~Q(themes=[]), name="campaign_has_themes", violation_error_message=_("Choose at least one theme.")
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(conclusion=""),
                name="campaign_closed_tells_its_result",
                violation_error_message=_("Say what came of the campaign."),
            ),
            paired("campaign_publication_whole", "published_at", "published_by"),
            paired("campaign_closing_whole", "closed_at", "closed_by"),
        ]

    class Privacy:
        personal = ("published_by", "closed_by")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("participation:campaign_detail", self.slug)

    def is_open(self, now: datetime) -> bool:
        """Whether a proposal that arrived at ``now`` belongs to it."""
        return self.state == CampaignState.PUBLISHED and self.opens_at <= now < self.closes_at

    def status_at(self, now: datetime) -> Status:
        """The state as a resident sees it: published means coming, open or being answered, by the clock."""
        if self.state != CampaignState.PUBLISHED:
            return CAMPAIGN.status(self.state)
        if now < self.opens_at:
            return Status("upcoming", _("not open yet"), _("opens soon"), tone=Tone.NEUTRAL)
        if now < self.closes_at:
            return Status(
                "open", _("open for proposals"), _("open for proposals"), _("Each proposal gets its own answer."), Tone.OPEN
            )
        return Status(
            "answering", _("being answered"), _("proposals are being answered"),
            _("The campaign is closed only once every proposal has its answer."), Tone.SOON,
        )  # fmt: skip
