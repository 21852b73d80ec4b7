from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.enums import TermKind
from communities.filters import (
    GoodPracticeFilter,
)
from communities.models import GoodPractice
from communities.resources import (
    GoodPracticeResource,
)
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class GoodPracticeList(ListPage):
    template_name = "communities/good_practice_list.html"
    filterset_class = GoodPracticeFilter
    resource_class = GoodPracticeResource
    sortings = (Sorting("nosaukums", _("by title"), ("title_sort", "pk")),)
    export_name = "laba-prakse"
    empty_text = _("No card is published yet.")

    def rows(self):
        return GoodPractice.objects.published().for_list()


@login_not_required
def good_practice_detail(request, slug):
    practice = get_object_or_404(GoodPractice.objects.visible_to(request.user).for_list(), slug=slug)
    return render(request, "communities/good_practice_detail.html", {"practice": practice, "kinds": TermKind})
