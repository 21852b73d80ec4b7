"""The step by which an officer types in what came otherwise than by the portal (S4-151)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.opinion import enter_opinion
from participation.enums import ConsultationState
from participation.forms.opinion import EnterOpinionForm
from participation.models import Consultation, Opinion
from portal.ui.admin import Step

ENTER_OPINION = Step(
    name="viedoklis",
    label=_("Type in an opinion"),
    permission="participation.add_opinion",
    perform=lambda consultation, **answers: enter_opinion(consultation=consultation, **answers),
    done=_("The opinion has its number and its clock. Print the receipt or write the number and the secret down."),
    form=EnterOpinionForm,
    available=lambda consultation: consultation.state == ConsultationState.PUBLISHED and consultation.opens_at <= timezone.now(),
    explanation=_("What came on paper, by phone, by e-mail or in a meeting has the same number, clock and answer."),
)


def receipt_of_entered(consultation: Consultation, officer) -> str:
    """Where the receipt of what the officer has just typed in is printed."""
    entered = Opinion.objects.filter(consultation=consultation, entered_by=officer).latest("pk")
    return reverse("admin:participation_opinion_receipt", args=[entered.pk])
