from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import (
    AgreementFilter,
)
from communities.models import Agreement
from communities.resources import (
    AgreementResource,
)
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class AgreementList(ListPage):
    template_name = "communities/agreement_list.html"
    filterset_class = AgreementFilter
    resource_class = AgreementResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-valid_from", "-pk")),)
    export_name = "vienosanas"
    empty_text = _("No agreement is public yet.")

    def rows(self):
        return Agreement.objects.public().for_list()


@login_not_required
def agreement_detail(request, slug):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).for_list(), slug=slug)
    document = Document.objects.latest_of("communities.agreement", agreement)
    context = {
        "agreement": agreement,
        "document": document,
        "commitments": agreement.commitments.all(),
        "entries": timeline(agreement, public=True),
    }
    return render(request, "communities/agreement_detail.html", context)
