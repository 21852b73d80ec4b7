"""The last hour of a call: many applicants write and hand in at once, over HTTP, against a portal that runs.

    script/manage shell -c "from bench.grants import fill; fill()"
    python -m bench.grants http://127.0.0.1:8000

``fill`` makes, in a scratch database that has no municipality yet, a call that closes ``MINUTES`` minutes from then and
a community with a leader for each applicant; it writes their sessions and drafts to ``STATE``. The second command needs
nothing of Django: it saves as the browser does, hands in at random moments until after the deadline, and says what went
wrong. Only its last count asks the database, by ``script/manage shell -c "from bench.grants import judge; judge()"``.
"""

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

APPLICANTS, CONNECTIONS, EVERY, MINUTES = 200, 50, 20, 12
"""How many write, over how many connections, saving every how many seconds, for how many minutes."""
STATE = Path(tempfile.gettempdir()) / "bench-grants.json"
LATE = 20
"""Seconds after the deadline until which somebody still tries."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def fill(applicants: int = APPLICANTS, minutes: float = MINUTES) -> None:
    """The call, its applicants with complete drafts, and a session for each."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from grants.actions.application import begin_application, save_section
    from grants.models import Call
    from portal.municipality.models import Municipality
    from tests.factories.applying import TYPED_ELIGIBILITY
    from tests.factories.communities import CommunityFactory
    from tests.factories.grants import leader_of, published_call, typed_budget, typed_project
    from tests.factories.portal import MunicipalityFactory, PersonFactory

    if Municipality.objects.exists():
        raise SystemExit("There is a municipality already. Use a scratch database.")
    MunicipalityFactory()
    now = timezone.now()
    closes = now + timedelta(minutes=minutes)
    call = published_call(
        opens_at=now - timedelta(days=95), closes_at=now + timedelta(days=3), seminar_at=now - timedelta(days=15),
        decision_on=timezone.localdate(now) + timedelta(days=60),
        implementation_from=timezone.localdate(now) + timedelta(days=80),
        implementation_to=timezone.localdate(now) + timedelta(days=500),
    )  # fmt: skip
    writers = []
    for _number in range(applicants):
        community = CommunityFactory(leader=PersonFactory())
        leader = leader_of(community)
        draft = begin_application(call=call, community=community, by=leader, now=now)
        sections = {"atbilstiba": TYPED_ELIGIBILITY, "projekts": typed_project(draft), "tame": typed_budget(call)}
        for section, fields in sections.items():
            save_section(application=draft, section=section, fields=fields, revision=0, by=leader, now=now)
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(leader.pk), settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = leader.get_session_auth_hash()
        session.save()
        writers.append({"pk": draft.pk, "session": session.session_key, "project": sections["projekts"]})
    Call.objects.filter(pk=call.pk).update(closes_at=closes)
    cookies = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]
    state = {"closes": closes.timestamp(), "call": call.pk, "cookies": cookies, "writers": writers}
    STATE.write_text(json.dumps(state), encoding="utf-8")
    say(f"{applicants} drafts; the call closes at {closes:%H:%M:%S} UTC")


class Browser:
    """One keep-alive connection, as little HTTP as is needed."""

    def __init__(self, host: str, port: int, cookies: list[str]):
        self.host, self.port, self.cookies, self.pair = host, port, cookies, None

    async def post(self, path: str, fields: dict[str, str], session: str) -> tuple[int, str, str]:
        """Status, ``Location`` and body of the answer."""
        from urllib.parse import urlencode

        token, (session_cookie, csrf_cookie) = "b" * 32, self.cookies
        body = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Cookie: {session_cookie}={session}; {csrf_cookie}={token}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\nAccept: application/json\r\n\r\n"
        )
        for attempt in (1, 2):  # a kept connection may have been closed meanwhile
            try:
                if self.pair is None:
                    self.pair = await asyncio.open_connection(self.host, self.port)
                reader, writer = self.pair
                writer.write(head.encode() + body)
                await writer.drain()
                return await self._answer(reader)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.pair = None
                if attempt == 2:
                    raise
        raise AssertionError

    async def _answer(self, reader) -> tuple[int, str, str]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines[1:] if line)}
        if headers.get("transfer-encoding") == "chunked":
            content = b""
            while size := int((await reader.readline()).strip() or b"0", 16):
                content += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
        else:
            content = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.pair = None
        return int(lines[0].split()[1]), headers.get("location", ""), content.decode(errors="replace")


async def write(person: dict, free: asyncio.Queue, closes: float, taken: list[float], faults: list[str]) -> None:
    """One applicant: type, save, and at a random moment around the deadline hand in."""
    base = f"/mans/pieteikumi/{person['pk']}/"
    hands_in = closes + random.uniform(-EVERY * 9, LATE)  # noqa: S311 - no secret
    revision, typed = 1, dict(person["project"])
    await asyncio.sleep(random.uniform(0, EVERY))  # noqa: S311

    async def post(path: str, fields: dict[str, str]):
        browser = await free.get()
        started = time.perf_counter()
        try:
            return await browser.post(path, fields, person["session"])
        finally:
            taken.append(time.perf_counter() - started)
            free.put_nowait(browser)

    while time.time() < hands_in:
        typed["need"] = f"{person['project']['need']} Saglabāts {time.time():.0f}."
        status, _place, body = await post(f"{base}projekts/saglabat/", typed | {"revision": str(revision)})
        if status == 200:
            revision, person["kept"] = json.loads(body)["revision"], typed["need"]
        else:
            faults.append(f"{person['pk']}: autosave {status} {body[:120]}")
        await asyncio.sleep(min(EVERY, max(hands_in - time.time(), 0)))
    person["sent"] = time.time()
    status, place, body = await post(f"{base}iesniegt/", {"rules": "on", "no_debts": "on", "agreed": "on"})
    person["answered"] = time.time()
    person["accepted"] = status == 302 and place.endswith(base)
    if status not in (302, 422):
        faults.append(f"{person['pk']}: handing in {status} {body[:120]}")
    if not person["accepted"] and person["answered"] < closes:
        faults.append(f"{person['pk']}: refused before the deadline")
    if person["accepted"] and person["sent"] >= closes:
        faults.append(f"{person['pk']}: accepted after the deadline")


async def run(host: str, port: int) -> None:
    state = json.loads(STATE.read_text(encoding="utf-8"))
    free: asyncio.Queue = asyncio.Queue()
    for _number in range(CONNECTIONS):
        free.put_nowait(Browser(host, port, state["cookies"]))
    taken: list[float] = []
    faults: list[str] = []
    await asyncio.gather(*(write(person, free, state["closes"], taken, faults) for person in state["writers"]))
    STATE.write_text(json.dumps(state), encoding="utf-8")
    accepted = sum(person["accepted"] for person in state["writers"])
    worst = sorted(taken)[int(len(taken) * 0.99)]
    say(f"{len(taken)} requests, median {1000 * statistics.median(taken):.0f} ms, 99th percentile {1000 * worst:.0f} ms")
    say(f"{accepted} accepted, {len(state['writers']) - accepted} refused after the deadline, {len(faults)} faults")
    for fault in faults[:20]:
        say(f"  {fault}")


def judge() -> None:
    """What the database holds against what the browsers were told: nothing typed is lost, and every time is right."""
    from grants.models import Application

    state = json.loads(STATE.read_text(encoding="utf-8"))
    closes = datetime.fromtimestamp(state["closes"], UTC)
    rows = Application.objects.filter(call=state["call"]).select_related("draft").in_bulk()
    lost = wrong = 0
    for person in state["writers"]:
        row = rows[person["pk"]]
        lost += row.draft.data["projekts"]["fields"]["need"] != person.get("kept", person["project"]["need"])
        is_in = row.submitted_at is not None
        wrong += is_in != person["accepted"] or (is_in and row.submitted_at >= closes)
    say(f"{lost} texts lost, {wrong} wrongly in or out")


if __name__ == "__main__":
    from urllib.parse import urlsplit

    address = urlsplit(sys.argv[1])
    asyncio.run(run(address.hostname, address.port or 80))
