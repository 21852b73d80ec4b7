"""Pages of consultations."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.enums import LEVEL_QUESTIONS
from participation.filters import ConsultationFilter
from participation.models import Consultation, Survey
from participation.models.consultation import IN_ROW
from participation.queries.answer import opinion_cards
from participation.queries.consultation import milestones, outcome_counts
from participation.queries.contribution import SUMMARY
from participation.queries.opinion import hidden_opinions
from participation.resources import ConsultationResource
from portal.documents.models import Document
from portal.notifications.following import following_of
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import for_everybody
from portal.ui.paging import read_page
from portal.ui.panels import Slot, gather_alike

OPINIONS_PER_PAGE = 20


@method_decorator(login_not_required, name="dispatch")
class ConsultationList(ListPage):
    template_name = "participation/consultation_list.html"
    filterset_class = ConsultationFilter
    resource_class = ConsultationResource
    sortings = (
        Sorting("beidzas", _("latest closing first"), ("-closes_at", "-pk")),
        Sorting("drizak", _("earliest closing first"), ("closes_at", "pk")),
    )
    columns = IN_ROW
    export_name = "apspriesanas"
    unmatched_text = _("No consultation matches. Choose another filter or follow your neighbourhood.")

    def rows(self):
        return Consultation.objects.public().for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"now": timezone.now()}


@login_not_required
def consultation_detail(request, slug):
    rows = Consultation.objects.visible_to(request.user).for_list().select_related("unit", "norm", "continues", "draft_decision")
    parts = ("documents", Prefetch("surveys", Survey.objects.published()))
    rows = rows.prefetch_related(*parts).annotate(places=Neighbourhood.objects.links_for("consultations"))
    consultation = get_object_or_404(rows, slug=slug)
    now, after, before = timezone.now(), request.GET.get("pec", ""), request.GET.get("pirms", "")
    context = {
        "consultation": consultation,
        "status": consultation.status_at(now),
        "is_open": consultation.is_open(now),
        "level_question": LEVEL_QUESTIONS.get(consultation.level, ""),
        "milestones": milestones(consultation, now),
        "outcomes": outcome_counts(consultation),
        "summary": Document.objects.latest_of(SUMMARY, consultation),
        "hidden": hidden_opinions(consultation),
        "opinions": for_everybody(f"opinions.{consultation.pk}.{after}.{before}", lambda: _opinions(consultation, after, before)),
        "following": following_of(request.user, consultation),
        "tied": gather_alike(Slot.TIED, consultation, now=now),
        "now": now,
    }
    return render(request, "participation/consultation_detail.html", context)


def _opinions(consultation: Consultation, after: str, before: str):
    """One page of the public opinions with their answers, and where the others begin."""
    rows = consultation.opinions.public().for_cards()
    page = read_page(rows, ("-voice", "-submitted_at", "-pk"), OPINIONS_PER_PAGE, after=after, before=before)
    context = {"cards": opinion_cards(page.rows)}
    return {
        "page": replace(page, rows=[]),
        "are_there": bool(page.rows),
        "cards": render_to_string("participation/partials/opinion_cards.html", context),
    }
