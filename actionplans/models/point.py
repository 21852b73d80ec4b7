from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.enums import PointKind
from actionplans.models.creative_partner import CreativePartner
from actionplans.models.plan import Chapter
from communities.enums import TermKind
from communities.models import Community, Term
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank


@dataclass(frozen=True)
class PointList:
    """What a list is called and asks of each of its points: ``words`` names the vocabulary to choose a word from."""

    heading: Any
    title: Any
    text: Any
    is_text_required: bool = False
    words: str = ""
    names_community: bool = False
    has_topic: bool = False


K = PointKind
WHY = _("in a sentence or two")
POINT_LISTS = {
    K.ORIGIN: PointList(
        _("How the vision came about"), _("what was held or asked"), _("how many took part, and what came of it")
    ),
    K.STRONGER: PointList(_("Stronger"), _("what we want to see"), WHY),
    K.PROSPEROUS: PointList(_("Prosperous"), _("what we want to see"), WHY),
    K.CONNECTED: PointList(_("Connected"), _("what we want to see"), WHY),
    K.RESILIENT: PointList(_("Resilient"), _("what we want to see"), WHY),
    K.STAKEHOLDER: PointList(
        _("Stakeholders"), pgettext_lazy("stakeholder", "who"), _("what part they take"), is_text_required=True,
        names_community=True,
    ),
    K.STRENGTH: PointList(_("Strengths"), _("strength"), _("what we build on it")),
    K.DIFFICULTY: PointList(_("Difficulties"), _("difficulty"), _("how it shows in daily life"), words=TermKind.CHALLENGE),
    K.SHOCK: PointList(_("Possible shocks"), _("shock"), _("what would happen here"), words=TermKind.SHOCK),
    K.STRESS: PointList(_("Stressors"), _("stressor"), _("how it wears the place down"), words=TermKind.STRESS),
    K.PLACE: PointList(_("Places on the spot"), _("place"), _("what happens there")),
    K.LEADER: PointList(
        _("Local leaders and change makers"), _("by post or role"), _("what they already set in motion"), names_community=True
    ),
    K.CHANNEL: PointList(_("Channels"), _("channel"), _("who hears of it there, and how often")),
    K.PARTNER: PointList(_("Creative partners in this plan"), _("creative partner"), _("what they do here")),
    K.METHOD: PointList(_("Methods and events"), _("method"), _("where and with whom"), words=TermKind.TOOL),
    K.GROUP: PointList(
        _("Target groups"), _("target group"), _("how they are involved"), is_text_required=True, words=TermKind.GROUP
    ),
    K.CAPACITY: PointList(_("What we can"), _("capacity"), WHY, has_topic=True),
    K.NEED: PointList(_("What we need"), pgettext_lazy("point", "need"), WHY, has_topic=True),
    K.RESOURCE: PointList(_("What we have"), _("resource"), WHY, has_topic=True),
    K.PRIORITY: PointList(_("Priorities"), _("priority"), _("what will be different")),
    K.INSTRUMENT: PointList(
        _("Support instruments"), pgettext_lazy("point", "support instrument"), _("why it was chosen and for whom"),
        is_text_required=True,
    ),
}  # fmt: skip


@tracked()
class Point(TimestampedModel):
    """One entry of a list beside a chapter's text: a stakeholder, a strength, a shock, a target group … (S0-39 to S0-49).

    ``topic`` ties what a village can, needs and has (S2-30); ``word`` is chosen from the vocabularies, ``title`` says it
    in the plan's own words.
    """

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="points")
    kind = models.CharField(_("list"), max_length=12, choices=PointKind)
    title = models.CharField(_("in short"), max_length=200)
    text = models.TextField(_("explanation"), blank=True)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    word = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vocabulary word"))
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("community"))
    partner = models.ForeignKey(
        CreativePartner, models.PROTECT, null=True, blank=True, related_name="points", verbose_name=_("creative partner")
    )

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("point of a chapter")
        verbose_name_plural = _("points of chapters")
        ordering = ["pk"]
        constraints = [
            not_blank("point_has_title", "title"),
            models.CheckConstraint(
                condition=Q(kind="partner") | Q(partner__isnull=True), name="point_partner_only_where_partners_are"
            ),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return self.title
