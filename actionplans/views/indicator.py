"""One indicator: its course, the values handed in and proposed, who reports it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actionplans.actions.monitoring import accept_proposal, add_reading, arrange_reporting, decline_proposal
from actionplans.enums import Promise
from actionplans.forms.monitoring import ProposalForm, ReadingForm, ReportingForm
from actionplans.models import Indicator, Plan, ReadingProposal
from actionplans.queries.charts import indicator_chart
from actionplans.queries.goal import by_code
from actionplans.queries.monitoring import asked_period, proposed_value
from portal.audit.wording import timeline
from portal.errors import DomainError
from portal.municipality.queries import current_municipality
from portal.obligations.models import Obligation
from portal.ui.attempts import attempt
from portal.ui.page_cache import for_everybody

WRITES = "actionplans.write_plan"
REPORTS = "actionplans.report_indicator"


def _indicator(request, pk, permission: str = "") -> Indicator:
    visible = Indicator.objects.filter(goal__plan__in=Plan.objects.visible_to(request.user)).for_list()
    indicator = get_object_or_404(visible, pk=pk)
    about = indicator if permission == REPORTS else indicator.goal.plan
    if permission and not request.user.has_perm(permission, about):
        raise PermissionDenied
    return indicator


@login_not_required
def indicator_detail(request, pk):
    """The course of an indicator as a picture and as a table."""
    indicator = _indicator(request, pk)
    return _page(request, indicator)


def _page(request, indicator: Indicator, form: ProposalForm | None = None):
    may_report = request.user.has_perm(REPORTS, indicator)
    context = {
        "indicator": indicator,
        "plan": indicator.goal.plan,
        "told": for_everybody(f"indicator.{indicator.pk}", lambda: _told(indicator)),
        "promise": Obligation.objects.open().about(indicator).filter(kind=Promise.READING).first(),
        "proposals": _proposals(indicator, form) if may_report else (),
        "refused": form,
        "may_report": may_report,
        "may_write": request.user.has_perm(WRITES, indicator.goal.plan),
    }
    return render(request, "actionplans/indicator_detail.html", context, status=422 if form else 200)


def _told(indicator: Indicator) -> dict[str, str]:
    """What everybody reads alike, drawn: the course with its values, and what moves the indicator with its history."""
    course = {
        "indicator": indicator,
        "chart": indicator_chart(indicator, accent=current_municipality().accent_colour),
        "readings": sorted(indicator.readings.all(), key=lambda reading: reading.measured_on, reverse=True),
    }
    ties = {"actions": indicator.actions.select_related("plan"), "entries": timeline(indicator, public=True)}
    return {
        "course": render_to_string("actionplans/partials/indicator_course.html", course),
        "ties": render_to_string("actionplans/partials/indicator_ties.html", ties),
    }


def _proposals(indicator: Indicator, refused: ProposalForm | None) -> list[tuple[ReadingProposal, ProposalForm]]:
    """Each with its form, filled in with what is proposed; the one that was refused as it was typed."""
    waiting = indicator.proposals.waiting().select_related("report__contract__application")
    rows = []
    for proposal in waiting:
        proposal.indicator = indicator
        newest = max([timezone.localdate(proposal.report.accepted_at), *(one.measured_on for one in indicator.readings.all())])
        form = ProposalForm(
            prefix=f"p{proposal.pk}", initial={"value": f"{proposed_value(proposal).normalize():f}", "measured_on": newest}
        )
        rows.append((proposal, refused if refused and refused.prefix == form.prefix else form))
    return rows


@require_POST
def proposal_accept(request, pk):
    proposal = get_object_or_404(ReadingProposal, pk=pk)
    indicator = _indicator(request, proposal.indicator_id, REPORTS)
    form = ProposalForm(request.POST, prefix=f"p{proposal.pk}")
    about = {"proposal": proposal, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, accept_proposal, **form.cleaned_data, **about):
        messages.success(request, _("The value is taken over."))
        return redirect(indicator)
    return _page(request, indicator, form)


@require_POST
def proposal_decline(request, pk):
    proposal = get_object_or_404(ReadingProposal, pk=pk)
    indicator = _indicator(request, proposal.indicator_id, REPORTS)
    try:
        decline_proposal(proposal=proposal, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The value is not taken over."))
    return redirect(indicator)


@never_cache
def reading_form(request, slug):
    """Hand in a value: for those who write the plan any of its indicators, for a reporter the own ones."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("template", "community", "unit"), slug=slug)
    indicators = Indicator.objects.filter(goal__plan=plan).select_related("goal")
    if not request.user.has_perm(WRITES, plan):
        indicators = indicators.filter(reporter=request.user)
    choices = [one for goal in by_code({row.goal for row in indicators}) for one in indicators if one.goal_id == goal.pk]
    if not choices:
        raise PermissionDenied
    if request.method == "POST":
        form = ReadingForm(request.POST, indicators=choices)
        if form.is_valid() and not request.user.has_perm(REPORTS, form.cleaned_data["indicator"]):
            raise PermissionDenied
        about = {"plan": plan, "by": request.user, "now": request.arrived_at}
        if form.is_valid() and attempt(form, add_reading, **form.cleaned_data, **about):
            messages.success(request, _("The value is handed in. Thank you!"))
            return redirect(form.cleaned_data["indicator"])
    else:
        form = ReadingForm(indicators=choices, initial=_asked(request, choices))
    context = {"plan": plan, "form": form}
    return render(request, "actionplans/reading_form.html", context, status=422 if form.errors else 200)


def _asked(request, choices: list[Indicator]) -> dict:
    """The indicator the link names, with the last day of the period that is asked for."""
    today = timezone.localdate(request.arrived_at)
    chosen = next((one for one in choices if str(one.pk) == request.GET.get("raditajs")), None)
    period = asked_period(chosen, today) if chosen else None
    return {"indicator": chosen, "measured_on": period.end if period else today}


@never_cache
def reporting_form(request, pk):
    """Who reports an indicator, how often, and where each year should end."""
    indicator = _indicator(request, pk, WRITES)
    if request.method == "POST":
        form = ReportingForm(request.POST, indicator=indicator)
        about = {"indicator": indicator, "by": request.user, "now": request.arrived_at}
        if form.is_valid() and attempt(form, arrange_reporting, **form.facts, **about):
            messages.success(request, _("The arrangement is saved."))
            return redirect(indicator)
    else:
        form = ReportingForm(indicator=indicator, initial=_arranged(indicator))
    context = {"indicator": indicator, "plan": indicator.goal.plan, "form": form}
    return render(request, "actionplans/reporting_form.html", context, status=422 if form.errors else 200)


def _arranged(indicator: Indicator) -> dict:
    return {
        "email": indicator.reporter.email if indicator.reporter else "",
        "frequency": indicator.frequency,
        "method": indicator.method,
        "report_figure": indicator.report_figure,
        **{f"year-{one.year}": f"{one.value.normalize():f}" for one in indicator.targets.all()},
    }
