"""Thirty thousand applications in a scratch database: how long the pages of calls and projects take, and the ranking.

    script/manage shell -c "from bench.register import fill; fill()"
    script/manage shell -c "from bench.register import measure; measure()"

``DATABASE_URL`` names the scratch database, migrated and empty; one that has a municipality already is refused. One
project is brought from the call to the accepted final report by the portal's own actions, one call is judged by five;
then their rows are copied inside the database.
"""

import time
from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench.tools import browser, copies, heading, say, show
from grants.models import Application, BudgetLine, Call, Contract, Decision, Evaluation, ProjectResult, Score
from grants.queries.ranking import ranking
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.municipality.models import Municipality
from tests.factories.communities import CommunityFactory
from tests.factories.contract import finished_contract
from tests.factories.grants import CallFactory, leader_of, scored_call
from tests.factories.portal import MunicipalityFactory, OfficerFactory

APPLICATIONS, JUDGED, CALLS, COMMUNITIES = 30_000, 500, 60, 1_000
MEMBERS = 5
OFFICER = "merijums@example.lv"


def fill() -> None:
    if Municipality.objects.exists():
        raise SystemExit("There is a municipality already. Use a scratch database.")
    MunicipalityFactory()
    OfficerFactory(email=OFFICER, roles=[Role.CALLS, Role.COORDINATOR])
    communities = CommunityFactory.create_batch(COMMUNITIES, leader=None)
    done = finished_contract().application
    judged = scored_call(9, size=MEMBERS, total=1_000_000).applications.get()
    now = timezone.now()
    older = [
        CallFactory(state="finished", opens_at=now - timedelta(days=300 + n), published_at=now - timedelta(days=301 + n))
        for n in range(CALLS)
    ]
    first, community = older[0].pk, communities[0].pk
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of copies, no checks of their keys
        copy = f"s.id = {done.pk}"
        cursor.execute(
            copies(
                Application,
                f"generate_series(1, {APPLICATIONS}) n WHERE {copy}",
                call_id=f"{first} + n % {CALLS}",
                community_id=f"{community} + n % {COMMUNITIES}",
                state="CASE WHEN n % 3 = 0 THEN 'closed' WHEN n % 3 = 1 THEN 'funded' ELSE 'rejected' END",
                title="'Soliņi upes krastā ' || n",
                submitted_at="now() - n * interval '2 hours'",
            )
        )
        copied = f"grants_application a WHERE a.id <> {done.pk} AND a.call_id >= {first} AND s.application_id = {done.pk}"
        cursor.execute(copies(Decision, copied, application_id="a.id", decided_at="a.submitted_at + interval '60 days'"))
        cursor.execute(copies(BudgetLine, copied, application_id="a.id"))
        facts = {"application_id": "a.id", "number": "'L-' || a.id", "ordinal": "a.id"}
        cursor.execute(copies(Contract, f"{copied} AND a.state <> 'rejected'", **facts))
        cursor.execute(copies(ProjectResult, f"{copied} AND a.state = 'closed'", application_id="a.id"))
        cursor.execute(
            copies(
                Application,
                f"generate_series(2, {JUDGED}) n WHERE s.id = {judged.pk}",
                community_id=f"{community} + n % {COMMUNITIES}",
                title="'Taka gar mežu ' || n",
                points="50 + n % 45",
            )
        )
        beside = f"grants_application a WHERE a.id <> {judged.pk} AND a.call_id = {judged.call_id}"
        cursor.execute(copies(Evaluation, f"{beside} AND s.application_id = {judged.pk}", application_id="a.id"))
        same = f"e.application_id <> {judged.pk} AND o.application_id = {judged.pk} AND o.member_id = e.member_id"
        cursor.execute(
            copies(
                Score,
                f"grants_evaluation e, grants_evaluation o WHERE {same} AND s.evaluation_id = o.id",
                evaluation_id="e.id",
                points="1 + (e.id + s.criterion_id) % 10",
            )
        )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")
    say(f"{Application.objects.count()} applications, {Score.objects.count()} scores")


def pages(call: Call) -> list[tuple[str, str]]:
    projects, calls = reverse("grants:project_list"), reverse("grants:call_list")
    project = Application.objects.projects().order_by("-pk").first()
    return [
        ("home", "/"),
        ("calls", calls),
        ("a finished call", Call.objects.order_by("pk").last().get_absolute_url()),
        ("a call being judged", call.get_absolute_url()),
        ("projects", projects),
        ("projects, by words", f"{projects}?meklet=soliņi"),
        ("projects, by name", f"{projects}?kartot=nosaukums"),
        ("project", reverse("grants:project_detail", args=[project.pk])),
        ("officers' applications", reverse("admin:grants_application_changelist")),
        ("officers' application", reverse("admin:grants_application_change", args=[project.pk])),
        ("officers' call", reverse("admin:grants_call_change", args=[call.pk])),
        ("officers' contracts", reverse("admin:grants_contract_changelist")),
        ("officers' first page", reverse("admin:index")),
    ]


def measure() -> None:
    call = Call.objects.get(state="evaluation")
    started = time.perf_counter()
    rows = ranking(call)
    say(f"ranking of {len(rows)} applications with {MEMBERS} scores each: {time.perf_counter() - started:.2f} s")
    client = browser()
    client.force_login(User.objects.get(email=OFFICER))
    heading()
    for name, path in pages(call):
        show(name, client, path)
    member = call.commission.first().user
    member.roles = [*member.roles, Role.CALLS]
    client.force_login(member)
    show("evaluator's list", client, reverse("grants:evaluation_call", args=[call.slug]))
    show("ranking", client, reverse("grants:evaluation_ranking", args=[call.slug]))
    own = Contract.objects.earliest("pk").application.community
    client.force_login(leader_of(own))
    show("community's desk", client, reverse("communities:desk", args=[own.slug]))
