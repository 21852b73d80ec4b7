"""The letter with which a community goes to an outside programme (facts 2.7)."""

from django.utils.translation import gettext_lazy as _

from grants.models import CoFinancingRequest
from portal.documents.kinds import DocumentKind, register_document

register_document(
    DocumentKind(
        key="grants.commitment_letter",
        label=_("Letter of commitment"),
        template="grants/documents/commitment_letter.html",
        context=lambda request: {"request": request, "fund": request.fund, "community": request.community},
        title=lambda request: f"Par līdzfinansējumu projektam „{request.title}”",
        file_name=lambda request: f"garantijas-vestule-{request.pk}",
        may_view=lambda user, request: CoFinancingRequest.objects.visible_to(user).filter(pk=request.pk).exists(),
        is_party=lambda user, request: user.has_perm("communities.edit_for_community", request.community),
    )
)
