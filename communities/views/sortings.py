"""Ways to sort that several lists share."""

from django.utils.translation import gettext_lazy as _

from portal.ui.lists import Sorting

BY_NAME = Sorting("nosaukums", _("by name"), ("name_sort", "pk"))
