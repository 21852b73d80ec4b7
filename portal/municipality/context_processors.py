from django.conf import settings

from portal.municipality.models import Municipality
from portal.municipality.queries import current_municipality


def municipality(request):
    """The municipality every page is headed with, and whether this is a demonstration."""
    try:
        current = current_municipality()
    except Municipality.DoesNotExist:
        current = None
    return {"municipality": current, "is_demo": settings.DEMO}
