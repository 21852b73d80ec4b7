from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.self_assessment import assess_ourselves
from communities.enums import CapacitySign, LastingFactor
from communities.forms.deed import EARLIEST_YEAR
from communities.forms.self_assessment import SelfAssessmentForm
from communities.queries.about import CONVERSATION
from communities.queries.effort import efforts_of
from communities.views.desk import EDITS, own_community
from portal.ui.attempts import attempt
from portal.ui.charts import Series, radar

HIGHEST = 5
COMPARED = 2


def self_assessments(request, slug):
    """The community's own ratings, the last year beside the one before. For its members alone."""
    community = own_community(request, slug)
    assessments = list(community.self_assessments.all())
    context = {
        "community": community,
        "assessments": assessments,
        "charts": [
            _radar(_("Capacity to act"), CapacitySign, [(one.year, one.scores) for one in assessments]),
            _radar(_("What keeps us going"), LastingFactor, [(one.year, one.factors) for one in assessments if one.factors]),
        ],
        "efforts": efforts_of(community),
        "this_year": timezone.localdate().year,
        "can_edit": request.user.has_perm(EDITS, community),
    }
    return render(request, "communities/self_assessments.html", context)


def _radar(title, signs, rated):
    """The latest year and the one before, on one picture; nothing when nothing is rated."""
    series = [Series(str(year), [ratings.get(sign.value) for sign in signs]) for year, ratings in rated[:COMPARED]]
    return radar(title, [str(sign.label) for sign in signs], series, most=HIGHEST) if series else None


def self_assessment(request, slug, year):
    """Rate a year, or correct its rating."""
    community = own_community(request, slug, EDITS)
    if not EARLIEST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    earlier = community.self_assessments.filter(year=year).first()
    form = SelfAssessmentForm(request.POST or None, initial=SelfAssessmentForm.initial_of(earlier) if earlier else None)
    about = {"community": community, "year": year, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid() and attempt(form, assess_ourselves, **about, **form.facts):
        messages.success(request, _("The self-assessment is saved. Only members of the community see it."))
        return redirect("communities:self_assessments", slug)
    context = {"community": community, "year": year, "form": form, "conversation": CONVERSATION}
    return render(request, "communities/self_assessment.html", context, status=422 if form.errors else 200)
