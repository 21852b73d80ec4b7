"""A plan as large as one can become: its public page, its PDF, the list of actions.

    script/manage shell -c "from bench.plans import fill; fill()"
    script/manage shell -c "from bench.plans import measure; measure()"

``fill`` makes, in a scratch database or beside the demo, an adopted plan of 60 goals, 300 actions and 200 indicators with
ten years of readings. ``measure`` asks for its pages through the whole stack of middleware, warm, and prints it; it
says how long each took, how many queries, how large, how much memory.
"""

import resource
import statistics
import sys
import time
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import Action, ActionMoney, Chapter, Goal, Indicator, Plan, PlanTemplate, Reading, YearlyTarget
from portal.documents.models import Document
from portal.documents.rendering import render_body, render_pdf
from portal.files.models import File
from portal.municipality.models import Municipality, Unit
from tests.factories.portal import MunicipalityFactory, UnitFactory

GOALS, ACTIONS, INDICATORS, YEARS, ROUNDS = 60, 300, 200, 10, 15
SLUG = "liels-plans"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def fill() -> None:
    """The plan with its parts, written past the actions: what is measured is reading."""
    if not Municipality.objects.exists():
        MunicipalityFactory()
    plan = Plan.objects.create(
        template=PlanTemplate.objects.get(slug="kulturas-un-noturibas-plans"), title="Liels plāns", slug=SLUG,
        story="Desmit gadi kopā.", year_from=2026, year_to=2026 + YEARS - 1, unit=Unit.objects.first() or UnitFactory(),
        state="adopted", decision_number="1", adopted_on=date(2026, 11, 1),
    )  # fmt: skip
    Chapter.objects.bulk_create(
        Chapter(plan=plan, kind=kind, text=f"{kind.title}. " * 60) for kind in plan.template.chapters.all()
    )
    goals = Goal.objects.bulk_create(
        Goal(plan=plan, code=f"M{n}", title=f"Katrā apkaimē ik gadu notiek {n} kopīgi pasākumi", owner="Attīstības nodaļa")
        for n in range(1, GOALS + 1)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            goal=goals[n % GOALS], name=f"Kopīgie pasākumi gadā, {n}", unit="pasākumi", baseline=4,
            baseline_on=date(2025, 12, 31), target=24, target_on=date(2025 + YEARS, 12, 31), source="Pasākumu kalendārs portālā",
        )
        for n in range(INDICATORS)
    )  # fmt: skip
    years = range(1, YEARS + 1)
    Reading.objects.bulk_create(
        Reading(indicator=one, value=4 + 2 * n, measured_on=date(2025 + n, 12, 31)) for one in indicators for n in years
    )
    YearlyTarget.objects.bulk_create(
        YearlyTarget(indicator=one, year=2025 + n, value=4 + 2 * n) for one in indicators for n in years
    )
    actions = Action.objects.bulk_create(
        Action(
            plan=plan, code=f"R{n}", what=f"{n}. forumu cikls apkaimēs ar radošu uzsākumu un kopīgu noslēgumu",
            who="Līdzdalības koordinators un apkaimju kopienas", starts_on=date(2026 + n % YEARS, 2, 1),
            ends_on=date(2026 + n % YEARS, 11, 30), money=4000, people="0,3 slodzes un 12 brīvprātīgo",
        )
        for n in range(1, ACTIONS + 1)
    )  # fmt: skip
    served = Action.goals.through
    served.objects.bulk_create(served(action=one, goal=goals[n % GOALS]) for n, one in enumerate(actions))
    ActionMoney.objects.bulk_create(
        ActionMoney(action=one, year=one.starts_on.year, source="municipality", amount=one.money) for one in actions
    )
    say(f"{plan.title}: {GOALS} goals, {ACTIONS} actions, {INDICATORS} indicators, {INDICATORS * YEARS} readings")


def measure() -> None:
    client = Client(SERVER_NAME="localhost")
    for address in (
        reverse("actionplans:plan_detail", args=[SLUG]),
        reverse("actionplans:action_list") + f"?plans={SLUG}",
        reverse("actionplans:impact"),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address)
        took = []
        for _round in range(ROUNDS):
            begun = time.perf_counter()
            client.get(address)
            took.append(time.perf_counter() - begun)
        median, slowest = statistics.median(took) * 1000, max(took) * 1000
        say(
            f"{page.status_code} {address}: median {median:.0f} ms, slowest {slowest:.0f} ms, {len(captured)} queries, "
            f"{len(page.content) // 1024} KB"
        )
    _print()


def _print() -> None:
    """The plan on paper; the memory is the most this process has held."""
    plan = Plan.objects.get(slug=SLUG)
    document = Document(
        kind="actionplans.plan", subject=plan, version=1, title=plan.title, requested_at=plan.created_at, pdf=File()
    )
    begun = time.perf_counter()
    body = render_body(document)
    written = time.perf_counter()
    content = render_pdf(document, body)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(
        f"PDF: {written - begun:.1f} s for {len(body) // 1024} KB of HTML, {time.perf_counter() - written:.1f} s for "
        f"{len(content) // 1024} KB of PDF, {memory} MB at most"
    )
