from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from communities.enums import AccessFeature, CentreSetting
from communities.models.community import Community
from communities.models.neighbourhood import Neighbourhood
from communities.models.photo import Photo
from communities.validators import LATITUDE, LONGITUDE
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, sort_key_of
from portal.ui.links import path_to


class ResourceCentreQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ResourceCentreQuerySet":
        return self if user.has_perm("communities.view_resourcecentre") else self.filter(is_active=True)

    def taking_bookings(self) -> "ResourceCentreQuerySet":
        """Centres of this municipality that lend themselves or something they keep."""
        lending = Equipment.objects.filter(centre=OuterRef("pk"), is_bookable=True)
        return self.filter(Q(is_bookable=True) | Exists(lending), is_active=True, is_reference=False)

    def for_list(self) -> "ResourceCentreQuerySet":
        parts = ("equipment", "opening_periods", "opening_exceptions")
        return self.select_related("community", "neighbourhood").prefetch_related(*parts)


@tracked("name_sort")
class ResourceCentre(TimestampedModel):
    """A place where a community meets and keeps what it shares (S3-37 to S3-39).

    A centre belongs to a community of this municipality, or is a reference from elsewhere (the ten centres of
    Latgale, document 003) and then names its own municipality.
    """

    name = models.CharField(_("name"), max_length=150)
    name_sort = sort_key_of("name")
    slug = models.SlugField(_("address on the web"), max_length=80, unique=True)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="resource_centres", verbose_name=_("community")
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="resource_centres",
        verbose_name=_("neighbourhood"),
    )  # fmt: skip
    is_reference = models.BooleanField(_("example from another municipality"), default=False)
    municipality_name = models.CharField(_("municipality"), max_length=120, blank=True)
    setting = models.CharField(_("setting"), max_length=10, choices=CentreSetting)
    host = models.CharField(_("host and place"), max_length=200)
    street_address = models.CharField(_("address"), max_length=200, blank=True)
    description = models.TextField(_("description"))
    opening = models.CharField(_("opening hours"), max_length=200, blank=True)
    accessibility = models.CharField(_("accessibility"), max_length=200, blank=True)
    access_features = ArrayField(
        models.CharField(max_length=20, choices=AccessFeature), verbose_name=_("accessible by"), default=list, blank=True
    )
    capacity = models.PositiveSmallIntegerField(_("places for people"), null=True, blank=True)
    is_bookable = models.BooleanField(_("can be booked"), default=False)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(LATITUDE[0]), MaxValueValidator(LATITUDE[1])])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(LONGITUDE[0]), MaxValueValidator(LONGITUDE[1])])
    is_approximate = models.BooleanField(_("place on the map is approximate"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ResourceCentreQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource centre")
        verbose_name_plural = _("resource centres")
        ordering = ["name_sort"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_reference=True) | Q(community__isnull=False),
                name="centre_belongs_to_community",
                violation_error_message=_("A resource centre belongs to a community."),
            ),
            models.CheckConstraint(
                condition=Q(is_reference=False) | ~Q(municipality_name=""),
                name="centre_reference_names_municipality",
                violation_error_message=_("An example from elsewhere names its municipality."),
            ),
        ]
        indexes = [models.Index(fields=["name_sort", "id"], name="centre_sort")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("communities:resource_centre_detail", self.slug)

    @property
    def access_words(self) -> list[str]:
        return [AccessFeature(feature).label for feature in self.access_features]


class Equipment(models.Model):
    """What a centre shares (S3-50)."""

    centre = models.ForeignKey(ResourceCentre, models.CASCADE, related_name="equipment")
    name = models.CharField(_("name"), max_length=120)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1, validators=[MinValueValidator(1)])
    is_bookable = models.BooleanField(_("can be booked"), default=False)
    instructions = models.CharField(_("how to use it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("equipment item")
        verbose_name_plural = _("equipment")
        ordering = ["name"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


class CentrePhoto(Photo):
    """A picture of a resource centre."""

    centre = models.ForeignKey(ResourceCentre, models.CASCADE, related_name="photos", verbose_name=_("resource centre"))

    class Meta(Photo.Meta):
        verbose_name = _("photo of the centre")
        verbose_name_plural = _("photos of the centre")


class ResilienceSheet(TimestampedModel):
    """What a centre offers when the power is out or the water rises. For its community and officers alone."""

    centre = models.OneToOneField(ResourceCentre, models.CASCADE, related_name="resilience", verbose_name=_("resource centre"))
    has_generator = models.BooleanField(_("generator"), default=False)
    has_water = models.BooleanField(_("water of its own"), default=False)
    has_heating = models.BooleanField(_("heating without electricity"), default=False)
    beds = models.PositiveSmallIntegerField(_("beds"), default=0)
    keys_with = models.CharField(_("keys are with"), max_length=200, blank=True)
    note = models.TextField(_("what else is good to know"), blank=True)
    checked_on = models.DateField(_("checked on"))

    class Meta:
        verbose_name = _("resilience sheet")
        verbose_name_plural = _("resilience sheets")

    class Privacy:
        personal = ("keys_with", "note")
        retention = "as the centre"

    def __str__(self) -> str:
        return str(self.centre)
