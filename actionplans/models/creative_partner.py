from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.enums import TermKind
from communities.models import Community, Neighbourhood, Term
from grants.models import Call
from participation.models import Forum
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, sort_key_of
from portal.ui.links import path_to


class CreativePartnerQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "CreativePartnerQuerySet":
        return self if user.has_perm("actionplans.view_creativepartner") else self.filter(is_public=True)

    def for_list(self) -> "CreativePartnerQuerySet":
        return self.prefetch_related("sectors", "neighbourhoods")


@tracked("name_sort")
class CreativePartner(TimestampedModel):
    """Somebody of culture and the creative sectors who helps others take part (S0-16, S0-48): who, and what they offer.

    A process maker, facilitator or source of ideas for any plan, call or forum. Published with their consent.
    """

    name = models.CharField(_("name"), max_length=150, help_text=_("An institution, a group, or a person who agreed to it."))
    name_sort = sort_key_of("name")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    offer = models.TextField(_("what they offer"), help_text=_("What they can do for a forum, a plan, an event."))
    experience = models.TextField(_("what they have done"), blank=True)
    sectors = models.ManyToManyField(
        Term, related_name="+", limit_choices_to={"kind": TermKind.SECTOR}, verbose_name=_("sectors")
    )
    tools = models.ManyToManyField(
        Term, related_name="+", blank=True, limit_choices_to={"kind": TermKind.TOOL}, verbose_name=_("culture tools")
    )
    neighbourhoods = models.ManyToManyField(
        Neighbourhood, related_name="+", blank=True, verbose_name=_("works in"), help_text=_("None means everywhere.")
    )
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="creative_partners", verbose_name=_("community")
    )
    calls = models.ManyToManyField(
        Call, related_name="creative_partners", blank=True, verbose_name=_("helps in calls"),
        help_text=_("The call's page then names them as somebody to ask along."),
    )  # fmt: skip
    forums = models.ManyToManyField(
        Forum, related_name="creative_partners", blank=True, verbose_name=_("helps in forums"),
        help_text=_("The forum's page then names them."),
    )  # fmt: skip
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    is_public = models.BooleanField(_("agreed to be published"), default=False)

    objects = CreativePartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("creative partner")
        verbose_name_plural = _("creative partners")
        ordering = ["name_sort"]
        constraints = [not_blank("creative_partner_has_offer", "offer")]
        indexes = [models.Index(fields=["name_sort", "id"], name="creative_partner_sort")]

    class Privacy:
        personal = ("name", "email")
        retention = "until they ask to be taken off"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("actionplans:creative_partner_detail", self.slug)
