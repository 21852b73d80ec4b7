"""Surveys as everybody reads them: the list, a survey, its results."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from participation.filters import SurveyFilter
from participation.models import Survey
from participation.models.survey import IN_ROW
from participation.queries.survey import fewest_responses, has_answered, may_answer
from participation.queries.survey_results import results_of, results_table
from participation.resources import SurveyResource
from portal.ui.exports import EXPORT_FORMATS, table_response
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class SurveyList(ListPage):
    template_name = "participation/survey_list.html"
    filterset_class = SurveyFilter
    resource_class = SurveyResource
    sortings = (
        Sorting("beidzas", _("latest closing first"), ("-closes_at", "-pk")),
        Sorting("drizak", _("earliest closing first"), ("closes_at", "pk")),
    )
    columns = IN_ROW
    export_name = "aptaujas"
    unmatched_text = _("No survey matches. Choose another filter or follow your neighbourhood.")

    def rows(self):
        return Survey.objects.published().for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"now": timezone.now()}


@login_not_required
def survey_detail(request, slug):
    survey = get_object_or_404(Survey.objects.visible_to(request.user).select_related("unit", "consultation"), slug=slug)
    now = timezone.now()
    context = {
        "survey": survey,
        "places": list(survey.neighbourhoods.all()),
        "status": survey.status_at(now),
        "is_open": survey.is_open(now),
        "may_answer": may_answer(survey, request.user),
        "has_answered": survey.is_for_members and has_answered(survey, request.user),
        "invited": survey.communities.all() if survey.is_for_members else (),
        "shows_results": _shows_results(survey),
        "now": now,
    }
    return render(request, "participation/survey_detail.html", context)


def _shows_results(survey: Survey) -> bool:
    return survey.is_reference or survey.results_at is not None


@login_not_required
def survey_results(request, slug):
    """Charts, each with its table. Officers see them from the closing on, everybody once they are published."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).for_list(), slug=slug)
    is_preview = not _shows_results(survey)
    if is_preview and not (request.user.has_perm("participation.view_survey") and survey.closes_at <= timezone.now()):
        raise Http404
    chosen = request.GET.get("formats", "")
    if chosen in EXPORT_FORMATS:
        return table_response(results_table(survey), chosen, name=f"aptauja-{survey.slug}")
    fewest = 0 if survey.is_reference else fewest_responses(survey)
    context = {
        "survey": survey,
        "results": results_of(survey) if survey.is_reference or survey.response_count >= fewest else [],
        "fewest": fewest,
        "is_preview": is_preview,
    }
    return render(request, "participation/survey_results.html", context)
