"""A large municipality's participation in a scratch database, and how long its pages and questions take there.

    script/manage shell -c "from bench.participation import fill; fill()"
    script/manage shell -c "from bench.participation import measure; measure()"

``DATABASE_URL`` names the scratch database, migrated and empty; one that has a municipality already is refused. Filling
takes one real row of each kind and copies it inside the database, so it follows the schema by itself.
"""

import re
import time

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench.tools import browser, copies, heading, say, show
from participation.actions.answer import answer_now
from participation.actions.scorecard import keep_scores
from participation.models import Answer, Consultation, Opinion
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.municipality.models import Municipality, Unit
from portal.obligations.models import Obligation
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import ANSWER, ConsultationFactory, give_opinion
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory

OPINIONS, IN_ONE, CONSULTATIONS, PLACES, UNITS = 300_000, 5_000, 500, 500, 20
WAITING_SHARE = 0.04
OFFICER = "merijums@example.lv"


def fill() -> None:
    if Municipality.objects.exists():
        raise SystemExit("There is a municipality already. Use a scratch database.")
    MunicipalityFactory()
    now = timezone.now()
    units = UnitFactory.create_batch(UNITS)
    places = NeighbourhoodFactory.create_batch(PLACES)
    officer = OfficerFactory(email=OFFICER, roles=[Role.COORDINATOR])
    units[0].members.add(officer)
    for number in range(CONSULTATIONS):
        ConsultationFactory(unit=units[number % UNITS], neighbourhoods=[places[number % PLACES]])
    first = Consultation.objects.order_by("pk").first()
    opinion = give_opinion(first)
    answer = answer_now(question=opinion, by=officer, now=now, **ANSWER)
    promise = Obligation.objects.about(opinion).get()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of copies, no checks of their keys
        cursor.execute(
            copies(
                Opinion,
                f"generate_series(1, {OPINIONS}) n WHERE s.id = {opinion.pk}",
                form_token="gen_random_uuid()",  # noqa: S106 - SQL, no password
                consultation_id=f"{first.pk} + CASE WHEN n <= {IN_ONE} THEN 0 ELSE 1 + n % {CONSULTATIONS - 1} END",
                submitted_at="now() - n * interval '9 minutes'",
                confirmed_at="now() - n * interval '9 minutes'",
                state=f"CASE WHEN n <= {int(OPINIONS * WAITING_SHARE)} THEN 'received' ELSE 'answered' END",
                text="'Vajag drošu ceļu uz skolu ' || n",
            )
        )
        of_copy = "o.submitted_at + (o.id % 20) * interval '1 day'"
        cursor.execute(
            copies(
                Answer,
                f"participation_opinion o WHERE s.id = {answer.pk} AND o.id <> {opinion.pk} AND o.state = 'answered'",
                opinion_id="o.id",
                published_at=of_copy,
                unit_id=f"{units[0].pk} + o.id % {UNITS}",
                outcome="(ARRAY['taken', 'partly', 'not_taken', 'planned', 'explained'])[1 + o.id % 5]",
                own_text="''",
            )
        )
        cursor.execute(
            copies(
                Obligation,
                f"participation_opinion o WHERE s.id = {promise.pk} AND o.id <> {opinion.pk}",
                subject_id="o.id",
                holder_id=f"{units[0].pk} + o.id % {UNITS}",
                unit_id=f"{units[0].pk} + o.id % {UNITS}",
                neighbourhood_key=f"{places[0].pk} + o.id % {PLACES}",
                received_at="o.submitted_at",
                due_at="o.submitted_at + interval '14 days'",
                fulfilled_at=f"CASE WHEN o.state = 'answered' THEN {of_copy} END",
            )
        )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")
    Consultation.objects.filter(pk=first.pk).update(individual_count=IN_ONE)
    started = time.perf_counter()
    keep_scores(years=[None, now.year, now.year - 1], now=now)
    say(f"three periods counted in {time.perf_counter() - started:.1f} s")


def pages() -> list[tuple[str, str]]:
    one = Consultation.objects.order_by("pk").first()
    log, unit = reverse("participation:answer_list"), Unit.objects.order_by("pk").first()
    return [
        ("home", "/"),
        ("hub", reverse("pages:hub")),
        ("consultation with 5 000 opinions", one.get_absolute_url()),
        ("answer log, first page", log),
        ("answer log, by unit", f"{log}?nodala={unit.slug}"),
        ("answer log, by outcome", f"{log}?iznakums=not_taken"),
        ("answer log, by words", f"{log}?meklet=celiņš"),
        ("scorecard", reverse("participation:scorecard")),
        ("officers' queue", reverse("admin:participation_opinion_changelist")),
        ("officers' first page", reverse("admin:index")),
    ]


def measure() -> None:
    client = browser()
    client.force_login(User.objects.get(email=OFFICER))
    heading()
    for name, path in pages():
        show(name, client, path)
    log = reverse("participation:answer_list")
    after = re.search(r"pec=([^\"&]+)", client.get(log).content.decode()).group(1)
    show("answer log, second page", client, f"{log}?pec={after}")
