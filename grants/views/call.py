"""Public pages of calls."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from communities.queries.event import seats_of
from grants.documents.blank_form import blank_form_pdf
from grants.enums import ApplicantKind, BonusKind, InstalmentCondition
from grants.filters import CallFilter
from grants.forms.blank import blank_sections
from grants.models import Call, Criterion
from grants.models.call import IN_ROW
from grants.queries.call import changes_of, dates_of, with_short_terms
from grants.queries.call_results import results_of
from grants.queries.guidelines import Verdict, guideline_checks
from grants.queries.idea import takes_ideas
from grants.resources import CallResource
from portal.documents.rendering import DOCUMENT_LANGUAGE
from portal.files.responses import private_response
from portal.notifications.following import following_of
from portal.ui.icalendar import ics_response
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import drawn_for_everybody, for_everybody
from portal.ui.panels import Slot, gather_alike

PDF_KEPT_SECONDS = 24 * 60 * 60


@method_decorator(login_not_required, name="dispatch")
class CallList(ListPage):
    template_name = "grants/call_list.html"
    filterset_class = CallFilter
    resource_class = CallResource
    sortings = (
        Sorting("atvertie", _("open calls first"), ("rank", "turn", "pk")),
        Sorting("beidzas", _("latest deadline first"), ("-closes_at", "-pk")),
        Sorting("drizak", _("nearest deadline first"), ("deadline", "pk")),
    )
    columns = IN_ROW
    export_name = "konkursi"
    unmatched_text = _("No call matches. Communities hear of new calls by e-mail.")

    def rows(self):
        return Call.objects.exclude(state="draft").for_list().by_turn(timezone.now())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"now": timezone.now()}


def _calls(request):
    return Call.objects.visible_to(request.user).select_related("unit", "seminar", "tie_criterion")


def _visible(request, slug) -> Call:
    return get_object_or_404(_calls(request), slug=slug)


@login_not_required
def call_detail(request, slug):
    """All there is to know of a call: for whom, how much, by when, how it is judged, what was asked, how it ended."""
    call, now = get_object_or_404(with_short_terms(_calls(request)), slug=slug), request.arrived_at
    changes, shown = changes_of(call) if call.published_at else [], request.GET.get("lapa", "")
    criteria = SimpleLazyObject(lambda: list(call.criteria.all()))
    context = {
        "call": call,
        "status": call.status_at(now),
        "is_open": call.is_open(now),
        "takes_ideas": takes_ideas(call, now),
        "lots": call.lots.all(),
        "attachments": call.attachment_kinds.all(),
        "changes": changes,
        "results": for_everybody(f"call_results.{call.pk}.{shown}", lambda: _results(call, criteria, shown)),
        "terms": drawn_for_everybody(
            f"call_terms.{call.pk}.{call.takes_questions_at(now)}",
            "grants/partials/call_terms.html",
            lambda: {"call": call, "changes": changes, "criteria": criteria, **_terms(call, now)},
        ),
        "seats": seats_of(call.seminar) if call.seminar else None,
        "takes_registration": call.seminar and call.seminar.takes_registration_at(now),
        "applicant_kinds": [ApplicantKind(kind).label for kind in call.eligible_applicants],
        "following": following_of(request.user, call),
        "tied": gather_alike(Slot.TIED, call, now=now),
        "now": now,
    }
    return render(request, "grants/call_detail.html", context)


def _results(call: Call, criteria: Iterable[Criterion], shown: str):
    """How it ended, with one page of the supported projects; None until the decisions are made."""
    results = results_of(call, criteria, shown)
    if results is None:
        return None
    context = {"results": results, "criteria": criteria}
    return {"page": results.page, "table": render_to_string("grants/partials/call_results.html", context)}


def _terms(call: Call, now) -> dict:
    """What is paid, how it is judged, what was asked."""
    return {
        "categories": call.paid_for,
        "rates": call.in_kind_rates.all(),
        "bonuses": [(BonusKind(one["kind"]).label, one["points"]) for one in call.extra_points],
        "instalments": [(one["share"], InstalmentCondition(one["condition"]).label) for one in call.paid_in],
        "questions": call.questions.published(),
        "takes_questions": call.takes_questions_at(now),
        "explained": _explained(call, now),
    }


def _explained(call: Call, now):
    """Soft guidelines the call does not keep, with the public justification (D2)."""
    if not call.justifications:
        return []
    return [check for check in guideline_checks(call, now) if check.justification and check.verdict == Verdict.SOFT]


@login_not_required
def call_form(request, slug):
    """The whole form, to read before signing in."""
    call = _visible(request, slug)
    context = {
        "call": call,
        "is_open": call.is_open(request.arrived_at),
        "sections": blank_sections(call),
        "categories": call.cost_categories.all(),
        "rates": call.in_kind_rates.all(),
        "attachments": call.attachment_kinds.all(),
    }
    return render(request, "grants/call_form.html", context)


@login_not_required
def call_form_print(request, slug):
    """The same form as a PDF; made once for each state of the call."""
    call = _visible(request, slug)
    key = f"grants.blank_form.{call.pk}.{call.updated_at.timestamp()}"
    with translation.override(DOCUMENT_LANGUAGE):
        content = cache.get_or_set(key, lambda: blank_form_pdf(call, blank_sections(call)), PDF_KEPT_SECONDS)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="veidlapa-{call.slug}.pdf"'
    return response


@login_not_required
def call_calendar(request, slug):
    """The days of the call for the visitor's own calendar."""
    call = _visible(request, slug)
    return ics_response(dates_of(call), name=call.title, file_name=call.slug, now=request.arrived_at)


@login_not_required
def attachment_template(request, slug, pk):
    """The form to fill in for one of the attachments."""
    kind = get_object_or_404(_visible(request, slug).attachment_kinds.select_related("template"), pk=pk)
    if kind.template is None:
        raise Http404
    return private_response(kind.template)
