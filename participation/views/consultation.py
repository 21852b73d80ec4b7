"""Pages of consultations."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.enums import LEVEL_QUESTIONS
from participation.filters import ConsultationFilter
from participation.models import Consultation, Survey
from participation.queries.answer import opinion_cards
from participation.queries.consultation import milestones, outcome_counts
from participation.queries.contribution import SUMMARY
from participation.queries.opinion import hidden_opinions
from participation.resources import ConsultationResource
from portal.documents.models import Document
from portal.notifications.following import following_of
from portal.ui.lists import ListPage, Sorting
from portal.ui.paging import read_page
from portal.ui.panels import Slot, gather

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
    columns = (
        "title", "slug", "kind", "summary", "opens_at", "closes_at", "cancelled_at", "result", "joint_count", "represented_count",
        "individual_count",
    )  # fmt: skip
    export_name = "apspriesanas"
    empty_text = _("No consultation matches. Choose another filter or follow your neighbourhood.")

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
    page = read_page(
        consultation.opinions.public().for_cards(),
        ("-voice", "-submitted_at", "-pk"),
        OPINIONS_PER_PAGE,
        after=request.GET.get("pec", ""),
        before=request.GET.get("pirms", ""),
    )
    now = timezone.now()
    context = {
        "consultation": consultation,
        "status": consultation.status_at(now),
        "is_open": consultation.is_open(now),
        "level_question": LEVEL_QUESTIONS.get(consultation.level, ""),
        "milestones": milestones(consultation, now),
        "outcomes": outcome_counts(consultation),
        "summary": Document.objects.latest_of(SUMMARY, consultation),
        "cards": opinion_cards(page.rows),
        "hidden": hidden_opinions(consultation),
        "page": page,
        "following": following_of(request.user, consultation),
        "tied": gather(Slot.TIED, request, consultation),
        "now": now,
    }
    return render(request, "participation/consultation_detail.html", context)
