"""People of culture who help others take part: found by whoever writes a plan, runs a call or a forum."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from actionplans.filters import CreativePartnerFilter
from actionplans.models import CreativePartner, Plan
from actionplans.resources import CreativePartnerResource
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class CreativePartnerList(ListPage):
    template_name = "actionplans/creative_partner_list.html"
    filterset_class = CreativePartnerFilter
    resource_class = CreativePartnerResource
    sortings = (Sorting("nosaukums", _("by name"), ("name_sort", "pk")),)
    columns = ("name", "slug", "offer")
    export_name = "radosie-partneri"
    empty_text = _("No creative partner is listed yet.")

    def rows(self):
        return CreativePartner.objects.filter(is_public=True).for_list()


@login_not_required
def creative_partner_detail(request, slug):
    partners = CreativePartner.objects.visible_to(request.user).select_related("community")
    partner = get_object_or_404(partners.prefetch_related("sectors", "tools", "neighbourhoods"), slug=slug)
    plans = Plan.objects.visible_to(request.user).filter(chapters__points__partner=partner).distinct()
    helps = [row for rows in (partner.calls, partner.forums) for row in rows.visible_to(request.user)]
    return render(request, "actionplans/creative_partner_detail.html", {"partner": partner, "plans": plans, "helps": helps})
