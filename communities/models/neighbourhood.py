from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.enums import NeighbourhoodKind
from communities.validators import LATITUDE, LONGITUDE, validate_boundary
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, sort_key_of
from portal.municipality.models import Unit


class NeighbourhoodQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "NeighbourhoodQuerySet":
        """Neighbourhoods are public; those no longer used are for officers."""
        return self if user.has_perm("communities.view_neighbourhood") else self.filter(is_active=True)

    def for_list(self) -> "NeighbourhoodQuerySet":
        """With what a row shows: the first contact person and how many verified communities are alive there."""
        alive = Q(communities__stage__in=("forming", "active"), communities__verified_at__isnull=False)
        return self.annotate(
            community_count=models.Count("communities", filter=alive, distinct=True),
        ).prefetch_related(models.Prefetch("contact_persons", ContactPerson.objects.active().select_related("unit"), "contacts"))


@tracked("name_sort")
class Neighbourhood(TimestampedModel):
    """A part of the municipality that its residents take for their own (apkaime), with places inside it.

    The point is WGS 84 degrees; ``boundary`` is a GeoJSON Polygon or MultiPolygon. Points taken from memory are
    marked approximate and shown so.
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
    is_active = models.BooleanField(_("in use"), default=True)

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
        return reverse("communities:neighbourhood_detail", args=[self.slug])


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


@tracked()
class ContactPerson(TimestampedModel):
    """Who in the municipality is there for a neighbourhood (S4-66): a person or a post, with hours to be reached.

    A neighbourhood never loses its last active contact (D6); the action refuses it.
    """

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="contact_persons", verbose_name=_("neighbourhood")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    post = models.CharField(_("post or name"), max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    phone = models.CharField(_("phone"), max_length=30)
    email = models.EmailField(_("e-mail"))
    hours = models.CharField(_("reception hours"), max_length=120)
    hours_per_month = models.PositiveSmallIntegerField(_("hours a month reserved for this"), default=0)
    confirmed_on = models.DateField(_("confirmed to be correct"))
    is_active = models.BooleanField(_("active"), default=True)

    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["pk"]

    class Privacy:
        personal = ("user", "post", "phone", "email")
        retention = "as long as the person holds the post"

    def __str__(self) -> str:
        return self.post
