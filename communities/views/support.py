from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import SupportFilter
from communities.models import SupportBenefit, SupportInstrument
from communities.resources import SupportResource
from communities.views.sortings import BY_NAME
from portal.ui.lists import ListPage


@method_decorator(login_not_required, name="dispatch")
class SupportList(ListPage):
    """What the municipality offers communities, and what a place gains by having one."""

    template_name = "communities/support_list.html"
    filterset_class = SupportFilter
    resource_class = SupportResource
    sortings = (BY_NAME,)
    export_name = "atbalsts"
    empty_text = _("No support is described yet. Ask the contact person of your neighbourhood.")

    def rows(self):
        return SupportInstrument.objects.offered().for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"benefits": SupportBenefit.objects.all()}
