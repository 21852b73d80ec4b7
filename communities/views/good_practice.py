from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from communities.actions.good_practice import submit_practice
from communities.enums import PracticeState, TermKind
from communities.filters import (
    GoodPracticeFilter,
)
from communities.forms.good_practice import PracticeForm
from communities.models import GoodPractice
from communities.resources import (
    GoodPracticeResource,
)
from communities.views.desk import EDITS, own_community
from portal.errors import DomainError
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class GoodPracticeList(ListPage):
    template_name = "communities/good_practice_list.html"
    filterset_class = GoodPracticeFilter
    resource_class = GoodPracticeResource
    sortings = (Sorting("nosaukums", _("by title"), ("title_sort", "pk")),)
    columns = ("title", "slug", "challenge", "place")
    export_name = "laba-prakse"
    empty_text = _("No card is published yet.")

    def rows(self):
        return GoodPractice.objects.published()

    def shown(self, rows):
        return super().shown(rows).prefetch_related("tags")

    def exported(self, rows):
        return rows.for_list()


@login_not_required
def good_practice_detail(request, slug):
    practice = get_object_or_404(GoodPractice.objects.visible_to(request.user).for_list().prefetch_related("photos"), slug=slug)
    return render(request, "communities/good_practice_detail.html", {"practice": practice, "kinds": TermKind})


@never_cache
def own_practices(request, slug):
    community = own_community(request, slug)
    practices = community.good_practices.order_by("title_sort")
    return render(request, "communities/own_practice_list.html", {"community": community, "practices": practices})


@never_cache
def own_practice_edit(request, slug, practice=None):
    """A community writes a card, or completes one that was sent back."""
    community = own_community(request, slug, EDITS)
    card = GoodPractice(community=community)
    if practice:
        card = get_object_or_404(community.good_practices.filter(state=PracticeState.RETURNED), slug=practice)
    form = PracticeForm(request.POST or None, request.FILES or None, instance=card)
    if request.method == "POST" and form.is_valid():
        try:
            submit_practice(
                practice=card,
                terms=form.terms,
                photo=form.cleaned_data["photo"],
                alt=form.cleaned_data["alt"],
                by=request.user,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The card is handed in. An officer reads it and writes to you."))
            return redirect("communities:own_practices", community.slug)
    context = {"community": community, "practice": card, "form": form}
    return render(request, "communities/own_practice_form.html", context, status=422 if form.errors else 200)
