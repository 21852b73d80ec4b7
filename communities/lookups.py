"""How the lists of all apps are narrowed to a neighbourhood."""

from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from portal.ui.filters import NamesFilter


class PlaceFilter(NamesFilter):
    """What belongs to one neighbourhood."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args,
            label=_("Neighbourhood"),
            queryset=Neighbourhood.objects.filter(is_active=True),
            names_at="communities:neighbourhood_names",
            **kwargs,
        )
