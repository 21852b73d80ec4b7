from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.enums import PracticeState, TermKind
from communities.models.community import Community, memberships_of
from communities.models.photo import Photo
from communities.models.taxonomy import Term
from communities.workflow import PRACTICE
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, sort_key_of
from portal.ui.links import path_to
from portal.workflow import Status


class GoodPracticeQuerySet(LockingQuerySet):
    def get_by_natural_key(self, slug: str) -> "GoodPractice":
        return self.get(slug=slug)

    def published(self) -> "GoodPracticeQuerySet":
        return self.filter(state=PracticeState.PUBLISHED)

    def visible_to(self, user) -> "GoodPracticeQuerySet":
        """Cards that are not published are for officers and for the community that handed them in."""
        if user.has_perm("communities.view_goodpractice"):
            return self
        if not user.is_authenticated:
            return self.published()
        return self.filter(Q(state=PracticeState.PUBLISHED) | Q(community__in=memberships_of(user)))

    def for_list(self) -> "GoodPracticeQuerySet":
        return self.select_related("community").prefetch_related("tags", "tools", "aspects")


@tracked("title_sort")
class GoodPractice(TimestampedModel):
    """A card that lets others learn from what worked (S0-56): the challenge, the tools, what it did for resilience.

    Published only with a challenge, a tool, an aspect, a tag, and a source or permission (D10).
    """

    title = models.CharField(_("title"), max_length=90)
    title_sort = sort_key_of("title")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    place = models.CharField(_("place"), max_length=120)
    country = models.CharField(_("country"), max_length=2, default="LV")
    challenge = models.TextField(_("challenge"))
    story = models.TextField(_("what was done"))
    figures = models.CharField(_("in numbers"), max_length=200, blank=True)
    tags = models.ManyToManyField(Term, related_name="+", limit_choices_to={"kind": TermKind.TAG}, verbose_name=_("hashtags"))
    tools = models.ManyToManyField(
        Term, related_name="+", limit_choices_to={"kind": TermKind.TOOL}, verbose_name=_("culture tools")
    )
    aspects = models.ManyToManyField(
        Term, related_name="+", limit_choices_to={"kind": TermKind.ASPECT}, verbose_name=_("resilience aspects")
    )
    link = models.URLField(_("link"), blank=True)
    source = models.CharField(_("source or permission"), max_length=200)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="good_practices", verbose_name=_("community")
    )
    state = models.CharField(_("state"), max_length=10, choices=PracticeState, default=PracticeState.SUBMITTED)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    return_reason = models.TextField(_("why it was sent back"), blank=True)

    objects = GoodPracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("good-practice example")
        verbose_name_plural = _("good practice")
        ordering = ["title_sort"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="practice_published_has_time"
            ),
            not_blank("practice_has_challenge", "challenge"),
        ]
        indexes = [models.Index(fields=["title_sort", "id"], name="practice_sort")]

    class Privacy:
        personal = ("submitted_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("communities:good_practice_detail", self.slug)

    def natural_key(self):
        return (self.slug,)

    @property
    def status(self) -> Status:
        return PRACTICE.status(self.state)


class PracticePhoto(Photo):
    """A picture on a good-practice card."""

    practice = models.ForeignKey(GoodPractice, models.CASCADE, related_name="photos", verbose_name=_("good-practice example"))

    class Meta(Photo.Meta):
        verbose_name = _("photo of the card")
        verbose_name_plural = _("photos of the card")
