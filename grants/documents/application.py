"""The application as it was handed in, on paper."""

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.queries.eligibility import eligibility_of
from portal.documents.kinds import DocumentKind, register_document
from portal.obligations.receipts import receipt_of


def print_context(application: Application) -> dict:
    return {
        "application": application,
        "call": application.call,
        "community": application.community,
        "receipt": receipt_of(application),
        "lines": application.budget_lines.select_related("category"),
        "partners": application.partners.all(),
        "attachments": application.attachments.select_related("kind", "upload"),
        "findings": eligibility_of(application),
    }


register_document(
    DocumentKind(
        key="grants.application_print",
        label=_("Application"),
        template="grants/documents/application.html",
        context=print_context,
        title=lambda application: f"Projekta pieteikums: {application.title}",
        file_name=lambda application: f"pieteikums-{application.pk}",
        may_view=lambda user, application: Application.objects.visible_to(user).filter(pk=application.pk).exists(),
        is_party=lambda user, application: user.has_perm("communities.edit_for_community", application.community),
        letterhead=False,
    )
)
