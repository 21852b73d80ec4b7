"""What has come of the projects and the plans, for everybody."""

from collections.abc import Iterator
from typing import Any

import tablib
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from actionplans.models import ActivityField
from actionplans.queries.impact import PROGRAMMES, Results, results_of
from grants.enums import ChangeLevel, ChangeStage, PeopleGroup, ResultKind
from grants.queries.impact import Share
from portal.municipality.queries import current_municipality
from portal.ui.charts import Chart, Series, bars
from portal.ui.exports import EXPORT_FORMATS, table_response
from portal.ui.page_cache import drawn_for_everybody

CHARTED = 12
"""More bars than these say nothing; the table beside them names everything."""


@login_not_required
def impact(request):
    """Projects, money, partners and people by year, neighbourhood, field, level and stage of change, with the actions of
    plans and, for comparison, what two programmes reached."""
    asked = request.GET.get("gads", "")
    year = (int(asked) if asked.isdecimal() and len(asked) == 4 else 0) or None
    if request.GET.get("formats", "") in EXPORT_FORMATS:
        table = tablib.Dataset(headers=[_("Division"), _("Part"), _("Figure"), _("Value")])
        table.extend(_lines(*_read(year)))
        return table_response(table, request.GET["formats"], name=f"rezultati-{year or 'visi-gadi'}")
    told = drawn_for_everybody(f"results.{year}", "actionplans/partials/impact_told.html", lambda: _told(year))
    return render(request, "actionplans/impact.html", {"told": told})


def _read(year: int | None) -> tuple[Results, list[tuple[ActivityField, Share]], list[tuple[str, str, list[Share]]]]:
    """The figures of ``year``, or of all years, by field and by division."""
    known = list(ActivityField.objects.all())
    results = results_of(year, known)
    fields = [(field, results.fields[field.slug]) for field in known if field.slug in results.fields]
    return results, fields, _divisions(results)


def _told(year: int | None) -> dict[str, Any]:
    """All below the heading."""
    results, fields, divisions = _read(year)
    return {
        "results": results,
        "fields": fields,
        "tables": [(title, anchor, shares, _chart(title, shares)) for title, anchor, shares in divisions if shares],
        "groups": _groups(results),
        "levels": _levels(results),
        "led_to": _led_to(results),
        "stages": [stage.label for stage in ChangeStage],
        "programmes": PROGRAMMES,
    }


def _divisions(results: Results) -> list[tuple[str, str, list[Share]]]:
    projects = results.projects
    return [
        (_("Projects by year"), "gadi", projects.years),
        (_("Projects by neighbourhood"), "apkaimes", projects.places),
        (_("Projects by theme"), "temas", projects.themes),
    ]


def _chart(title: str, shares: list[Share]) -> Chart | None:
    if not 1 < len(shares) <= CHARTED:
        return None
    series = [Series(_("People reached"), [one.people for one in shares])]
    return bars(f"{title}: {_('people reached')}", [one.name for one in shares], series, accent=_accent())


def _groups(results: Results) -> Chart | None:
    reached = [results.projects.groups.get(group, 0) for group in PeopleGroup]
    if not any(reached):
        return None
    labels = [str(group.label) for group in PeopleGroup]
    return bars(_("People reached, by group"), labels, [Series(_("People reached"), reached)], accent=_accent())


def _accent() -> str:
    return current_municipality().accent_colour


def _levels(results: Results) -> list[tuple[str, list[tuple[str, int]]]]:
    """How many projects have come to which stage on each level; empty while none has told."""
    counted = results.projects.levels
    if not any(counted[level][stage] for level in ChangeLevel for stage in ChangeStage):
        return []
    return [(level.label, [(stage.label, counted[level][stage]) for stage in ChangeStage]) for level in ChangeLevel]


def _led_to(results: Results) -> list[tuple[str, int]]:
    """How many projects led to each kind of result; empty while no report has named any."""
    counted = results.projects.led_to
    return [(kind.label, counted[kind]) for kind in ResultKind] if any(counted.values()) else []


def _lines(results: Results, fields, divisions) -> Iterator[tuple[str, str, str, Any]]:
    """Everything the page shows, one figure a line: the division, its part, what is counted, how many."""
    projects, plans, whole = results.projects, results.plans, _("in all")
    yield from _of_share(_("Projects"), Share(whole, projects.projects, projects.money, projects.people))
    yield _("Projects"), whole, _("Partners"), projects.partners
    yield _("Action plans"), whole, _("Action plans"), plans.plans
    yield _("Action plans"), whole, _("Actions"), plans.actions
    yield _("Action plans"), whole, _("Actions done"), plans.done
    yield _("Action plans"), whole, _("Money, EUR"), plans.money
    yield _("Action plans"), whole, _("People who joined"), plans.joined
    for title, _anchor, shares in divisions:
        for share in shares:
            yield from _of_share(title, share)
    for field, share in fields:
        yield from _of_share(_("Projects by field"), Share(str(field), share.projects, share.money, share.people))
    for group in PeopleGroup:
        yield _("People reached, by group"), str(group.label), _("People reached"), projects.groups.get(group, 0)
    for kind, number in _led_to(results):
        yield _("What projects led to"), str(kind), _("Projects"), number
    for level, row in _levels(results):
        for stage, number in row:
            yield _("Level of change"), f"{level}: {stage}", _("Projects"), number


def _of_share(division: str, share: Share) -> Iterator[tuple[str, str, str, Any]]:
    yield division, share.name, _("Projects"), share.projects
    yield division, share.name, _("Money, EUR"), share.money
    yield division, share.name, _("People reached"), share.people
