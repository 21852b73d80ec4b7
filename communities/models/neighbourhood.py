from datetime import date

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from communities.enums import NeighbourhoodKind
from communities.validators import LATITUDE, LONGITUDE, validate_boundary
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, sort_key_of
from portal.municipality.models import Unit
from portal.ui.links import path_to


class NeighbourhoodQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "NeighbourhoodQuerySet":
        """Neighbourhoods are public; those no longer used are for officers."""
        return self if user.has_perm("communities.view_neighbourhood") else self.filter(is_active=True)

    def in_use(self) -> "NeighbourhoodQuerySet":
        return self.filter(is_active=True)

    def for_list(self) -> "NeighbourhoodQuerySet":
        """With what a row shows: the first contact person and how many verified communities are alive there."""
        alive = Q(communities__stage__in=("forming", "active"), communities__verified_at__isnull=False)
        return self.annotate(
            community_count=models.Count("communities", filter=alive, distinct=True),
        ).prefetch_related(models.Prefetch("contact_persons", ContactPerson.objects.active().select_related("unit"), "contacts"))

    def for_page(self) -> "NeighbourhoodQuerySet":
        """With what it belongs to, ``priority_texts`` in their order and ``parts_in_use`` (name and slug): one query."""
        texts = NeighbourhoodPriority.objects.filter(neighbourhood=models.OuterRef("pk")).order_by("position").values("text")
        parts = Neighbourhood.objects.filter(parent=models.OuterRef("pk"), is_active=True).order_by("name_sort")
        return self.select_related("parent").annotate(
            priority_texts=ArraySubquery(texts),
            parts_in_use=ArraySubquery(parts.values(words=JSONObject(name="name", slug="slug"))),
        )

    def keys_for(self, relation: str, row: str = "pk") -> ArraySubquery:
        """The keys of those that know the ``row`` of an outer query as ``relation``: read with the row, not after it."""
        return ArraySubquery(self.filter(**{relation: models.OuterRef(row)}).order_by().values("pk"))

    def names_for(self, relation: str) -> ArraySubquery:
        """The names, in their order, of those that know the row of an outer query as ``relation``."""
        return ArraySubquery(self.filter(**{relation: models.OuterRef("pk")}).order_by("name_sort").values("name"))

    def links_for(self, relation: str) -> ArraySubquery:
        """As ``names_for``, each with the ``slug`` its page is found by."""
        rows = self.filter(**{relation: models.OuterRef("pk")}).order_by("name_sort")
        return ArraySubquery(rows.values(link=JSONObject(name="name", slug="slug")))


@tracked("name_sort")
class Neighbourhood(TimestampedModel):
    """A part of the municipality that its residents take for their own (apkaime), with places inside it.

    It is put in use once it has a contact person (S4-66). The point is WGS 84 degrees; ``boundary`` is a GeoJSON Polygon
    or MultiPolygon. Points taken from memory are marked approximate and shown so.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_sort = sort_key_of("name")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=NeighbourhoodKind, default=NeighbourhoodKind.AREA)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("belongs to"))
    places = ArrayField(models.CharField(max_length=80), verbose_name=_("places within"), default=list, blank=True)
    is_dense = models.BooleanField(_("densely populated"), default=False)
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("residents in the year"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(LATITUDE[0]), MaxValueValidator(LATITUDE[1])])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(LONGITUDE[0]), MaxValueValidator(LONGITUDE[1])])
    is_approximate = models.BooleanField(_("place on the map is approximate"), default=False)
    boundary = models.JSONField(_("boundary"), null=True, blank=True, validators=[validate_boundary])
    description = models.TextField(_("description"), blank=True)
    is_active = models.BooleanField(_("in use"), default=False)

    objects = NeighbourhoodQuerySet.as_manager()

    class Meta:
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")
        ordering = ["name_sort"]
        indexes = [models.Index(fields=["name_sort", "id"], name="neighbourhood_sort")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("communities:neighbourhood_detail", self.slug)


class NeighbourhoodPriority(models.Model):
    """What a neighbourhood cares about most, in order (S4-12)."""

    neighbourhood = models.ForeignKey(Neighbourhood, models.CASCADE, related_name="priorities")
    position = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("priority"), max_length=200)

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["neighbourhood", "position"], name="priority_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.text


class ContactPersonQuerySet(LockingQuerySet):
    def active(self) -> "ContactPersonQuerySet":
        return self.filter(is_active=True)

    def confirmed_before(self, day: date) -> "ContactPersonQuerySet":
        return self.active().filter(confirmed_on__lt=day)


LAST_CONTACT_STAYS = pgtrigger.Trigger(
    name="last_contact_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("is_active", "neighbourhood_id") | pgtrigger.Delete,
    condition=pgtrigger.Q(old__is_active=True),
    func=pgtrigger.Func(
        """
        IF TG_OP = 'UPDATE' AND NEW.is_active AND NEW.neighbourhood_id = OLD.neighbourhood_id THEN
            RETURN NEW;
        END IF;
        -- Two who go at the same moment wait for each other here.
        PERFORM 1 FROM communities_neighbourhood WHERE id = OLD.neighbourhood_id AND is_active FOR NO KEY UPDATE;
        IF FOUND AND NOT EXISTS (
            SELECT 1 FROM {meta.db_table}
            WHERE {columns.neighbourhood} = OLD.neighbourhood_id AND {columns.is_active} AND {columns.id} <> OLD.id
        ) THEN
            RAISE EXCEPTION 'The last active contact person of a neighbourhood stays.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN COALESCE(NEW, OLD);
        """
    ),
)
"""The database itself keeps rule D6, whatever the path: an action, the admin, a script or a deleted account."""


@tracked()
class ContactPerson(TimestampedModel):
    """Who in the municipality is there for a neighbourhood (S4-66): a person or a post, with hours to be reached.

    A neighbourhood in use never loses its last active contact (D6); the action refuses it in words, the database in any
    case. ``correction`` is what the contact wrote to be changed, until an officer has changed it.
    """

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="contact_persons", verbose_name=_("neighbourhood")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account"),
        limit_choices_to={"is_staff": True, "is_active": True},
    )  # fmt: skip
    post = models.CharField(_("post or name"), max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"), limit_choices_to={"is_active": True})
    phone = models.CharField(_("phone"), max_length=30)
    email = models.EmailField(_("e-mail"))
    hours = models.CharField(_("reception hours"), max_length=120)
    hours_per_month = models.PositiveSmallIntegerField(_("hours a month reserved for this"), default=0)
    confirmed_on = models.DateField(_("confirmed to be correct"))
    correction = models.TextField(_("what has changed, as the contact wrote"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["pk"]
        triggers = [LAST_CONTACT_STAYS]

    class Privacy:
        personal = ("user", "post", "phone", "email", "correction")
        retention = "as long as the person holds the post"

    def __str__(self) -> str:
        return self.post
