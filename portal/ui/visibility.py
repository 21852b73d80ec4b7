"""Who a row is for, in the three steps every list, search and export respects."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """PUBLIC: anyone. STAFF: officers of the municipality. SENSITIVE: the social service alone (rule D9)."""

    PUBLIC = "public", _("public")
    STAFF = "staff", _("staff only")
    SENSITIVE = "sensitive", _("social service only")
