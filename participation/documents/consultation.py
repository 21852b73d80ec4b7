"""The table of opinions, changes and answers, for the council's file."""

from django.utils.translation import gettext_lazy as _

from participation.models import Consultation
from participation.queries.consultation import outcome_counts
from participation.queries.contribution import SUMMARY, all_contributions
from portal.documents.kinds import DocumentKind, register_document


def summary_context(consultation: Consultation) -> dict:
    joint, individual = all_contributions(consultation)
    return {
        "consultation": consultation,
        "places": ", ".join(place.name for place in consultation.neighbourhoods.all()),
        "outcomes": outcome_counts(consultation),
        "parts": [("Kopviedokļi", joint), ("Individuālie viedokļi", individual)],
    }


def may_view_summary(user, consultation: Consultation) -> bool:
    return Consultation.objects.visible_to(user).filter(pk=consultation.pk).exists()


register_document(
    DocumentKind(
        key=SUMMARY,
        label=_("Summary of opinions"),
        template="participation/documents/consultation_summary.html",
        context=summary_context,
        title=lambda consultation: f"Viedokļu un atbilžu apkopojums: {consultation.title}",
        file_name=lambda consultation: f"{consultation.slug}-apkopojums",
        may_view=may_view_summary,
    )
)
