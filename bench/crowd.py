"""Five hundred opinions in a minute from fifty visitors at once, each from an address of its own.

    TRUSTED_PROXY_COUNT=1 script/server
    script/manage shell -c "from bench.crowd import run; run('http://127.0.0.1:8000')"

The server believes the address the visitors name, as it believes its proxy's, so nobody meets the limit for guests. Each
opens the form, sends an opinion, opens the link from the mail and confirms it. Then the database is asked whether every
opinion has its receipt and its obligation.
"""

import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from uuid import uuid4

import httpx
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from participation.models import Consultation, Opinion
from participation.queries.opinion import confirmation_token
from portal.obligations.models import Obligation, Receipt

OPINIONS, VISITORS, SECONDS = 500, 50, 60
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|form_token)" value="([^"]+)"')


@dataclass
class Tally:
    """What the visitors met: how long each request took, in seconds, and every answer that was no success."""

    taken: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def ask(self, visitor: httpx.Client, method: str, address: str, expected: int, **given) -> httpx.Response:
        started = time.perf_counter()
        response = visitor.request(method, address, **given)
        self.taken.append(time.perf_counter() - started)
        if response.status_code != expected:
            self.refused.append(f"{method} {address}: {response.status_code}")
        return response


def run(server: str) -> None:
    now = timezone.now()
    consultation = Consultation.objects.open(now).order_by("-closes_at").first()
    if consultation is None or consultation.closes_at < now + timedelta(minutes=10):
        raise SystemExit("No consultation is open for long enough.")
    crowd = uuid4().hex[:8]
    form = reverse("participation:opinion_create", args=[consultation.slug])
    sending, confirming = Tally(), Tally()
    everybody = [(number, _visitor(server, number)) for number in range(OPINIONS)]
    seconds = _at_pace(everybody, lambda one: _send(sending, one[1], form, f"puls-{crowd}-{one[0]}@example.lv"))
    own = Opinion.objects.filter(author_email__startswith=f"puls-{crowd}-")
    links = {one.author_email: reverse("participation:opinion_confirm", args=[confirmation_token(one)]) for one in own}
    waiting = [(visitor, links[f"puls-{crowd}-{number}@example.lv"]) for number, visitor in everybody]
    confirm_seconds = _at_pace(waiting, lambda one: _confirm(confirming, *one))
    _tell("sent", sending, seconds)
    _tell("confirmed", confirming, confirm_seconds)
    received = own.filter(state="received").values("pk")
    about = {"subject_type": ContentType.objects.get_for_model(Opinion), "subject_id__in": received}
    promises, receipts = (model.objects.filter(**about).count() for model in (Obligation, Receipt))
    _say(f"of {OPINIONS}: {received.count()} received, {receipts} receipts, {promises} obligations")


def _visitor(server: str, number: int) -> httpx.Client:
    address = f"10.77.{number // 250}.{number % 250 + 1}"
    return httpx.Client(base_url=server, headers={"X-Forwarded-For": address}, timeout=30)


def _at_pace(people: list, act) -> float:
    """Let ``VISITORS`` at a time act, so many in ``SECONDS`` that all have their turn. How long it took."""
    started, turn = time.perf_counter(), count()

    def one_by_one(one) -> None:
        wait = next(turn) * SECONDS / OPINIONS - (time.perf_counter() - started)
        time.sleep(max(0, wait))
        act(one)

    with ThreadPoolExecutor(VISITORS) as pool:
        list(pool.map(one_by_one, people))
    return time.perf_counter() - started


def _send(tally: Tally, visitor: httpx.Client, form: str, email: str) -> None:
    hidden = dict(HIDDEN.findall(tally.ask(visitor, "GET", form, 200).text))
    typed = {"text": f"Pie skolas vajag drošu gājēju pāreju, to lūdz {email}.", "name": "Iedzīvotājs", "email": email}
    tally.ask(visitor, "POST", form, 302, data=hidden | typed)


def _confirm(tally: Tally, visitor: httpx.Client, link: str) -> None:
    hidden = dict(HIDDEN.findall(tally.ask(visitor, "GET", link, 200).text))
    tally.ask(visitor, "POST", link, 302, data=hidden)


def _tell(what: str, tally: Tally, seconds: float) -> None:
    ordered = sorted(tally.taken)
    late = ordered[int(len(ordered) * 0.99)]
    _say(
        f"{what}: {OPINIONS} in {seconds:.0f} s; a request took {1000 * statistics.median(ordered):.0f} ms, "
        f"of a hundred the slowest {1000 * late:.0f} ms; refused: {len(tally.refused)}"
    )
    for refusal in tally.refused[:5]:
        _say(f"  {refusal}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
